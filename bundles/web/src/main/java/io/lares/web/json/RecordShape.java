package io.lares.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a record: an object with one member for each component. */
final class RecordShape<T> implements Shape<T> {
  /** One component. */
  record Member(
      String name, Method accessor, Shape<Object> shape, boolean mayBeAbsent, boolean mayBeNull) {}

  private final String name;
  private final Constructor<T> constructor;
  private final List<Member> members;

  RecordShape(String name, Constructor<T> constructor, List<Member> members) {
    this.name = name;
    this.constructor = constructor;
    this.members = members;
  }

  @Override
  public void write(T value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeMembers(value, out);
    out.writeEndObject();
  }

  void writeMembers(Object value, JsonGenerator out) throws IOException {
    for (Member member : members) {
      Object part = get(member, value);
      if (part != null) {
        out.writeFieldName(member.name);
        member.shape.write(part, out);
      } else if (member.mayBeNull) {
        out.writeNullField(member.name);
      } else if (!member.mayBeAbsent) {
        throw new IllegalArgumentException(name + "." + member.name + " must not be null");
      }
    }
  }

  private static @Nullable Object get(Member member, Object value) {
    try {
      return member.accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public T read(JsonParser in, String path) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Scalars.wrongType(in, path, "an object");
    }
    @Nullable Object[] values = new @Nullable Object[members.size()];
    boolean[] seen = new boolean[members.size()];
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String memberName = in.currentName();
      int index = indexOf(memberName);
      if (index < 0) {
        throw new BadInput(
            below(path, shortened(memberName)), "is not known here; known: " + known());
      }
      if (seen[index]) {
        throw new BadInput(below(path, memberName), "stands there twice");
      }
      seen[index] = true;
      in.nextToken();
      Member member = members.get(index);
      if (in.currentToken() != JsonToken.VALUE_NULL || !member.mayBeNull) {
        values[index] = member.shape.read(in, below(path, memberName));
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && !members.get(i).mayBeAbsent) {
        throw new BadInput(below(path, members.get(i).name), "is missing");
      }
    }
    return make(values, path);
  }

  private T make(@Nullable Object[] values, String path) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        String message = cause.getMessage();
        throw new BadInput(path, message == null ? "does not make sense" : message);
      }
      throw new IllegalStateException(e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private int indexOf(String memberName) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name.equals(memberName)) {
        return i;
      }
    }
    return -1;
  }

  private String known() {
    return String.join(", ", members.stream().map(Member::name).toList());
  }

  private static String shortened(String hostile) {
    return hostile.length() <= 40 ? hostile : hostile.substring(0, 40) + "...";
  }

  private static String below(String path, String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  @Override
  public Map<String, Object> schema(Map<String, Object> components) {
    if (!components.containsKey(name)) {
      components.put(name, Map.of());
      components.put(name, objectSchema(Map.of(), components));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  Map<String, Object> objectSchema(Map<String, Object> first, Map<String, Object> components) {
    Map<String, Object> properties = new LinkedHashMap<>(first);
    List<String> required = new ArrayList<>(first.keySet());
    for (Member member : members) {
      Map<String, Object> schema =
          member.mayBeNull
              ? new Compounds.OrNull<>(member.shape).schema(components)
              : member.shape.schema(components);
      properties.put(member.name, schema);
      if (!member.mayBeAbsent) {
        required.add(member.name);
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }
}
