package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code is} and the selecting filters ask. */
public final class Tests {
  private Tests() {}

  /**
   * {@code value is name(arguments)}.
   *
   * @throws InterpretException where there is no such test
   */
  public static boolean call(String name, @Nullable Object value, Args a) {
    Steps.take(1);
    return switch (name) {
      case "defined" -> value != null;
      case "undefined" -> value == null;
      case "none" -> value == None.NONE;
      case "number" -> Py.isNumber(value);
      case "integer" -> value instanceof Number number && Py.isWhole(number);
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map<?, ?>;
      case "list" -> value instanceof List<?> && !(value instanceof Tuple);
      case "tuple" -> value instanceof Tuple;
      case "datetime" -> value instanceof Moment;
      case "iterable", "sequence" ->
          value == null
              || value instanceof String
              || value instanceof List<?>
              || value instanceof Map<?, ?>;
      case "odd" -> whole(value) % 2 != 0;
      case "even" -> whole(value) % 2 == 0;
      case "divisibleby" -> Operators.equal(Operators.modulo(value, a.need(0, "num")), 0L);
      case "lower" -> Py.str(value).equals(TextMethods.call(Py.str(value), "lower", Args.EMPTY));
      case "upper" -> Py.str(value).equals(TextMethods.call(Py.str(value), "upper", Args.EMPTY));
      case "eq", "equalto", "==" -> Operators.equal(value, a.need(0, "other"));
      case "ne", "!=" -> !Operators.equal(value, a.need(0, "other"));
      case "lt", "lessthan", "<" -> Operators.compare(value, a.need(0, "other")) < 0;
      case "le", "<=" -> Operators.compare(value, a.need(0, "other")) <= 0;
      case "gt", "greaterthan", ">" -> Operators.compare(value, a.need(0, "other")) > 0;
      case "ge", ">=" -> Operators.compare(value, a.need(0, "other")) >= 0;
      case "in" -> Operators.contains(a.need(0, "seq"), value);
      case "sameas" ->
          value == a.need(0, "other") || Operators.equal(value, a.get(0, "other", null));
      case "contains" -> Operators.contains(value, a.need(0, "value"));
      case "is_number" -> isNumber(value);
      case "match" -> Regex.match(value, a);
      case "search" -> Regex.search(value, a);
      default -> throw new InterpretException("the test " + name + " is not known");
    };
  }

  private static long whole(@Nullable Object value) {
    return Py.number(value, "the test").longValue();
  }

  static boolean isNumber(@Nullable Object value) {
    return Double.isFinite(Py.toDouble(value));
  }
}
