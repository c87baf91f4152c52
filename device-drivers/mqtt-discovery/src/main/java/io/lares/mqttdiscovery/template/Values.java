package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values as Python's Jinja writes them, since that is what payloads are compared with. */
public final class Values {
  private Values() {}

  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case JsonNode node -> text(node);
      case Boolean flag -> flag ? "True" : "False";
      default -> value.toString();
    };
  }

  private static String text(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue() ? "True" : "False";
      case NULL -> "None";
      case MISSING -> "";
      case NUMBER -> node.asText();
      default -> Json.write(node);
    };
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
