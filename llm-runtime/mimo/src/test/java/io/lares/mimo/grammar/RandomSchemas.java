package io.lares.mimo.grammar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;

/** Schemas of all that can be held, put together by chance. */
final class RandomSchemas {
  private static final String[] PATTERNS = {
    "^[a-z]{2,5}$",
    "^\\d{3}-\\d{2}$",
    "^(on|off|dim [1-9]\\d?)$",
    "^[^\"\\\\]{0,6}$",
    "^\\S+\\s\\w?$",
    "^.{1,4}[äöü中😀]$"
  };
  private static final String[] NAMES = {"a", "ab", "name", "Küche", "quote\"d", "room", "灯"};

  private final SplittableRandom random;
  private final JsonNodeFactory json = JsonNodeFactory.instance;

  RandomSchemas(long seed) {
    random = new SplittableRandom(seed);
  }

  ObjectNode next() {
    ObjectNode root = schema(3);
    if (random.nextInt(4) == 0) {
      ObjectNode tree = json.objectNode().put("type", "object");
      tree.putObject("properties").set("v", schema(1));
      tree.withObjectProperty("properties").putObject("next").put("$ref", "#/$defs/tree");
      tree.putArray("required").add("v");
      root.putObject("$defs").set("tree", tree);
      if (root.path("type").asText().equals("object")) {
        root.withObjectProperty("properties").putObject("tree").put("$ref", "#/$defs/tree");
      }
    }
    return root;
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = json.objectNode();
    switch (random.nextInt(depth > 0 ? 11 : 6)) {
      case 0 -> {
        int low = random.nextInt(-2000, 2000);
        schema.put("type", "integer").put("minimum", low);
        schema.put(
            random.nextBoolean() ? "maximum" : "exclusiveMaximum", low + random.nextInt(1, 500));
      }
      case 1 -> {
        double low = random.nextInt(-500, 500) / 10.0;
        schema.put("type", "number");
        schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
        schema.put("maximum", low + random.nextInt(1, 100) / 7.0);
        if (random.nextInt(4) == 0) {
          schema.put("multipleOf", 0.05);
        }
      }
      case 2 -> {
        int least = random.nextInt(4);
        schema
            .put("type", "string")
            .put("minLength", least)
            .put("maxLength", least + random.nextInt(9));
      }
      case 3 ->
          schema.put("type", "string").put("pattern", PATTERNS[random.nextInt(PATTERNS.length)]);
      case 4 -> schema.putArray("enum").add("warm \"white\"").add(3).add(true).addNull().add("冷");
      case 5 -> schema.putArray("type").add("boolean").add("null");
      case 6 -> {
        schema.put("type", "array").set("items", schema(depth - 1));
        int least = random.nextInt(3);
        schema.put("minItems", least).put("maxItems", least + random.nextInt(3));
        if (random.nextBoolean()) {
          schema.putArray("prefixItems").add(schema(0)).add(schema(0));
        }
      }
      case 7 -> {
        schema.putArray("anyOf").add(schema(depth - 1)).add(schema(depth - 1));
      }
      case 8 -> {
        ObjectNode first = object(depth - 1);
        ObjectNode second = object(depth - 1);
        first.withObjectProperty("properties").putObject("kind").put("const", "first");
        second.withObjectProperty("properties").putObject("kind").put("const", "second");
        first.withArrayProperty("required").add("kind");
        second.withArrayProperty("required").add("kind");
        schema.putArray("oneOf").add(first).add(second);
      }
      case 9 -> schema.putArray("allOf").add(object(depth - 1)).add(object(depth - 1));
      default -> schema = object(depth - 1);
    }
    return schema;
  }

  private ObjectNode object(int depth) {
    ObjectNode schema = json.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        properties.set(name, schema(depth));
        if (random.nextBoolean()) {
          schema.withArrayProperty("required").add(name);
        }
      }
    }
    if (random.nextInt(3) == 0) {
      schema.set("additionalProperties", schema(0));
    }
    return schema;
  }
}
