package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which commands a verb without a value means for one device. */
final class Deeds {
  static final List<AttributeId> OPENABLE =
      List.of(Vocabulary.COVERING_POSITION, Vocabulary.GARAGE_POSITION, Vocabulary.VALVE_POSITION);
  private static final List<AttributeId> MOTIONS =
      List.of(Vocabulary.COVERING_MOTION, Vocabulary.GARAGE_MOTION);

  /** What shows only while the device is on. */
  private static final Set<AttributeId> SHOWN =
      Set.of(
          Vocabulary.LEVEL,
          Vocabulary.COLOR,
          Vocabulary.COLOR_TEMPERATURE,
          Vocabulary.FAN_PERCENT,
          Vocabulary.FAN_MODE);

  private final StateView state;
  private final OwnTerms terms;

  Deeds(StateView state, OwnTerms terms) {
    this.state = state;
    this.terms = terms;
  }

  boolean is(Device device, AttributeId attribute, boolean value) {
    Reading reading = state.reading(device.id(), attribute);
    return reading != null && reading.value().equals(Value.of(value));
  }

  /**
   * What a verb comes to.
   *
   * @param strictly true where opening is not to be taken for switching on
   */
  Effect of(Device device, Verb verb, boolean strictly) {
    if (strictly && (verb == Verb.OPEN || verb == Verb.CLOSE)) {
      return openable(
          device, verb == Verb.OPEN ? 100 : 0, verb == Verb.OPEN ? "unlocked" : "locked");
    }
    return switch (verb) {
      case ON, ACTIVATE -> on(device);
      case OFF -> off(device);
      case OPEN, OPENON -> {
        Effect open = openable(device, 100, "unlocked");
        yield open == Effect.CANNOT ? on(device) : open;
      }
      case CLOSE, CLOSEOFF -> {
        Effect close = openable(device, 0, "locked");
        yield close == Effect.CANNOT ? off(device) : close;
      }
      case LOCK -> set(device, Vocabulary.LOCK_STATE, "locked");
      case UNLOCK -> set(device, Vocabulary.LOCK_STATE, "unlocked");
      case START ->
          firstOf(
              operate(device, "cleaning", "mowing"),
              set(device, Vocabulary.PLAYBACK, "playing"),
              on(device));
      case CLEAN -> set(device, Vocabulary.VACUUM_OPERATION, "cleaning");
      case MOW -> set(device, Vocabulary.MOWER_OPERATION, "mowing");
      case STOP -> stop(device);
      case DOCK -> operate(device, "returning", "docked");
      case PAUSE ->
          firstOf(
              set(device, Vocabulary.PLAYBACK, "paused"),
              operate(device, "paused", "paused"),
              stopMotion(device));
      case RESUME ->
          firstOf(
              set(device, Vocabulary.PLAYBACK, "playing"), operate(device, "cleaning", "mowing"));
      case NEXT -> set(device, Vocabulary.TRACK, "next");
      case PREVIOUS -> set(device, Vocabulary.TRACK, "previous");
      case MUTE -> set(device, Vocabulary.MUTED, true);
      case UNMUTE -> set(device, Vocabulary.MUTED, false);
      case TOGGLE -> set(device, Vocabulary.ON_OFF, !is(device, Vocabulary.ON_OFF, true));
      case SET ->
          device.type() == DeviceType.SCENE || device.type() == DeviceType.SCRIPT
              ? on(device)
              : Effect.CANNOT;
      default -> Effect.CANNOT;
    };
  }

  /** What takes a command that switches or opens something back; null where nothing simple does. */
  static @Nullable Command undone(Command sent) {
    boolean position = OPENABLE.contains(sent.attribute());
    Value back =
        switch (sent.value()) {
          case Value.Bool(boolean flag)
              when sent.attribute().equals(Vocabulary.ON_OFF)
                  || sent.attribute().equals(Vocabulary.MUTED) ->
              Value.of(!flag);
          case Value.Num(double number) when position -> Value.of(number > 0 ? 0.0 : 100.0);
          default -> null;
        };
    return back == null ? null : new Command(sent.device(), sent.attribute(), back);
  }

  private Effect on(Device device) {
    return firstOf(
        set(device, Vocabulary.ON_OFF, true),
        set(device, Ids.SCENE, true),
        set(device, Ids.SCRIPT, true),
        set(device, Vocabulary.FAN_PERCENT, 100.0),
        set(device, Vocabulary.FAN_MODE, "auto"),
        set(device, Vocabulary.THERMOSTAT_MODE, "auto"),
        set(device, Vocabulary.THERMOSTAT_MODE, "heat"),
        set(device, Vocabulary.PLAYBACK, "playing"),
        operate(device, "cleaning", "mowing"),
        onlySwitch(device, true),
        openable(device, 100, ""));
  }

  /** What switches on as a heating. */
  Effect heated(Device device) {
    return device.attribute(Vocabulary.ON_OFF) == null
        ? set(device, Vocabulary.THERMOSTAT_MODE, "heat")
        : Effect.CANNOT;
  }

  private Effect off(Device device) {
    return firstOf(
        set(device, Vocabulary.ON_OFF, false),
        set(device, Vocabulary.THERMOSTAT_MODE, "off"),
        set(device, Vocabulary.FAN_MODE, "off"),
        set(device, Vocabulary.FAN_PERCENT, 0.0),
        set(device, Vocabulary.PLAYBACK, "paused"),
        operate(device, "returning", "docked"),
        onlySwitch(device, false),
        openable(device, 0, ""));
  }

  private Effect openable(Device device, double position, String lock) {
    for (AttributeId id : OPENABLE) {
      Effect effect = set(device, id, position);
      if (effect != Effect.CANNOT) {
        return effect;
      }
    }
    return lock.isEmpty() ? Effect.CANNOT : set(device, Vocabulary.LOCK_STATE, lock);
  }

  private Effect operate(Device device, String vacuum, String mower) {
    return firstOf(
        set(device, Vocabulary.VACUUM_OPERATION, vacuum),
        set(device, Vocabulary.MOWER_OPERATION, mower),
        vacuum.equals("returning")
            ? set(device, Vocabulary.VACUUM_OPERATION, "docked")
            : Effect.CANNOT);
  }

  private Effect stop(Device device) {
    return firstOf(
        set(device, Vocabulary.PLAYBACK, "paused"),
        operate(device, "returning", "docked"),
        stopMotion(device),
        onlySwitch(device, false),
        device.type().isLight() || opens(device) ? Effect.CANNOT : off(device));
  }

  private static boolean opens(Device device) {
    return OPENABLE.stream().anyMatch(id -> device.attribute(id) != null);
  }

  private Effect stopMotion(Device device) {
    for (AttributeId id : MOTIONS) {
      Effect effect = set(device, id, "stopped");
      if (effect != Effect.CANNOT) {
        return effect;
      }
    }
    return Effect.CANNOT;
  }

  /** A device without OnOff but with a switch of its own that makes it run. */
  private Effect onlySwitch(Device device, boolean on) {
    Attribute runs = terms.runs(device);
    return runs == null ? Effect.CANNOT : Effect.of(device, runs, Value.of(on));
  }

  /** "Start the washer with the short programme" is both: the programme, and that it runs. */
  Effect running(Device device, Effect effect) {
    return running(device, effect, terms.runs(device));
  }

  private static Effect running(Device device, Effect effect, @Nullable Attribute runs) {
    if (!(effect instanceof Effect.Do(List<Command> commands))
        || runs == null
        || commands.stream().anyMatch(command -> command.attribute().equals(runs.id()))) {
      return effect;
    }
    List<Command> both = new ArrayList<>(commands);
    both.add(new Command(device.id(), runs.id(), Value.of(true)));
    return new Effect.Do(List.copyOf(both));
  }

  private static Effect firstOf(Effect... effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Do) {
        return effect;
      }
    }
    return Effect.CANNOT;
  }

  private static Effect set(Device device, AttributeId id, Object value) {
    Attribute attribute = device.attribute(id);
    if (attribute == null || !attribute.commandable()) {
      return Effect.CANNOT;
    }
    Value wanted =
        switch (value) {
          case Boolean flag -> Value.of(flag);
          case Double number -> Value.of(number);
          default -> Value.of(value.toString().toLowerCase(Locale.ROOT));
        };
    return attribute.kind().misfit(wanted) == null
        ? Effect.of(new Command(device.id(), id, wanted))
        : Effect.CANNOT;
  }

  /** A value for one attribute, and switching on where it shows only when the device is on. */
  Effect lit(Device device, Attribute attribute, Value value) {
    Effect effect = Effect.of(device, attribute, value);
    boolean zero = value.equals(Value.of(0.0)) || value.equals(Value.of("off"));
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    if (!(effect instanceof Effect.Do(List<Command> commands))
        || !SHOWN.contains(attribute.id())
        || zero
        || onOff == null
        || !onOff.commandable()
        || is(device, Vocabulary.ON_OFF, true)) {
      return effect;
    }
    return Effect.of(
        new Command(device.id(), Vocabulary.ON_OFF, Value.of(true)), commands.getFirst());
  }

  /** "The stove on at burn rate 4" is both, where the value alone would not switch it on. */
  Effect switchedOn(Device device, Effect effect) {
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    if (onOff == null) {
      return running(device, effect, terms.calledRunning(device));
    }
    if (!(effect instanceof Effect.Do(List<Command> commands))
        || !onOff.commandable()
        || is(device, Vocabulary.ON_OFF, true)
        || commands.stream().anyMatch(command -> command.attribute().equals(Vocabulary.ON_OFF))) {
      return effect;
    }
    List<Command> both = new ArrayList<>();
    both.add(new Command(device.id(), Vocabulary.ON_OFF, Value.of(true)));
    both.addAll(commands);
    return new Effect.Do(List.copyOf(both));
  }
}
