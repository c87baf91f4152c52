package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which attribute of a device a clause speaks of, where it says so and where not. */
final class Meant {
  /** What a number without a word for it is of, likeliest first. */
  static final List<AttributeId> PERCENTS =
      List.of(
          Vocabulary.LEVEL,
          Vocabulary.COVERING_POSITION,
          Vocabulary.FAN_PERCENT,
          Vocabulary.VOLUME,
          Vocabulary.HUMIDITY_TARGET,
          Vocabulary.GARAGE_POSITION,
          Vocabulary.VALVE_POSITION);

  /** Units that say nothing about which attribute is meant. */
  private static final Set<String> COMMON_UNITS =
      Set.of("degree", "celsius", "fahrenheit", "kelvin", "step", "%", "x", Measures.SECONDS);

  private Meant() {}

  static List<AttributeId> attributes(Clause clause) {
    List<AttributeId> ids = new ArrayList<>(clause.described);
    if (clause.feature != null) {
      ids.addAll(clause.feature.commanded());
    }
    ids.addAll(clause.hints);
    return ids;
  }

  /** "Open the lid", where the hub only sees how it is: no reason to switch on what has it. */
  static @Nullable Attribute onlyShown(Device device, Clause clause) {
    AttributeId id = clause.described.size() == 1 ? clause.described.iterator().next() : null;
    Attribute attribute = id == null ? null : device.attribute(id);
    return attribute == null || attribute.commandable() ? null : attribute;
  }

  /** The attribute that a number means for a device. */
  static @Nullable Attribute numeric(Device device, Clause clause) {
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
  static @Nullable Attribute first(
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
    return clause.hasFeature() && !onlyFlags(device, clause) ? null : only(device, clause, kind);
  }

  /** "Charging at 20 amps": what is named is only whether, the unit says what the number is of. */
  private static boolean onlyFlags(Device device, Clause clause) {
    return clause.feature == null
        && !clause.unit.isEmpty()
        && clause.described.stream()
            .map(device::attribute)
            .allMatch(attribute -> attribute != null && attribute.kind() instanceof ValueKind.Bool);
  }

  /** What of a device is to be more or less: its only temperature, or number, or graded choice. */
  static @Nullable Attribute own(
      Device device, Clause clause, @Nullable Feature feature, OwnTerms terms) {
    List<Attribute> numbers = new ArrayList<>();
    List<Attribute> graded = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        boolean known = Vocabulary.attribute(attribute.id()) != null;
        if (!known && attribute.commandable() && attribute.kind() instanceof ValueKind.Number) {
          numbers.add(attribute);
        } else if (!known && !terms.grades(attribute).isEmpty()) {
          graded.add(attribute);
        }
      }
    }
    if (feature == Feature.TEMPERATURE && numbers.size() > 1) {
      numbers.removeIf(attribute -> !attribute.unit().startsWith("°"));
    }
    if (numbers.size() == 1) {
      return only(device, clause, ValueKind.Number.class) == null && feature == null
          ? null
          : numbers.getFirst();
    }
    return numbers.isEmpty() && graded.size() == 1 ? graded.getFirst() : null;
  }

  /** How long a device does what it does, where it has such an attribute of its own. */
  static @Nullable Attribute runTime(Device device) {
    List<Attribute> times = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.commandable()
            && attribute.kind() instanceof ValueKind.Number
            && Measures.ofTime(attribute.unit())) {
          times.add(attribute);
        }
      }
    }
    return times.size() == 1 ? times.getFirst() : null;
  }

  /** The only attribute of its own that a device has for a value, by kind and then by unit. */
  static @Nullable Attribute only(Device device, Clause clause, Class<? extends ValueKind> kind) {
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
}
