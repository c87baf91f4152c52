package io.lares.mimo.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** JSON in the one spelling that answers have. */
final class JsonText {
  private JsonText() {}

  static String of(JsonNode value) {
    if (value.isTextual()) {
      return "\"" + inner(value.asText()) + "\"";
    }
    if (value.isObject()) {
      StringJoiner members = new StringJoiner(", ", "{", "}");
      value
          .properties()
          .forEach(member ->
              members.add("\"" + inner(member.getKey()) + "\": " + of(member.getValue())));
      return members.toString();
    }
    if (value.isArray()) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      value.forEach(item -> items.add(of(item)));
      return items.toString();
    }
    return value.isNumber() ? Digits.plain(value.decimalValue()) : value.toString();
  }

  /** A text between its quotation marks. */
  static String inner(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      Character escape = Unit.ESCAPES.get(c);
      if (escape != null) {
        out.append('\\').append(escape.charValue());
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
