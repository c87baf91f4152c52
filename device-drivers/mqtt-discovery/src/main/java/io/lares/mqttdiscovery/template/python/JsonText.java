package io.lares.mqttdiscovery.template.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.interpret.InterpretException;
import io.lares.mqttdiscovery.template.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON into Python's values, and back. */
public final class JsonText {
  private JsonText() {}

  /** The values of a document. */
  public static Object values(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), values(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(values(item)));
        yield list;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          !node.isIntegralNumber()
              ? (Object) node.doubleValue()
              : node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
      default -> None.NONE;
    };
  }

  /** Reads a document, or gives null where the text is none. */
  static @Nullable Object parse(String text) {
    JsonNode node = Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8));
    return node == null || node.isMissingNode() ? null : values(node);
  }

  /**
   * Writes a value.
   *
   * @param spaced with blanks after commas and colons, and keys in order, as Jinja's tojson does
   */
  static String write(@Nullable Object value, boolean spaced) {
    StringBuilder out = new StringBuilder();
    write(value, spaced, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, boolean spaced, StringBuilder out) {
    Steps.size(out.length(), Steps.MAX_TEXT);
    switch (value) {
      case null -> throw new Undefined();
      case None none -> out.append("null");
      case Boolean flag -> out.append(flag);
      case String text -> out.append(Json.write(text));
      case Number number -> out.append(Py.str(number));
      case Moment moment -> out.append(Json.write(moment.iso('T')));
      case List<?> list -> {
        out.append('[');
        String comma = "";
        for (Object item : list) {
          out.append(comma);
          write(item, spaced, out);
          comma = spaced ? ", " : ",";
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> ordered = spaced ? new TreeMap<>() : new LinkedHashMap<>();
        map.forEach((key, item) -> ordered.put(Py.str(key), item));
        out.append('{');
        String comma = "";
        for (Map.Entry<String, @Nullable Object> entry : ordered.entrySet()) {
          out.append(comma).append(Json.write(entry.getKey())).append(spaced ? ": " : ":");
          write(entry.getValue(), spaced, out);
          comma = spaced ? ", " : ",";
        }
        out.append('}');
      }
      default -> throw new InterpretException(Py.kind(value) + " is nothing that JSON knows");
    }
  }
}
