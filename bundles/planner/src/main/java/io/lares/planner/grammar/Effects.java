package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which commands a clause means for one device. Changes nothing. */
final class Effects {
  /** The levels that people name where there is no number. */
  private static final List<String> LEVELS = List.of("low", "medium", "high");

  private static final double ALL = 100;

  /** A lamp that is on low, in percent. */
  private static final double DIM = 20;

  /** Fans whose speeds are counted have three. */
  private static final double SPEEDS = 3;

  private final Deeds deeds;
  private final OwnTerms terms;
  private final MoreOrLess moreOrLess;

  Effects(StateView state, Liked liked, OwnTerms terms) {
    this.deeds = new Deeds(state, terms);
    this.terms = terms;
    this.moreOrLess = new MoreOrLess(state, liked, deeds, terms);
  }

  Effect of(Device device, Clause clause) {
    Effect effect = wanted(device, clause);
    return clause.verbs.contains(Verb.START) ? deeds.running(device, effect) : effect;
  }

  private Effect wanted(Device device, Clause clause) {
    AttributeId activity =
        clause.activity == Verb.MOW ? Vocabulary.MOWER_OPERATION : Vocabulary.VACUUM_OPERATION;
    if (clause.activity != null && device.attribute(activity) == null) {
      return Effect.CANNOT;
    }
    boolean strict = !clause.described.isEmpty() || clause.hasFeature() && !clause.hasValue();
    if (strict && Meant.attributes(clause).stream().allMatch(id -> device.attribute(id) == null)) {
      return Effect.CANNOT;
    }
    boolean off = clause.verbs.contains(Verb.OFF) && !clause.absolute;
    if (clause.hasValue() && !off) {
      Effect value = value(device, clause);
      boolean flag = value == Effect.CANNOT && clause.mode != null && clause.settled();
      return flag ? switchFeature(device, clause) : value;
    }
    boolean speaks = clause.hasFeature() || !clause.hints.isEmpty();
    boolean put = clause.verbs.equals(List.of(Verb.SET)) && !clause.described.isEmpty();
    if (speaks && clause.direction() == 0 && (clause.settled() || put)) {
      Effect switched = switchFeature(device, clause);
      if (switched != Effect.CANNOT) {
        return switched;
      }
    }
    Attribute shown = speaks && clause.settled() ? Meant.onlyShown(device, clause) : null;
    if (shown != null) {
      return new Effect.ReadOnly(shown);
    }
    Effect result = Effect.CANNOT;
    for (Verb verb : MoreOrLess.inOrder(clause)) {
      Verb much = clause.degree < 1 ? MoreOrLess.gently(device, verb) : verb;
      Effect heated = wakes(much) && heats(clause) ? deeds.heated(device) : Effect.CANNOT;
      Effect effect =
          heated != Effect.CANNOT
              ? heated
              : much.direction() == 0
                  ? deeds.of(device, much, clause.verbs.size() > 1)
                  : moreOrLess.relative(device, clause, much);
      if (effect instanceof Effect.Do) {
        return effect;
      }
      result = result == Effect.CANNOT ? effect : result;
    }
    return result == Effect.CANNOT && clause.verbs.size() > 1
        ? deeds.of(device, clause.verbs.getFirst(), false)
        : result;
  }

  /** "Turn on the child lock": the verb speaks of an attribute, not of the device. */
  private Effect switchFeature(Device device, Clause clause) {
    Verb verb = clause.verbs.getFirst();
    boolean on =
        verb == Verb.ON
            || verb == Verb.OPENON
            || verb == Verb.OPEN
            || verb == Verb.START
            || verb == Verb.SET;
    boolean off =
        verb == Verb.OFF
            || verb == Verb.CLOSEOFF
            || verb == Verb.CLOSE
            || verb == Verb.STOP && !clause.described.isEmpty();
    if (!on && !off) {
      return Effect.CANNOT;
    }
    for (AttributeId id : Meant.attributes(clause)) {
      Attribute attribute = device.attribute(id);
      if (attribute != null && attribute.kind() instanceof ValueKind.Bool) {
        return Effect.of(device, attribute, Value.of(on));
      }
      if (attribute != null && attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
        String wanted = terms.switched(values, on);
        if (wanted != null) {
          return Effect.of(device, attribute, Value.of(wanted));
        }
      }
    }
    return Effect.CANNOT;
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
      effects.addAll(chosenToo(device, clause, mode));
    }
    boolean said = effects.stream().anyMatch(Effect.Do.class::isInstance);
    if (clause.colour != null && !said) {
      Attribute colour =
          Meant.first(device, clause, List.of(Vocabulary.COLOR), ValueKind.Colour.class);
      effects.add(
          colour == null ? Effect.CANNOT : deeds.lit(device, colour, Value.of(clause.colour)));
    } else if (clause.kelvin != null && !said) {
      Attribute white = device.attribute(Vocabulary.COLOR_TEMPERATURE);
      effects.add(
          white == null
              ? Effect.CANNOT
              : deeds.lit(device, white, Value.of(Measures.clamp(white, clause.kelvin))));
    }
    if (clause.number != null || clause.minimum || clause.factor != null) {
      effects.add(number(device, clause, !effects.isEmpty()));
    }
    Effect all = together(effects);
    boolean wakes = clause.verbs.stream().anyMatch(Effects::wakes) && !opensFeature(clause);
    return wakes ? deeds.switchedOn(device, all) : all;
  }

  /** 抽风开到最强: what is turned up to a value is what was named, not the device that has it. */
  private static boolean opensFeature(Clause clause) {
    boolean feature = clause.hasFeature() || !clause.hints.isEmpty();
    return feature && clause.verbLast && clause.absolute && clause.verbs.contains(Verb.OPENON);
  }

  private static boolean heats(Clause clause) {
    return clause.targets.stream()
        .anyMatch(target -> target.kind != null && target.kind.group() == Group.HEATING);
  }

  /** "A strong cappuccino": values of other attributes than the one that is set already. */
  private List<Effect> chosenToo(Device device, Clause clause, Effect first) {
    List<Effect> effects = new ArrayList<>();
    Set<AttributeId> set = new LinkedHashSet<>();
    if (first instanceof Effect.Do(List<Command> commands)) {
      commands.forEach(command -> set.add(command.attribute()));
    }
    for (String choice : first instanceof Effect.Do ? clause.choices : Set.<String>of()) {
      for (Capability capability : device.capabilities()) {
        for (Attribute attribute : capability.attributes()) {
          if (attribute.commandable()
              && attribute.kind() instanceof ValueKind.Choice(List<String> values)
              && values.contains(choice)
              && set.add(attribute.id())) {
            effects.add(deeds.lit(device, attribute, Value.of(choice)));
          }
        }
      }
    }
    return effects;
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
    Attribute attribute = Meant.numeric(device, clause);
    if (attribute == null && beside) {
      attribute = device.attribute(Vocabulary.LEVEL);
    }
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    boolean brightest = clause.whole && device.type().isLight() && clause.direction() >= 0;
    Attribute levels = clause.feature == Feature.SPEED ? levels(device) : null;
    if (attribute == null && levels != null && (clause.whole || clause.minimum)) {
      return deeds.lit(device, levels, Value.of(clause.minimum ? "low" : "high"));
    }
    if (attribute == null && brightest && onOff != null) {
      return Effect.of(device, onOff, Value.of(true));
    }
    if (attribute == null) {
      return clause.whole || clause.minimum ? furthest(device, clause) : Effect.CANNOT;
    }
    Double factor = clause.factor;
    if (factor != null) {
      double now = moreOrLess.now(device, attribute);
      return deeds.lit(device, attribute, Value.of(Measures.clamp(attribute, now * factor)));
    }
    if (clause.whole && clause.direction() < 0) {
      return least(device, attribute);
    }
    if (clause.minimum) {
      double least = attribute.kind() instanceof ValueKind.Number range ? range.min() : 0;
      boolean light = attribute.id().equals(Vocabulary.LEVEL);
      return deeds.lit(device, attribute, Value.of(light ? Math.max(1, least) : least));
    }
    double number =
        Measures.inUnitOf(attribute, clause.number == null ? 0 : clause.number, clause.unit);
    int direction = clause.direction();
    if (direction != 0 && (clause.by || !clause.absolute)) {
      double size =
          clause.unit.equals("step") && attribute.kind() instanceof ValueKind.Number range
              ? Measures.step(attribute.id(), range)
              : 1;
      return moreOrLess.shift(device, attribute, direction * number * size);
    }
    if (clause.percent
        && attribute.kind() instanceof ValueKind.Number range
        && range.bounded()
        && !attribute.unit().equals("%")) {
      number = Math.rint(range.min() + number / 100 * (range.max() - range.min()));
    }
    if (clause.fraction && !clause.aimed && closes(clause) && travels(attribute)) {
      number = ALL - number;
    }
    if (clause.unit.equals("step")
        && attribute.id().equals(Vocabulary.FAN_PERCENT)
        && number <= SPEEDS) {
      number = number * ALL / SPEEDS;
    }
    boolean whole = attribute.kind() instanceof ValueKind.Number grid && grid.step() >= 1;
    return deeds.lit(device, attribute, Value.of(whole ? Math.rint(number) : number));
  }

  /** "The suction to the strongest", where it has grades. */
  private Effect furthest(Device device, Clause clause) {
    Attribute own = Meant.first(device, clause, List.of(), ValueKind.Choice.class);
    List<String> grades = own == null ? List.of() : terms.grades(own);
    if (own == null || grades.isEmpty()) {
      return Effect.CANNOT;
    }
    boolean least = clause.minimum || clause.direction() < 0;
    return deeds.lit(device, own, Value.of(least ? grades.getFirst() : grades.getLast()));
  }

  /** "Three quarters closed" is a quarter open. */
  private static boolean closes(Clause clause) {
    return clause.verbs.contains(Verb.CLOSE) || clause.verbs.contains(Verb.CLOSEOFF);
  }

  private static boolean travels(Attribute attribute) {
    return attribute.id().equals(Vocabulary.COVERING_POSITION)
        || attribute.id().equals(Vocabulary.GARAGE_POSITION);
  }

  private Effect mode(Device device, Clause clause) {
    List<String> wanted = new ArrayList<>();
    if (clause.choice != null) {
      wanted.add(clause.choice);
    }
    if (clause.mode != null) {
      wanted.add(clause.mode);
    }
    List<AttributeId> named = new ArrayList<>(Meant.attributes(clause));
    named.removeIf(id -> clause.hints.contains(id) && device.attribute(id) == null);
    boolean numbered = clause.number != null && named.stream().noneMatch(id -> choice(device, id));
    if (numbered) {
      // "To slow with a portion of 4": what is named has the number.
      named.clear();
    }
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
            return deeds.lit(device, attribute, Value.of(value));
          }
        }
      }
    }
    Attribute levels = levels(device);
    if (levels != null && clause.mode != null && LEVELS.contains(clause.mode)) {
      return new Effect.Misfit(levels);
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
        return deeds.lit(device, speed, Value.of(percent));
      }
    }
    Attribute level = device.type().isLight() ? device.attribute(Vocabulary.LEVEL) : null;
    if (level != null && clause.mode != null && clause.choice == null) {
      Double percent =
          switch (clause.mode) {
            case "low" -> DIM;
            case "medium" -> ALL / 2;
            case "high" -> ALL;
            default -> null;
          };
      if (percent != null) {
        return deeds.lit(device, level, Value.of(percent));
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

  private static boolean choice(Device device, AttributeId id) {
    Attribute attribute = device.attribute(id);
    return attribute != null && attribute.kind() instanceof ValueKind.Choice;
  }

  /** The choice of a device between levels, some of which it has and some not; or null. */
  private static @Nullable Attribute levels(Device device) {
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.commandable()
            && attribute.kind() instanceof ValueKind.Choice(List<String> values)
            && values.stream().anyMatch(LEVELS::contains)) {
          return attribute;
        }
      }
    }
    return null;
  }

  /** "Dim it all the way" leaves it dark. */
  private static Effect least(Device device, Attribute attribute) {
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    if (attribute.id().equals(Vocabulary.LEVEL) && onOff != null && onOff.commandable()) {
      return Effect.of(device, onOff, Value.of(false));
    }
    double end = attribute.kind() instanceof ValueKind.Number range ? range.min() : 0;
    return Effect.of(device, attribute, Value.of(end));
  }
}
