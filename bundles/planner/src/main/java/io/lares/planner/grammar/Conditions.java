package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.planner.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what stands behind "if" into a condition on the state of this home. */
final class Conditions {
  /** What sensors measure above all, where a comparison does not say what it compares. */
  private static final Map<DeviceType, AttributeId> MADE_FOR =
      Map.of(
          DeviceType.HUMIDITY_SENSOR,
          Vocabulary.HUMIDITY,
          DeviceType.LIGHT_SENSOR,
          AttributeId.parse("Sensor.illuminance"));

  private final Subjects subjects;
  private final Facts facts;

  Conditions(Subjects subjects, Facts facts) {
    this.subjects = subjects;
    this.facts = facts;
  }

  /**
   * The statements of a condition: what stands between connectives and says something by itself.
   */
  static List<List<Token>> pieces(List<Token> test) {
    List<List<Token>> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < test.size(); i++) {
      Token token = test.get(i);
      boolean joins = token.is(Word.Mark.AND) || token.is(Word.Mark.OR) || token.is(Word.Mark.STOP);
      if (joins && says(test.subList(from, i)) && says(test.subList(i + 1, test.size()))) {
        pieces.add(test.subList(from, i));
        from = i + 1;
      }
    }
    pieces.add(test.subList(from, test.size()));
    return pieces;
  }

  private static boolean says(List<Token> tokens) {
    return tokens.stream()
            .anyMatch(token ->
                token.has(Word.Do.class)
                    || token.has(Word.State.class)
                    || token.has(Word.Compare.class)
                    || token.is(Word.Mark.DENIED) && token.has(Word.Kind.class))
        || !tokens.isEmpty() && tokens.getLast().is(Word.Mark.DENIED);
  }

  /** All of the clauses, or null where one of them speaks of nothing that this home can tell. */
  @Nullable Condition of(List<Clause> clauses, boolean either) {
    List<Condition> all = new ArrayList<>();
    Clause before = null;
    for (Clause clause : clauses) {
      if (before != null && clause.denied && !says(clause)) {
        clause.state = before.state;
        clause.verbs = before.verbs;
      }
      before = clause;
      Condition one = of(clause, either);
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all.isEmpty()
        ? null
        : all.size() == 1
            ? all.getFirst()
            : either ? new Condition.Any(all) : new Condition.All(all);
  }

  /** False for "and the study is not", which leaves out what it is not. */
  private static boolean says(Clause clause) {
    return clause.state != null
        || clause.hasVerb()
        || clause.compare != null
        || Facts.tells(clause);
  }

  private @Nullable Condition of(Clause clause, boolean either) {
    subjects.settle(clause);
    List<Condition> checks = new ArrayList<>();
    boolean named = clause.targets.stream().allMatch(each -> each.name != null);
    boolean both = clause.targets.size() > 1 && named && !either && !clause.denied;
    boolean every =
        both || !clause.targets.isEmpty() && clause.targets.stream().allMatch(each -> each.all);
    boolean measured = clause.compare != null || clause.hasFeature() || !clause.unit.isEmpty();
    if (measured && clause.number != null) {
      List<AttributeId> read = read(clause);
      List<Device> measuring =
          Targets.preferring(
              devices(clause),
              device -> read.stream().anyMatch(id -> device.attribute(id) != null));
      for (Device device : measuring) {
        Condition check = compared(device, clause);
        if (check != null) {
          checks.add(check);
        }
      }
    } else {
      checks.addAll(checks(devices(clause), clause));
      if (checks.isEmpty() && !clause.targets.isEmpty()) {
        // "The front door is locked" where only the lock beside it can tell.
        checks.addAll(checks(subjects.asked(clause, known(clause)), clause));
      }
    }
    return checks.isEmpty() ? null : joined(checks, clause, every);
  }

  /** Of all of them, of any, of none: "not all are on" leaves some, "none is on" leaves none. */
  private static Condition joined(List<Condition> checks, Clause clause, boolean every) {
    if (clause.negated == clause.denied) {
      return together(checks, every);
    }
    List<Condition> not = checks.stream().<Condition>map(Condition.Not::new).toList();
    boolean each = every ? !clause.deniedFirst : !clause.some;
    return together(not, each);
  }

  private static Condition together(List<Condition> checks, boolean every) {
    return checks.size() == 1
        ? checks.getFirst()
        : every ? new Condition.All(checks) : new Condition.Any(checks);
  }

  private Predicate<Device> known(Clause clause) {
    return device -> facts.check(device, clause) != null;
  }

  private List<Condition> checks(List<Device> devices, Clause clause) {
    return devices.stream()
        .flatMap(device -> Stream.ofNullable(facts.check(device, clause)))
        .toList();
  }

  private List<Device> devices(Clause clause) {
    return subjects.asked(clause, device -> true);
  }

  /** A device's reading compared with a clause's number, or null where it has no such reading. */
  static @Nullable Condition compared(Device device, Clause clause) {
    Double number = clause.number;
    Condition.Test test = clause.compare == null ? Condition.Test.EQUAL : clause.compare;
    if (number == null) {
      return null;
    }
    Attribute read = measured(device, clause);
    if (read != null) {
      double wanted = Measures.inUnitOf(read, number, clause.unit);
      return new Condition.Is(device.id(), read.id(), test, Value.of(wanted));
    }
    Attribute only = clause.hasFeature() ? null : measured(device);
    boolean unit = !clause.unit.isEmpty() || clause.percent;
    return only == null || unit && !Measures.sameUnit(only.unit(), clause)
        ? null
        : new Condition.Is(
            device.id(), only.id(), test, Value.of(Measures.inUnitOf(only, number, clause.unit)));
  }

  /** Of what a comparison speaks of, what has its unit, or else the first. */
  private static @Nullable Attribute measured(Device device, Clause clause) {
    boolean unit = clause.percent || !clause.unit.isEmpty();
    boolean said = unit || clause.hasFeature() || !clause.hints.isEmpty();
    AttributeId own = MADE_FOR.get(device.type());
    Attribute first = said || own == null ? null : device.attribute(own);
    if (first != null) {
      return first;
    }
    for (AttributeId id : read(clause)) {
      Attribute attribute = device.attribute(id);
      if (attribute != null && (!unit || Measures.sameUnit(attribute.unit(), clause))) {
        return attribute;
      }
      first = first == null ? attribute : first;
    }
    return first;
  }

  /** The only thing that a sensor measures, or null. */
  private static @Nullable Attribute measured(Device device) {
    Attribute only = null;
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        boolean number = attribute.kind() instanceof ValueKind.Number;
        if (number && !attribute.commandable() && !attribute.id().equals(Vocabulary.BATTERY)) {
          if (only != null) {
            return null;
          }
          only = attribute;
        }
      }
    }
    return only;
  }

  /** The attributes that a comparison speaks of; the temperature where it does not say. */
  static List<AttributeId> read(Clause clause) {
    List<AttributeId> ids = new ArrayList<>(clause.described);
    Feature feature = clause.feature;
    if (feature == null && ids.isEmpty() && clause.hints.isEmpty()) {
      feature = clause.unit.equals("%") || clause.percent ? Feature.HUMIDITY : Feature.TEMPERATURE;
    }
    if (feature != null) {
      ids.addAll(feature.read());
    }
    if (feature == Feature.TEMPERATURE && clause.outside()) {
      ids.add(Ids.OUTSIDE);
    }
    ids.addAll(clause.hints);
    return ids;
  }
}
