package io.lares.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes that are made of others. */
final class Compounds {
  private Compounds() {}

  record ListOf<T>(Shape<T> item, long min, long max) implements Shape<List<T>> {
    @Override
    public void write(List<T> value, JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (T each : value) {
        item.write(each, out);
      }
      out.writeEndArray();
    }

    @Override
    public List<T> read(JsonParser in, String path) throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw Scalars.wrongType(in, path, "a list");
      }
      List<T> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (items.size() >= max) {
          throw new BadInput(path, "must have at most " + max + " items");
        }
        items.add(item.read(in, path + "[" + items.size() + "]"));
      }
      if (items.size() < min) {
        throw new BadInput(path, "must have at least " + min + " items");
      }
      return List.copyOf(items);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return Map.of("type", "array", "items", item.schema(components));
    }
  }

  /** A value or null. */
  record OrNull<T>(Shape<T> inner) {
    @Nullable T read(JsonParser in, String path) throws IOException {
      return in.currentToken() == JsonToken.VALUE_NULL ? null : inner.read(in, path);
    }

    Map<String, Object> schema(Map<String, Object> components) {
      Map<String, Object> schema = inner.schema(components);
      if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
        Map<String, Object> widened = new LinkedHashMap<>(schema);
        widened.put("type", List.of(type, "null"));
        return widened;
      }
      return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
  }

  record GivenOf<T>(OrNull<T> inner) implements Shape<Given<T>> {
    @Override
    public void write(Given<T> value, JsonGenerator out) throws IOException {
      T given = value.value();
      if (given == null) {
        out.writeNull();
      } else {
        inner.inner().write(given, out);
      }
    }

    @Override
    public Given<T> read(JsonParser in, String path) throws IOException {
      return new Given<>(inner.read(in, path));
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      return inner.schema(components);
    }
  }

  /** One of several records, told apart by a first member {@code kind}. Only written. */
  record Union(String name, Map<Class<?>, RecordShape<?>> cases) implements Shape<Object> {
    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
      RecordShape<?> shape = cases.get(value.getClass());
      if (shape == null) {
        throw new IllegalArgumentException(value.getClass() + " is none of " + name);
      }
      out.writeStartObject();
      out.writeStringField("kind", kind(value.getClass()));
      shape.writeMembers(value, out);
      out.writeEndObject();
    }

    private static String kind(Class<?> type) {
      return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public Object read(JsonParser in, String path) {
      throw new UnsupportedOperationException(name + " is only written");
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> components) {
      if (!components.containsKey(name)) {
        components.put(name, Map.of());
        List<Object> options = new ArrayList<>();
        cases.forEach((type, shape) ->
            options.add(
                shape.objectSchema(Map.of("kind", Map.of("const", kind(type))), components)));
        components.put(name, Map.of("oneOf", options));
      }
      return Map.of("$ref", "#/components/schemas/" + name);
    }
  }
}
