package io.lares.mimo.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the keywords of schemas together say of a value. */
final class JsonValue {
  private static final List<String> TYPES =
      List.of("object", "array", "string", "number", "integer", "boolean", "null");

  private static final List<String> NOT_HELD =
      List.of(
          "not",
          "if",
          "dependentSchemas",
          "dependentRequired",
          "dependencies",
          "patternProperties",
          "propertyNames",
          "contains",
          "$dynamicRef",
          "$recursiveRef");

  /** Keywords that speak of one type only. */
  private static final Map<String, Set<String>> OF_TYPE =
      Map.of(
          "object",
          Set.of(
              "properties", "required", "additionalProperties", "minProperties", "maxProperties"),
          "array",
          Set.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems"),
          "string",
          Set.of("minLength", "maxLength", "pattern"),
          "number",
          Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));

  private final List<JsonNode> facts;
  private final JsonSchema schema;

  JsonValue(List<JsonNode> facts, JsonSchema schema) {
    this.facts = facts;
    this.schema = schema;
  }

  Node node() {
    if (facts.stream().anyMatch(JsonNode::isBoolean)) {
      return new Node.Choice(List.of());
    }
    for (JsonNode fact : facts) {
      for (String keyword : NOT_HELD) {
        if (fact.has(keyword)) {
          throw new Unsupported("'" + keyword + "'");
        }
      }
    }
    Set<String> types = types();
    if (has("enum") || has("const")) {
      return values(types);
    }
    return new Node.Choice(types.stream().map(this::ofType).toList());
  }

  private boolean has(String keyword) {
    return facts.stream().anyMatch(fact -> fact.has(keyword));
  }

  private Set<String> types() {
    SequencedSet<String> types = new LinkedHashSet<>(TYPES);
    boolean told = false;
    for (JsonNode fact : facts) {
      JsonNode type = fact.path("type");
      if (!type.isMissingNode()) {
        Set<String> own = new LinkedHashSet<>();
        if (type.isTextual()) {
          own.add(type.asText());
        }
        type.forEach(one -> own.add(one.asText()));
        if (!TYPES.containsAll(own)) {
          throw new Unsupported("the type " + type);
        }
        if (own.contains("number")) {
          own.add("integer");
        }
        types.retainAll(own);
        told = true;
      }
    }
    if (!told) {
      // What speaks of texts was meant for texts, though numbers would pass.
      Set<String> meant = new LinkedHashSet<>();
      OF_TYPE.forEach((type, keywords) -> {
        if (keywords.stream().anyMatch(this::has)) {
          meant.add(type);
        }
      });
      if (!meant.isEmpty() && !has("enum") && !has("const")) {
        types.retainAll(meant);
      }
    }
    if (types.contains("number")) {
      types.remove("integer");
    }
    return types;
  }

  private Node ofType(String type) {
    return switch (type) {
      case "object" -> new JsonContainers(facts, schema).object();
      case "array" -> new JsonContainers(facts, schema).array();
      case "string" -> text();
      case "boolean" -> Node.oneOf(Node.text("true"), Node.text("false"));
      case "null" -> Node.text("null");
      default -> number(type.equals("integer"));
    };
  }

  private Node text() {
    int min = atLeast(facts, "minLength");
    int max = atMost(facts, "maxLength");
    Set<String> patterns = new LinkedHashSet<>();
    facts.forEach(fact -> {
      if (fact.has("pattern")) {
        patterns.add(fact.get("pattern").asText());
      }
    });
    Node inner = new Node.Run(Unit.json(CodePoints.ALL), min, Math.max(min, max));
    if (max < min) {
      return new Node.Choice(List.of());
    }
    if (patterns.size() > 1) {
      throw new Unsupported("several patterns of one text");
    }
    if (!patterns.isEmpty()) {
      inner = RegularExpression.found(patterns.iterator().next());
      if (min > 0 || max < Node.ANY) {
        inner = withLength(inner, min, max);
      }
    }
    return Node.all(Node.text("\""), inner, Node.text("\""));
  }

  private static Node withLength(Node inner, int min, int max) {
    if (!(inner instanceof Node.Run run)) {
      throw new Unsupported(
          "a pattern with minLength or maxLength: say the length within the pattern");
    }
    int least = Math.max(min, run.min);
    int most = Math.min(max, run.max);
    return least > most ? new Node.Choice(List.of()) : new Node.Run(run.unit, least, most);
  }

  static int atLeast(List<JsonNode> facts, String keyword) {
    return facts.stream().mapToInt(fact -> bound(fact.path(keyword), 0)).max().orElse(0);
  }

  static int atMost(List<JsonNode> facts, String keyword) {
    return facts.stream()
        .mapToInt(fact -> bound(fact.path(keyword), Node.ANY))
        .min()
        .orElse(Node.ANY);
  }

  private static int bound(JsonNode value, int otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 100_000) {
      throw new Unsupported("a length or count of " + value);
    }
    return value.asInt();
  }

  private Node number(boolean whole) {
    Digits.Bounds bounds = bounds();
    boolean excluding = has("exclusiveMinimum") || has("exclusiveMaximum");
    BigDecimal step = null;
    for (JsonNode fact : facts) {
      JsonNode own = fact.path("multipleOf");
      if (own.isNumber() && own.decimalValue().compareTo(BigDecimal.ONE) == 0) {
        whole = true;
      } else if (!own.isMissingNode()) {
        if (step != null || !own.isNumber() || own.decimalValue().signum() <= 0) {
          throw new Unsupported("multipleOf " + own);
        }
        step = own.decimalValue();
      }
    }
    if (bounds.low() != null
        && bounds.high() != null
        && bounds.low().compareTo(bounds.high()) > 0) {
      return new Node.Choice(List.of());
    }
    if (step != null) {
      if (whole && step.stripTrailingZeros().scale() > 0) {
        throw new Unsupported("whole numbers that are multiples of " + step);
      }
      return Digits.multiples(bounds, step);
    }
    if (!whole && excluding && bounds.low() != null && bounds.high() != null) {
      return Digits.numbers(bounds);
    }
    return whole ? Digits.integers(bounds) : Digits.numbers(bounds);
  }

  /** Bounds that are themselves allowed; those that are not give way by a little. */
  private Digits.Bounds bounds() {
    BigDecimal low = null;
    BigDecimal high = null;
    for (JsonNode fact : facts) {
      low = higher(low, decimal(fact, "minimum"));
      high = lower(high, decimal(fact, "maximum"));
      BigDecimal above = decimal(fact, "exclusiveMinimum");
      BigDecimal below = decimal(fact, "exclusiveMaximum");
      low = higher(low, above == null ? null : above.add(little(above)));
      high = lower(high, below == null ? null : below.subtract(little(below)));
    }
    return new Digits.Bounds(low, high);
  }

  private static BigDecimal little(BigDecimal number) {
    return BigDecimal.ONE.scaleByPowerOfTen(-Math.max(6, number.scale() + 1));
  }

  private static @Nullable BigDecimal decimal(JsonNode fact, String keyword) {
    JsonNode value = fact.path(keyword);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber()) {
      throw new Unsupported(keyword + " " + value);
    }
    BigDecimal number = value.decimalValue();
    if (number.precision() - number.scale() > 30 || number.scale() > 30) {
      throw new Unsupported(keyword + " " + value);
    }
    return number;
  }

  private static @Nullable BigDecimal higher(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null ? b : b == null ? a : a.max(b);
  }

  private static @Nullable BigDecimal lower(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    return a == null ? b : b == null ? a : a.min(b);
  }

  /** Those of the values that are listed which the other keywords allow. */
  private Node values(Set<String> types) {
    for (String keyword :
        List.of(
            "pattern",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "multipleOf",
            "minProperties",
            "maxProperties")) {
      if (has(keyword)) {
        throw new Unsupported("enum or const together with " + keyword);
      }
    }
    List<Node> choices = new ArrayList<>();
    Set<String> said = new LinkedHashSet<>();
    for (JsonNode fact : facts) {
      JsonNode listed = fact.path("enum");
      listed.forEach(value -> take(value, types, said));
      if (fact.has("const")) {
        take(fact.get("const"), types, said);
      }
    }
    said.forEach(text -> choices.add(Node.text(text)));
    return new Node.Choice(choices);
  }

  private void take(JsonNode value, Set<String> types, Set<String> said) {
    boolean fits =
        facts.stream().allMatch(fact -> listed(fact, value)) && types.contains(type(value, types));
    if (value.isTextual()) {
      int length = value.asText().codePointCount(0, value.asText().length());
      fits &= length >= atLeast(facts, "minLength") && length <= atMost(facts, "maxLength");
    }
    if (fits && (!value.isNumber() || bounds().has(value.decimalValue()))) {
      said.add(JsonText.of(value));
    }
  }

  private static boolean listed(JsonNode fact, JsonNode value) {
    boolean in = !fact.has("enum");
    for (JsonNode one : fact.path("enum")) {
      in |= same(one, value);
    }
    return in && (!fact.has("const") || same(fact.get("const"), value));
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  private static String type(JsonNode value, Set<String> types) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      default -> {
        boolean whole = value.decimalValue().stripTrailingZeros().scale() <= 0;
        yield whole && types.contains("integer") ? "integer" : "number";
      }
    };
  }
}
