package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.mqttdiscovery.template.python.JsonText;
import io.lares.mqttdiscovery.template.python.Py;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Values as Python's Jinja writes them, since that is what payloads are compared with. */
public final class Values {
  private Values() {}

  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case JsonNode node -> text(node);
      case Double number -> number(number);
      case Boolean flag -> flag ? "True" : "False";
      default -> Py.str(value);
    };
  }

  private static String text(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue() ? "True" : "False";
      case NULL -> "None";
      case MISSING -> "";
      case NUMBER -> node.isIntegralNumber() ? node.asText() : number(node.doubleValue());
      default -> Py.str(JsonText.values(node));
    };
  }

  /** The shortest digits that mean the number, with an exponent from 1e+16 and below 0.0001. */
  private static String number(double number) {
    String java = Double.toString(number);
    if (java.indexOf('E') < 0) {
      return Double.isNaN(number) ? "nan" : java.replace("Infinity", "inf");
    }
    BigDecimal decimal = new BigDecimal(java).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = decimal.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = decimal.unscaledValue().abs().toString();
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** Rounds what the number really is, half to even, as Python does. */
  public static double rounded(double number, int digits) {
    return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** The number that a text stands for, or NaN where it is none or not finite. */
  public static double number(String text) {
    if (text.isEmpty() || text.length() > 64 || !startsNumber(text.charAt(0))) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(text);
      char last = text.charAt(text.length() - 1);
      return Double.isFinite(number) && (last == '.' || Character.isDigit(last))
          ? number
          : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean startsNumber(char c) {
    return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.';
  }
}
