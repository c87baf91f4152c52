package io.lares.mimo.grammar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schema (draft 2020-12) as a language of its values, each in one spelling: a space after
 * commas and colons, properties in the schema's order. Every text of it is a value of the schema;
 * not every value is a text of it. What can't be held is refused and never passed over.
 */
final class JsonSchema {
  private static final int MOST_RULES = 10_000;
  private static final int DEEPEST = 64;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode root;
  private final Map<List<Same>, String> names = new HashMap<>();
  private final Map<String, Node> rules = new HashMap<>();

  /** A part of the schema, told apart by its place and not by what it says. */
  private record Same(JsonNode node) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Same same && same.node == node;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(node);
    }
  }

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  static Language language(String schema) throws LanguageException {
    try {
      JsonNode root = JSON.readTree(schema);
      JsonSchema reader = new JsonSchema(root);
      return Language.of(reader.value(List.of(root)), reader.rules);
    } catch (JsonProcessingException e) {
      throw new LanguageException(
          Reason.GRAMMAR_NOT_SUPPORTED, "The schema is no JSON: " + e.getOriginalMessage(), e);
    } catch (Unsupported e) {
      throw new LanguageException(
          Reason.GRAMMAR_NOT_SUPPORTED, "The schema can't be held: " + e.getMessage(), e);
    }
  }

  /** A value that is of all of these schemas. */
  Node value(List<JsonNode> schemas) {
    List<Same> key = schemas.stream().map(Same::new).toList();
    String name = names.get(key);
    if (name == null) {
      name = "value " + names.size();
      if (names.size() >= MOST_RULES) {
        throw new Unsupported("it has too many parts");
      }
      names.put(key, name);
      List<Fact> facts = new ArrayList<>();
      for (JsonNode schema : schemas) {
        flatten(schema, facts, 0);
      }
      rules.put(name, chosen(facts, 0));
    }
    return new Node.Call(name);
  }

  /**
   * A schema that a value must be of.
   *
   * @param chosen whether one of its {@code anyOf} and {@code oneOf} was chosen already
   */
  private record Fact(JsonNode node, boolean chosen) {}

  private void flatten(JsonNode schema, List<Fact> facts, int depth) {
    if (depth > DEEPEST) {
      throw new Unsupported("it refers to itself without an end");
    }
    if (schema.isBoolean()) {
      if (!schema.booleanValue()) {
        facts.add(new Fact(schema, true));
      }
      return;
    }
    if (!schema.isObject()) {
      throw new Unsupported("a schema is an object, true or false, not " + schema);
    }
    if (facts.stream().anyMatch(fact -> fact.node == schema)) {
      return;
    }
    facts.add(new Fact(schema, false));
    if (schema.has("$ref")) {
      flatten(resolved(schema.get("$ref").asText()), facts, depth + 1);
    }
    for (JsonNode part : schema.path("allOf")) {
      flatten(part, facts, depth + 1);
    }
  }

  private JsonNode resolved(String reference) {
    JsonNode found = MissingNode.getInstance();
    if (reference.equals("#")) {
      found = root;
    } else if (reference.startsWith("#/")) {
      String pointer = reference.substring(1).replace("+", "%2B");
      found = root.at(JsonPointer.compile(URLDecoder.decode(pointer, StandardCharsets.UTF_8)));
    } else if (reference.startsWith("#")) {
      for (JsonNode holder : root.findParents("$anchor")) {
        if (holder.get("$anchor").asText().equals(reference.substring(1))) {
          found = holder;
        }
      }
    }
    if (found.isMissingNode()) {
      throw new Unsupported("'" + reference + "' is not in the schema");
    }
    return found;
  }

  private Node chosen(List<Fact> facts, int depth) {
    if (depth > DEEPEST) {
      throw new Unsupported("it has too many choices within choices");
    }
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      boolean any = fact.node.has("anyOf");
      boolean one = fact.node.has("oneOf");
      if (fact.chosen || !any && !one) {
        continue;
      }
      if (any && one) {
        throw new Unsupported("anyOf and oneOf in one place: put one of them into allOf");
      }
      JsonNode branches = fact.node.get(any ? "anyOf" : "oneOf");
      if (one) {
        new Apart(node -> node.has("$ref") ? resolved(node.get("$ref").asText()) : node)
            .check(branches);
      }
      List<Node> choices = new ArrayList<>();
      for (JsonNode branch : branches) {
        List<Fact> with = new ArrayList<>(facts);
        with.set(i, new Fact(fact.node, true));
        flatten(branch, with, 0);
        choices.add(chosen(with, depth + 1));
      }
      return new Node.Choice(choices);
    }
    List<JsonNode> plain = facts.stream().map(Fact::node).toList();
    return new JsonValue(plain, this).node();
  }
}
