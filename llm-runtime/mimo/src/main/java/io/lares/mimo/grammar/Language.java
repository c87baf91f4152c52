package io.lares.mimo.grammar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A grammar over bytes in which all that was begun can be ended: what could only go on for ever is
 * left out.
 *
 * @param rules without those that say nothing
 */
record Language(Node root, Map<String, Node> rules) {
  /** Leaves out what has no end; nothing at all may be left, see {@link #isEmpty()}. */
  static Language of(Node root, Map<String, Node> rules) {
    Set<String> ending = new HashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<String, Node> rule : rules.entrySet()) {
        grew |= ends(rule.getValue(), ending) && ending.add(rule.getKey());
      }
    }
    Map<String, Node> kept = new HashMap<>();
    for (String name : ending) {
      kept.put(name, without(rules.getOrDefault(name, Node.NOTHING), ending));
    }
    return new Language(ends(root, ending) ? without(root, ending) : nothing(), kept);
  }

  boolean isEmpty() {
    return root instanceof Node.Choice choice && choice.choices.isEmpty();
  }

  private static Node nothing() {
    return new Node.Choice(List.of());
  }

  private static boolean ends(Node node, Set<String> ending) {
    return switch (node) {
      case Node.Literal _ -> true;
      case Node.Run run -> run.min == 0 || !run.unit.isEmpty();
      case Node.Sequence sequence -> sequence.parts.stream().allMatch(part -> ends(part, ending));
      case Node.Choice choice -> choice.choices.stream().anyMatch(part -> ends(part, ending));
      case Node.Repeat repeat -> repeat.min == 0 || ends(repeat.part, ending);
      case Node.Call call -> ending.contains(call.rule);
    };
  }

  private static Node without(Node node, Set<String> ending) {
    return switch (node) {
      case Node.Literal literal -> literal;
      case Node.Run run -> run.unit.isEmpty() ? Node.NOTHING : run;
      case Node.Sequence sequence ->
          new Node.Sequence(sequence.parts.stream().map(part -> without(part, ending)).toList());
      case Node.Choice choice ->
          new Node.Choice(
              choice.choices.stream()
                  .filter(part -> ends(part, ending))
                  .map(part -> without(part, ending))
                  .toList());
      case Node.Repeat repeat ->
          ends(repeat.part, ending)
              ? new Node.Repeat(without(repeat.part, ending), repeat.min, repeat.max)
              : Node.NOTHING;
      case Node.Call call -> call;
    };
  }
}
