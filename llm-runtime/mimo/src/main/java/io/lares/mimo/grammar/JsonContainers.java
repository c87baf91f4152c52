package io.lares.mimo.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** Objects and arrays of schemas. */
final class JsonContainers {
  private static final int LONGEST_NAME = 64;

  private final List<JsonNode> facts;
  private final JsonSchema schema;

  JsonContainers(List<JsonNode> facts, JsonSchema schema) {
    this.facts = facts;
    this.schema = schema;
  }

  /**
   * Known properties come in order. Others come after them where the schema speaks of them, or
   * names no property at all; that it does not forbid them is no reason to make some up.
   */
  Node object() {
    Set<String> required = new LinkedHashSet<>();
    SequencedMap<String, List<JsonNode>> known = new LinkedHashMap<>();
    boolean told = false;
    boolean open = true;
    for (JsonNode fact : facts) {
      fact.path("properties").fieldNames().forEachRemaining(name -> known.put(name, List.of()));
      fact.path("required").forEach(name -> required.add(name.asText()));
      JsonNode others = fact.path("additionalProperties");
      told |= !others.isMissingNode();
      JsonNode unevaluated = fact.path("unevaluatedProperties");
      open &= unevaluated.isMissingNode();
      if (unevaluated.isObject()) {
        throw new Unsupported("a schema of unevaluatedProperties");
      }
    }
    required.forEach(name -> known.putIfAbsent(name, List.of()));
    known.replaceAll((name, none) -> property(name));
    open &= told || known.isEmpty();
    int least = JsonValue.atLeast(facts, "minProperties");
    int most = JsonValue.atMost(facts, "maxProperties");
    if (least > required.size() || most < (open ? Node.ANY : known.size())) {
      throw new Unsupported("minProperties and maxProperties: say which properties are required");
    }
    Node[] after = new Node[2];
    for (int first = 0; first < 2; first++) {
      after[first] = open ? others(known.keySet(), first == 0) : Node.text("}");
    }
    List<String> names = List.copyOf(known.keySet());
    for (int i = names.size() - 1; i >= 0; i--) {
      String name = names.get(i);
      Node value = schema.value(known.getOrDefault(name, List.of()));
      Node[] here = new Node[2];
      for (int first = 0; first < 2; first++) {
        String start = (first == 0 ? "" : ", ") + "\"" + JsonText.inner(name) + "\": ";
        Node there = Node.all(Node.text(start), value, after[1]);
        here[first] = required.contains(name) ? there : Node.oneOf(there, after[first]);
      }
      after = here;
    }
    return Node.all(Node.text("{"), after[0]);
  }

  private List<JsonNode> property(String name) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode fact : facts) {
      JsonNode own = fact.path("properties").path(name);
      JsonNode schema = own.isMissingNode() ? fact.path("additionalProperties") : own;
      if (!schema.isMissingNode()) {
        all.add(schema);
      }
    }
    return all;
  }

  private Node others(Set<String> known, boolean first) {
    List<JsonNode> all = new ArrayList<>();
    facts.forEach(fact -> {
      if (fact.has("additionalProperties")) {
        all.add(fact.get("additionalProperties"));
      }
    });
    Names names = new Names();
    known.forEach(names::add);
    Node pair =
        Node.all(Node.text("\""), names.otherThanThese(), Node.text("\": "), schema.value(all));
    Node more = new Node.Repeat(Node.all(Node.text(", "), pair), 0, Node.ANY);
    Node pairs = first ? Node.maybe(Node.all(pair, more)) : more;
    return Node.all(pairs, Node.text("}"));
  }

  /** Names by their characters. */
  private static final class Names {
    private final Map<Integer, Names> next = new TreeMap<>();
    private boolean end;

    void add(String name) {
      Names at = this;
      for (int character : name.codePoints().toArray()) {
        at = at.next.computeIfAbsent(character, c -> new Names());
      }
      at.end = true;
    }

    Node otherThanThese() {
      CodePoints free = CodePoints.ALL;
      List<Node> choices = new ArrayList<>();
      for (Map.Entry<Integer, Names> entry : next.entrySet()) {
        int character = entry.getKey();
        free = free.minus(CodePoints.of(character, character));
        String said = JsonText.inner(Character.toString(character));
        choices.add(Node.all(Node.text(said), entry.getValue().orItself()));
      }
      Node rest = new Node.Run(Unit.json(CodePoints.ALL), 0, LONGEST_NAME);
      choices.add(Node.all(new Node.Run(Unit.json(free), 1, 1), rest));
      return new Node.Choice(choices);
    }

    private Node orItself() {
      return end ? otherThanThese() : Node.maybe(otherThanThese());
    }
  }

  /**
   * Positions with a schema of their own come first; others only where the schema tells of them.
   */
  Node array() {
    int least = JsonValue.atLeast(facts, "minItems");
    int most = JsonValue.atMost(facts, "maxItems");
    int own = 0;
    boolean told = false;
    for (JsonNode fact : facts) {
      own = Math.max(own, fact.path("prefixItems").size());
      told |= fact.has("items");
      if (fact.path("uniqueItems").asBoolean() && most > 1) {
        throw new Unsupported("'uniqueItems'");
      }
      if (fact.path("unevaluatedItems").isObject()) {
        throw new Unsupported("a schema of unevaluatedItems");
      }
      if (fact.has("unevaluatedItems")) {
        most = own > 0 && !told ? Math.min(most, own) : most;
      }
    }
    if (own > 0 && !told && least <= own) {
      most = Math.min(most, own);
    }
    if (least > most) {
      return new Node.Choice(List.of());
    }
    return Node.all(Node.text("["), items(0, own, least, most));
  }

  private Node items(int at, int own, int least, int most) {
    Node end = Node.text("]");
    if (at >= most) {
      return end;
    }
    Node item = schema.value(item(at));
    Node next = Node.all(Node.text(", "), item);
    if (at > 0 && at >= own) {
      int max = most == Node.ANY ? Node.ANY : most - at;
      return Node.all(new Node.Repeat(next, Math.max(0, least - at), max), end);
    }
    Node there = Node.all(at == 0 ? item : next, items(at + 1, own, least, most));
    return at >= least ? Node.oneOf(there, end) : there;
  }

  private List<JsonNode> item(int at) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode fact : facts) {
      JsonNode own = fact.path("prefixItems").path(at);
      JsonNode schema = own.isMissingNode() ? fact.path("items") : own;
      if (!schema.isMissingNode()) {
        all.add(schema);
      }
    }
    return all;
  }
}
