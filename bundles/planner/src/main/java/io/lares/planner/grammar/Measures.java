package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Numbers, units and steps of attributes. */
final class Measures {
  /** The unit of a number that was said as a length of time. */
  static final String SECONDS = "s";

  private Measures() {}

  /** How much "a bit" is twice of, in the unit of an attribute. */
  static double step(AttributeId id, ValueKind.Number range) {
    if (id.equals(Vocabulary.LEVEL) || Deeds.OPENABLE.contains(id)) {
      return 20;
    }
    if (id.equals(Vocabulary.FAN_PERCENT)) {
      return 25;
    }
    if (id.equals(Vocabulary.VOLUME) || id.equals(Vocabulary.HUMIDITY_TARGET)) {
      return 10;
    }
    if (id.equals(Vocabulary.COLOR_TEMPERATURE)) {
      return 500;
    }
    if (id.equals(Vocabulary.TARGET_TEMPERATURE) || !range.bounded()) {
      return 1;
    }
    return Math.max(range.step(), (range.max() - range.min()) / 10);
  }

  /** The nearest number that an attribute may take. */
  static double clamp(Attribute attribute, double value) {
    if (!(attribute.kind() instanceof ValueKind.Number range)) {
      return value;
    }
    double least = attribute.id().equals(Vocabulary.LEVEL) ? Math.max(1, range.min()) : range.min();
    double fits = Math.min(range.max(), Math.max(least, value));
    return range.step() >= 1 ? Math.rint(fits) : fits;
  }

  /** True where the unit of a clause's number is that of an attribute. */
  static boolean sameUnit(String unit, Clause clause) {
    if (clause.percent) {
      return unit.equals("%");
    }
    return switch (clause.unit) {
      case "degree" -> unit.startsWith("°");
      case "celsius" -> unit.equals("°C");
      case "fahrenheit" -> unit.equals("°F");
      case "kelvin" -> unit.equals("K");
      case "step" -> true;
      case SECONDS -> seconds(unit) > 0;
      default ->
          unit.equalsIgnoreCase(clause.unit)
              || scale(unit) instanceof Scale(String of, double size)
                  && scale(clause.unit) instanceof Scale(String other, double otherSize)
                  && of.equals(other);
    };
  }

  /** What a unit measures, and how much of it. */
  private record Scale(String of, double size) {}

  private static @Nullable Scale scale(String unit) {
    return switch (unit) {
      case "mm" -> new Scale("length", 0.001);
      case "cm" -> new Scale("length", 0.01);
      case "m" -> new Scale("length", 1);
      case "km" -> new Scale("length", 1000);
      case "in" -> new Scale("length", 0.0254);
      case "g" -> new Scale("mass", 0.001);
      case "kg" -> new Scale("mass", 1);
      case "mL", "ml" -> new Scale("volume", 0.001);
      case "L", "l" -> new Scale("volume", 1);
      case "W" -> new Scale("power", 1);
      case "kW" -> new Scale("power", 1000);
      case "Wh" -> new Scale("energy", 1);
      case "kWh" -> new Scale("energy", 1000);
      case "Pa" -> new Scale("pressure", 1);
      case "hPa" -> new Scale("pressure", 100);
      case "kPa" -> new Scale("pressure", 1000);
      case "bar" -> new Scale("pressure", 100_000);
      default -> null;
    };
  }

  /** A number in the unit of an attribute. */
  static double inUnitOf(Attribute attribute, double number, String unit) {
    boolean fahrenheit = attribute.unit().equals("°F");
    if (unit.equals("fahrenheit") && !fahrenheit) {
      return Math.rint((number - 32) / 1.8 * 10) / 10;
    }
    if (unit.equals("celsius") && fahrenheit) {
      return Math.rint((number * 1.8 + 32) * 10) / 10;
    }
    if (!unit.equals(attribute.unit())
        && scale(unit) instanceof Scale(String of, double size)
        && scale(attribute.unit()) instanceof Scale(String own, double ownSize)
        && of.equals(own)) {
      return Math.rint(number * size / ownSize * 1000) / 1000;
    }
    double seconds = seconds(attribute.unit());
    return unit.equals(SECONDS) && seconds > 0 ? number / seconds : number;
  }

  /** True for a unit of time. */
  static boolean ofTime(String unit) {
    return seconds(unit) > 0;
  }

  /** The seconds of a unit of time as attributes write it; 0 for any other unit. */
  private static double seconds(String unit) {
    return switch (unit) {
      case SECONDS, "sec", "second", "seconds", "秒", "秒钟", "秒鐘" -> 1;
      case "min", "mins", "minute", "minutes", "分", "分钟", "分鐘" -> 60;
      case "h", "hr", "hour", "hours", "小时", "小時" -> 3600;
      case "d", "day", "days", "天" -> 86_400;
      default -> 0;
    };
  }
}
