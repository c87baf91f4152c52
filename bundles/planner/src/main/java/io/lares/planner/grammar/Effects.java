package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which commands a clause means for one device. Changes nothing. */
final class Effects {
  private static final List<AttributeId> PERCENTS =
      List.of(
          Vocabulary.LEVEL,
          Vocabulary.COVERING_POSITION,
          Vocabulary.FAN_PERCENT,
          Vocabulary.VOLUME,
          Vocabulary.HUMIDITY_TARGET,
          Vocabulary.GARAGE_POSITION,
          Vocabulary.VALVE_POSITION);

  /** What "on" and "off" are called where a choice has other words for them. */
  private static final List<String> AWAKE = List.of("on", "armed", "enabled", "active");

  private static final List<String> ASLEEP = List.of("off", "disarmed", "disabled", "inactive");

  /** What goes all the way up or down where nobody says how far. */
  private static final Set<AttributeId> TRAVELS =
      Set.of(Vocabulary.COVERING_POSITION, Vocabulary.GARAGE_POSITION);

  /** Units that say nothing about which attribute is meant. */
  private static final Set<String> COMMON_UNITS =
      Set.of("degree", "celsius", "fahrenheit", "kelvin", "step", "%", "x", Measures.SECONDS);

  private static final List<String> SPEEDS = List.of("low", "medium", "high");

  private final StateView state;
  private final Liked liked;
  private final Deeds deeds;

  Effects(StateView state, Liked liked) {
    this.state = state;
    this.liked = liked;
    this.deeds = new Deeds(state);
  }

  Effect of(Device device, Clause clause) {
    AttributeId activity =
        clause.activity == Verb.MOW ? Vocabulary.MOWER_OPERATION : Vocabulary.VACUUM_OPERATION;
    if (clause.activity != null && device.attribute(activity) == null) {
      return Effect.CANNOT;
    }
    boolean strict = !clause.described.isEmpty() || clause.hasFeature() && !clause.hasValue();
    if (strict && attributes(clause).stream().allMatch(id -> device.attribute(id) == null)) {
      return Effect.CANNOT;
    }
    boolean off = clause.verbs.contains(Verb.OFF) && !clause.absolute;
    if (clause.hasValue() && !off) {
      return value(device, clause);
    }
    boolean speaks = clause.hasFeature() || !clause.hints.isEmpty();
    if (speaks && clause.direction() == 0 && clause.settled()) {
      Effect switched = switchFeature(device, clause);
      if (switched != Effect.CANNOT) {
        return switched;
      }
    }
    Attribute shown = speaks && clause.settled() ? onlyShown(device, clause) : null;
    if (shown != null) {
      return new Effect.ReadOnly(shown);
    }
    Effect result = Effect.CANNOT;
    for (Verb verb : inOrder(clause)) {
      Verb much = clause.degree < 1 ? gently(device, verb) : verb;
      Effect effect =
          much.direction() == 0
              ? deeds.of(device, much, clause.verbs.size() > 1)
              : relative(device, clause, much);
      if (effect instanceof Effect.Do) {
        return effect;
      }
      result = result == Effect.CANNOT ? effect : result;
    }
    return result == Effect.CANNOT && clause.verbs.size() > 1
        ? deeds.of(device, clause.verbs.getFirst(), false)
        : result;
  }

  /** "Open the lid", where the hub only sees how it is: no reason to switch on what has it. */
  private static @Nullable Attribute onlyShown(Device device, Clause clause) {
    AttributeId id = clause.described.size() == 1 ? clause.described.iterator().next() : null;
    Attribute attribute = id == null ? null : device.attribute(id);
    return attribute == null || attribute.commandable() ? null : attribute;
  }

  /** "Lower the blind a bit" is less, "lower the blind" is shut. */
  private static List<Verb> inOrder(Clause clause) {
    if (clause.degree == 1) {
      return clause.verbs;
    }
    List<Verb> verbs = new ArrayList<>(clause.verbs);
    verbs.sort(Comparator.comparing(verb -> verb.direction() == 0));
    return verbs;
  }

  /** "Open the shutter a little" is only more open. */
  private static Verb gently(Device device, Verb verb) {
    boolean travels = TRAVELS.stream().anyMatch(id -> device.attribute(id) != null);
    return switch (verb) {
      case OPEN, OPENON -> travels ? Verb.INCREASE : verb;
      case CLOSE, CLOSEOFF -> travels ? Verb.DECREASE : verb;
      default -> verb;
    };
  }

  /** "Turn on the child lock": the verb speaks of an attribute, not of the device. */
  private Effect switchFeature(Device device, Clause clause) {
    Verb verb = clause.verbs.getFirst();
    boolean on = verb == Verb.ON || verb == Verb.OPENON || verb == Verb.OPEN || verb == Verb.START;
    boolean off = verb == Verb.OFF || verb == Verb.CLOSEOFF || verb == Verb.CLOSE;
    if (!on && !off) {
      return Effect.CANNOT;
    }
    for (AttributeId id : attributes(clause)) {
      Attribute attribute = device.attribute(id);
      if (attribute != null && attribute.kind() instanceof ValueKind.Bool) {
        return command(device, attribute, Value.of(on));
      }
      if (attribute != null && attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
        for (String wanted : on ? AWAKE : ASLEEP) {
          if (values.contains(wanted)) {
            return command(device, attribute, Value.of(wanted));
          }
        }
      }
    }
    return Effect.CANNOT;
  }

  private static List<AttributeId> attributes(Clause clause) {
    List<AttributeId> ids = new ArrayList<>(clause.described);
    if (clause.feature != null) {
      ids.addAll(clause.feature.commanded());
    }
    ids.addAll(clause.hints);
    return ids;
  }

  /** What a clause's values come to together: a colour and a level, a mode and a temperature. */
  private Effect value(Device device, Clause clause) {
    if (clause.either) {
      Effect choice = mode(device, clause);
      return choice instanceof Effect.Do ? choice : number(device, clause, false);
    }
    List<Effect> effects = new ArrayList<>();
    boolean chosen = clause.choice != null || clause.mode != null;
    if (chosen) {
      Effect mode = mode(device, clause);
      if (mode != Effect.CANNOT || clause.kelvin == null) {
        effects.add(mode);
      }
    }
    boolean said = effects.stream().anyMatch(Effect.Do.class::isInstance);
    if (clause.colour != null && !said) {
      Attribute colour = first(device, clause, List.of(Vocabulary.COLOR), ValueKind.Colour.class);
      effects.add(
          colour == null
              ? Effect.CANNOT
              : lit(device, command(device, colour, Value.of(clause.colour))));
    } else if (clause.kelvin != null && !said) {
      Attribute white = device.attribute(Vocabulary.COLOR_TEMPERATURE);
      effects.add(
          white == null
              ? Effect.CANNOT
              : lit(
                  device, command(device, white, Value.of(Measures.clamp(white, clause.kelvin)))));
    }
    if (clause.number != null || clause.minimum || clause.factor != null) {
      effects.add(number(device, clause, !effects.isEmpty()));
    }
    Effect all = together(effects);
    return clause.verbs.stream().anyMatch(Effects::wakes) ? deeds.switchedOn(device, all) : all;
  }

  private static boolean wakes(Verb verb) {
    return verb == Verb.ON || verb == Verb.OPENON || verb == Verb.START;
  }

  /** All commands, each once; the first reason why not where one can't be done. */
  private static Effect together(List<Effect> effects) {
    Set<Command> commands = new LinkedHashSet<>();
    for (Effect effect : effects) {
      if (!(effect instanceof Effect.Do(List<Command> some))) {
        return effect;
      }
      commands.addAll(some);
    }
    return commands.isEmpty() ? Effect.CANNOT : new Effect.Do(List.copyOf(commands));
  }

  /**
   * What a number comes to.
   *
   * @param beside true where another value is set, too, so that a feature may be the other's
   */
  private Effect number(Device device, Clause clause, boolean beside) {
    Attribute attribute = numeric(device, clause);
    if (attribute == null && beside) {
      attribute = device.attribute(Vocabulary.LEVEL);
    }
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    boolean brightest = clause.whole && device.type().isLight() && clause.direction() >= 0;
    if (attribute == null && brightest && onOff != null) {
      return command(device, onOff, Value.of(true));
    }
    if (attribute == null) {
      return Effect.CANNOT;
    }
    Double factor = clause.factor;
    if (factor != null) {
      double now = now(device, attribute);
      return lit(
          device, command(device, attribute, Value.of(Measures.clamp(attribute, now * factor))));
    }
    if (clause.whole && clause.direction() < 0) {
      return least(device, attribute);
    }
    if (clause.minimum) {
      double least = attribute.kind() instanceof ValueKind.Number range ? range.min() : 0;
      boolean light = attribute.id().equals(Vocabulary.LEVEL);
      return lit(device, command(device, attribute, Value.of(light ? Math.max(1, least) : least)));
    }
    double number =
        Measures.inUnitOf(attribute, clause.number == null ? 0 : clause.number, clause.unit);
    int direction = clause.direction();
    if (direction != 0 && (clause.by || !clause.absolute)) {
      double size =
          clause.unit.equals("step") && attribute.kind() instanceof ValueKind.Number range
              ? Measures.step(attribute.id(), range)
              : 1;
      return shift(device, attribute, direction * number * size);
    }
    if (clause.percent
        && attribute.kind() instanceof ValueKind.Number range
        && range.bounded()
        && !attribute.unit().equals("%")) {
      number = Math.rint(range.min() + number / 100 * (range.max() - range.min()));
    }
    boolean whole = attribute.kind() instanceof ValueKind.Number grid && grid.step() >= 1;
    return lit(device, command(device, attribute, Value.of(whole ? Math.rint(number) : number)));
  }

  /** The attribute that a number means for a device. */
  private @Nullable Attribute numeric(Device device, Clause clause) {
    boolean kelvin =
        clause.unit.equals("kelvin")
            || clause.number != null && clause.number >= 1000 && !clause.percent;
    if (kelvin && device.attribute(Vocabulary.COLOR_TEMPERATURE) != null) {
      return device.attribute(Vocabulary.COLOR_TEMPERATURE);
    }
    boolean common = clause.unit.isEmpty() || clause.percent || COMMON_UNITS.contains(clause.unit);
    if (!common && !clause.hasFeature() && clause.hints.isEmpty()) {
      // "Ten bpm faster": a unit that only one attribute has says which is meant.
      return only(device, clause, ValueKind.Number.class);
    }
    boolean degrees =
        clause.unit.equals("degree")
            || clause.unit.equals("celsius")
            || clause.unit.equals("fahrenheit");
    List<AttributeId> usual = new ArrayList<>();
    if (degrees) {
      usual.add(Vocabulary.TARGET_TEMPERATURE);
    } else {
      Feature wanted = clause.hasVerb() ? clause.verbs.getFirst().feature() : null;
      if (wanted != null) {
        usual.addAll(wanted.commanded());
      }
      if (!clause.percent) {
        usual.add(Vocabulary.TARGET_TEMPERATURE);
      }
      usual.addAll(PERCENTS);
    }
    return first(device, clause, usual, ValueKind.Number.class);
  }

  /** The clause's own attribute where it names one; else the usual ones; else the one that fits. */
  private static @Nullable Attribute first(
      Device device, Clause clause, List<AttributeId> usual, Class<? extends ValueKind> kind) {
    List<AttributeId> ids = new ArrayList<>(attributes(clause));
    if (!clause.hasFeature()) {
      ids.addAll(usual);
    }
    for (AttributeId id : ids) {
      Attribute attribute = device.attribute(id);
      if (attribute != null && kind.isInstance(attribute.kind())) {
        return attribute;
      }
    }
    return clause.hasFeature() ? null : only(device, clause, kind);
  }

  /** The only attribute of its own that a device has for a value, by kind and then by unit. */
  private static @Nullable Attribute only(
      Device device, Clause clause, Class<? extends ValueKind> kind) {
    List<Attribute> own = new ArrayList<>();
    boolean measured = !clause.unit.isEmpty() && !clause.percent;
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.commandable() && kind.isInstance(attribute.kind())) {
          boolean known = Vocabulary.attribute(attribute.id()) != null;
          if (known && !measured) {
            return null;
          }
          own.add(attribute);
        }
      }
    }
    if (own.size() > 1 || measured) {
      own.removeIf(attribute -> !Measures.sameUnit(attribute.unit(), clause));
    }
    return own.size() == 1 ? own.getFirst() : null;
  }

  private Effect mode(Device device, Clause clause) {
    List<String> wanted = new ArrayList<>();
    if (clause.choice != null) {
      wanted.add(clause.choice);
    }
    if (clause.mode != null) {
      wanted.add(clause.mode);
    }
    List<AttributeId> named = attributes(clause);
    for (String value : wanted) {
      for (Capability capability : device.capabilities()) {
        for (Attribute attribute : capability.attributes()) {
          boolean meant =
              named.isEmpty()
                  || named.contains(attribute.id())
                  || clause.feature == Feature.MODE
                  || clause.feature == Feature.SPEED;
          if (meant
              && attribute.commandable()
              && attribute.kind() instanceof ValueKind.Choice(List<String> values)
              && values.contains(value)) {
            return lit(device, command(device, attribute, Value.of(value)));
          }
        }
      }
    }
    Attribute speed = device.attribute(Vocabulary.FAN_PERCENT);
    if (speed != null && clause.mode != null) {
      Double percent =
          switch (clause.mode) {
            case "low" -> 33.0;
            case "medium" -> 66.0;
            case "high" -> 100.0;
            default -> null;
          };
      if (percent != null) {
        return lit(device, command(device, speed, Value.of(percent)));
      }
    }
    for (AttributeId id : named) {
      Attribute attribute = device.attribute(id);
      if (attribute != null && attribute.kind() instanceof ValueKind.Choice) {
        return new Effect.Misfit(attribute);
      }
    }
    return Effect.CANNOT;
  }

  private Effect relative(Device device, Clause clause, Verb verb) {
    List<AttributeId> ids = new ArrayList<>(attributes(clause));
    Feature feature = verb.feature();
    if (!clause.hasFeature() && ids.stream().allMatch(id -> device.attribute(id) == null)) {
      ids.clear();
    }
    if (ids.isEmpty() && feature != null) {
      ids.addAll(feature.commanded());
      if (feature == Feature.TEMPERATURE) {
        ids.add(Vocabulary.COLOR_TEMPERATURE);
      }
    } else if (ids.isEmpty()) {
      ids.addAll(PERCENTS);
      ids.add(Vocabulary.TARGET_TEMPERATURE);
      Attribute own = only(device, clause, ValueKind.Number.class);
      if (own != null) {
        ids.add(own.id());
      }
    }
    for (AttributeId id : ids) {
      Attribute attribute = device.attribute(id);
      if (attribute != null
          && id.equals(Vocabulary.FAN_MODE)
          && attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
        Effect next = nextSpeed(device, attribute, values, verb.direction());
        if (next != Effect.CANNOT) {
          return next;
        }
      }
      if (attribute != null && attribute.kind() instanceof ValueKind.Number range) {
        int direction = verb.direction();
        if (TRAVELS.contains(id) && clause.degree == 1 && !clause.hasFeature()) {
          double end = direction > 0 ? range.max() : range.min();
          return command(device, attribute, Value.of(end));
        }
        double step = Measures.step(id, range);
        boolean open = clause.degree == 1 && !clause.stepwise;
        Double wanted = open ? liked.much(device, attribute) : null;
        boolean known = state.reading(device.id(), id) != null;
        if (wanted != null && (!known || (wanted - now(device, attribute)) * direction >= step)) {
          return lit(device, command(device, attribute, Value.of(wanted)));
        }
        boolean white = id.equals(Vocabulary.COLOR_TEMPERATURE) && feature == Feature.TEMPERATURE;
        return shift(device, attribute, (white ? -direction : direction) * step * clause.degree);
      }
    }
    return Effect.CANNOT;
  }

  /** "A bit faster" where a fan has speeds only by name. */
  private Effect nextSpeed(Device device, Attribute attribute, List<String> values, int direction) {
    List<String> speeds = SPEEDS.stream().filter(values::contains).toList();
    Reading reading = state.reading(device.id(), attribute.id());
    int now =
        reading != null && reading.value() instanceof Value.Text(String text)
            ? speeds.indexOf(text)
            : -1;
    int next = now + direction;
    return now < 0 || next < 0 || next >= speeds.size()
        ? Effect.CANNOT
        : lit(device, command(device, attribute, Value.of(speeds.get(next))));
  }

  /** "Dim it all the way" leaves it dark. */
  private static Effect least(Device device, Attribute attribute) {
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    if (attribute.id().equals(Vocabulary.LEVEL) && onOff != null && onOff.commandable()) {
      return command(device, onOff, Value.of(false));
    }
    double end = attribute.kind() instanceof ValueKind.Number range ? range.min() : 0;
    return command(device, attribute, Value.of(end));
  }

  private double now(Device device, Attribute attribute) {
    Reading reading = state.reading(device.id(), attribute.id());
    return reading != null && reading.value() instanceof Value.Num(double number) ? number : 0;
  }

  private Effect shift(Device device, Attribute attribute, double by) {
    double now = now(device, attribute);
    return lit(device, command(device, attribute, Value.of(Measures.clamp(attribute, now + by))));
  }

  static Effect command(Device device, Attribute attribute, Value value) {
    if (!attribute.commandable()) {
      return new Effect.ReadOnly(attribute);
    }
    if (attribute.kind().misfit(value) != null) {
      return new Effect.Misfit(attribute);
    }
    return Effect.of(new Command(device.id(), attribute.id(), value));
  }

  /** Adds switching on to a value that shows only when the device is on. */
  private Effect lit(Device device, Effect effect) {
    if (!(effect instanceof Effect.Do(List<Command> commands))) {
      return effect;
    }
    Command command = commands.getFirst();
    boolean shows =
        Set.of(
                Vocabulary.LEVEL,
                Vocabulary.COLOR,
                Vocabulary.COLOR_TEMPERATURE,
                Vocabulary.FAN_PERCENT,
                Vocabulary.FAN_MODE)
            .contains(command.attribute());
    boolean zero = command.value().equals(Value.of(0.0)) || command.value().equals(Value.of("off"));
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    if (!shows
        || zero
        || onOff == null
        || !onOff.commandable()
        || deeds.is(device, Vocabulary.ON_OFF, true)) {
      return effect;
    }
    return Effect.of(new Command(device.id(), Vocabulary.ON_OFF, Value.of(true)), command);
  }
}
