package io.lares.mimo.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds out whether no value can be of two schemas, as {@code oneOf} asks for. */
final class Apart {
  private static final int DEEPEST = 8;

  private final UnaryOperator<JsonNode> resolver;

  /**
   * @param resolver follows a schema's reference, if it has one
   */
  Apart(UnaryOperator<JsonNode> resolver) {
    this.resolver = resolver;
  }

  void check(JsonNode branches) {
    for (int i = 0; i < branches.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!apart(branches.get(i), branches.get(j), 0)) {
          throw new Unsupported(
              "a value may be of several branches of oneOf (%d and %d): use anyOf, or require a property with another const in each"
                  .formatted(j, i));
        }
      }
    }
  }

  private boolean apart(JsonNode one, JsonNode other, int depth) {
    JsonNode a = resolver.apply(one);
    JsonNode b = resolver.apply(other);
    if (depth > DEEPEST) {
      return false;
    }
    Set<String> types = types(a);
    types.retainAll(types(b));
    if (types.isEmpty()) {
      return true;
    }
    Set<JsonNode> values = values(a);
    if (!values.isEmpty() && !values(b).isEmpty()) {
      values.retainAll(values(b));
      if (values.isEmpty()) {
        return true;
      }
    }
    return types.equals(Set.of("object")) && propertyApart(a, b, depth);
  }

  private boolean propertyApart(JsonNode a, JsonNode b, int depth) {
    for (JsonNode name : a.path("required")) {
      boolean both = false;
      for (JsonNode also : b.path("required")) {
        both |= also.equals(name);
      }
      JsonNode mine = a.path("properties").path(name.asText());
      JsonNode theirs = b.path("properties").path(name.asText());
      if (both && mine.isObject() && theirs.isObject() && apart(mine, theirs, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new HashSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(one -> types.add(one.asText()));
    if (types.isEmpty()) {
      for (JsonNode value : values(schema)) {
        types.add(value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    if (types.isEmpty()) {
      types.addAll(Set.of("object", "array", "string", "number", "boolean", "null"));
    }
    // A whole number is both.
    if (types.remove("integer")) {
      types.add("number");
    }
    return types;
  }

  private static Set<JsonNode> values(JsonNode schema) {
    Set<JsonNode> values = new HashSet<>();
    schema.path("enum").forEach(values::add);
    if (schema.has("const")) {
      values.add(schema.get("const"));
    }
    // 1 and 1.0 are one value and two nodes.
    return values.stream().anyMatch(JsonNode::isNumber) ? new HashSet<>() : values;
  }
}
