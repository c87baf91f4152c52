package io.lares.planner.assist;

import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Remembered;
import io.lares.planner.grammar.Ids;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command does to somebody who wants quiet.
 *
 * @param light true where it shines into a room, and disturbs only who sleeps there
 * @param lower what sets it low; null where nothing does
 */
record Loudness(Kind kind, boolean light, @Nullable AttributeId lower) {
  /** The most that wakes nobody, in percent. */
  static final double LOW = 25;

  static final Loudness NONE = new Loudness(Kind.NONE, false, null);
  private static final Loudness NOISE = new Loudness(Kind.NOISE, false, null);
  private static final Loudness LIGHT = new Loudness(Kind.NOISE, true, null);
  private static final Loudness SPOKEN = new Loudness(Kind.SPOKEN, false, null);

  private static final Set<String> MACHINES =
      Set.of("Vacuum", "LawnMower", "Dishwasher", "Laundry");

  /** Words in the name of what nobody described better. */
  private static final Pattern SOUNDS =
      Pattern.compile(
          "(?i)siren|chime|buzz|beep|horn|doorbell|alarm|sound|melody|announce|speak"
              + "|vacuum|clean|wash|blend|grind");

  private static final Pattern WARNS = Pattern.compile("(?i)siren|alarm(?!clock)");

  private static final Set<String> STILL =
      Set.of("docked", "returning", "paused", "stopped", "idle", "off", "silent", "none", "stop");

  /** How it disturbs. */
  enum Kind {
    NONE,
    /** It can be had at less: at {@link #LOW} of the attribute {@code lower}. */
    LOWERED,
    /** It is as loud as it is. */
    NOISE,
    /** It is said aloud; elsewhere it can be heard as well. */
    SPOKEN
  }

  static Loudness of(Device device, Command command, StateView state) {
    AttributeId id = command.attribute();
    Value value = command.value();
    if (noMore(device, command, state)) {
      return NONE;
    }
    if (id.equals(Ids.BROADCAST)) {
      return SPOKEN;
    }
    if (id.equals(Vocabulary.VOLUME) || id.equals(Vocabulary.LEVEL) && device.type().isLight()) {
      boolean more = value instanceof Value.Num(double much) && much > LOW;
      return more ? new Loudness(Kind.LOWERED, id.equals(Vocabulary.LEVEL), id) : NONE;
    }
    boolean muted = id.equals(Vocabulary.MUTED);
    if (muted ? value.equals(Value.of(true)) : still(value)) {
      return NONE;
    }
    if (id.capability().equals("Media") || plays(device.type()) && id.equals(Vocabulary.ON_OFF)) {
      return lowered(device, Vocabulary.VOLUME, false);
    }
    if (id.equals(Vocabulary.ON_OFF) && device.type().isLight()) {
      return lowered(device, Vocabulary.LEVEL, true);
    }
    if (id.equals(Vocabulary.COVERING_POSITION)
        || id.equals(Vocabulary.COVERING_MOTION) && value.equals(Value.of("opening"))) {
      return LIGHT;
    }
    boolean machine =
        MACHINES.contains(id.capability())
            || id.equals(Vocabulary.ON_OFF) && roars(device.type())
            || Vocabulary.capability(id.capability()) == null
                && SOUNDS.matcher(id.toString()).find();
    return machine ? NOISE : NONE;
  }

  /** Whether what nobody described better is there to warn people. */
  static boolean warns(AttributeId attribute) {
    return Vocabulary.capability(attribute.capability()) == null
        && WARNS.matcher(attribute.toString()).find();
  }

  /** Of those who want quiet the first who is disturbed; null for nobody. */
  Remembered.@Nullable Quiet disturbed(Device device, List<Remembered.Quiet> quiet) {
    for (Remembered.Quiet each : quiet) {
      if (disturbs(device, each)) {
        return each;
      }
    }
    return null;
  }

  /** Whether somebody who wants quiet hears or sees it where they are. */
  private boolean disturbs(Device device, Remembered.Quiet quiet) {
    if (kind == Kind.NONE) {
      return false;
    }
    AreaId area = device.area();
    boolean there = area != null && quiet.areas().contains(area);
    return light
        ? quiet.dark() && there
        : there || quiet.areas().isEmpty() || area == null || roams(device.type());
  }

  /** True where it is on and gets no louder, brighter or wider than it is. */
  private static boolean noMore(Device device, Command command, StateView state) {
    Reading power = state.reading(device.id(), Vocabulary.ON_OFF);
    Reading now = state.reading(device.id(), command.attribute());
    Attribute attribute = device.attribute(command.attribute());
    if (now == null
        || attribute == null
        || attribute.access() == Attribute.Access.MOMENTARY
        || power != null && !power.value().equals(Value.of(true))) {
      return false;
    }
    return now.value() instanceof Value.Num(double before)
            && command.value() instanceof Value.Num(double after)
        ? after <= before
        : now.value().equals(command.value());
  }

  /** Loud as it is where there is nothing to set it low with. */
  private static Loudness lowered(Device device, AttributeId with, boolean light) {
    Attribute attribute = device.attribute(with);
    return attribute != null && attribute.commandable()
        ? new Loudness(Kind.LOWERED, light, with)
        : light ? LIGHT : NOISE;
  }

  private static boolean still(Value value) {
    return switch (value) {
      case Value.Bool(boolean on) -> !on;
      case Value.Num(double much) -> much <= 0;
      case Value.Text(String text) -> STILL.contains(text);
    };
  }

  private static boolean plays(DeviceType type) {
    return type == DeviceType.SPEAKER || type == DeviceType.BASIC_VIDEO_PLAYER;
  }

  private static boolean roars(DeviceType type) {
    return switch (type) {
      case ROBOTIC_VACUUM_CLEANER, LAWN_MOWER, DISHWASHER, LAUNDRY_WASHER, LAUNDRY_DRYER -> true;
      default -> false;
    };
  }

  /** Whether a thing of this type is heard beyond its room, or goes from room to room. */
  private static boolean roams(DeviceType type) {
    return type == DeviceType.ROBOTIC_VACUUM_CLEANER;
  }
}
