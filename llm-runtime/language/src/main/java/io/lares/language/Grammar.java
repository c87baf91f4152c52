package io.lares.language;

import java.util.Map;

/**
 * What an answer may look like. Every engine holds its output to it token by token; it is not a
 * request to the model.
 */
public sealed interface Grammar {
  /** Any text. */
  record Anything() implements Grammar {}

  /**
   * One JSON value that a schema (draft 2020-12) allows.
   *
   * @param schema the schema as JSON text
   */
  record JsonSchema(String schema) implements Grammar {}

  /**
   * A text of a context-free grammar, such as one made from the devices of a home. It is a tree and
   * no notation, so that nobody has to quote names, and each engine writes it as it needs it.
   *
   * @param root the rule that an answer follows
   * @param rules expressions by name; a rule may refer to any other, but may not begin with itself
   */
  record Rules(String root, Map<String, Expression> rules) implements Grammar {
    public Rules {
      rules = Map.copyOf(rules);
      GrammarCheck.check(root, rules);
    }
  }
}
