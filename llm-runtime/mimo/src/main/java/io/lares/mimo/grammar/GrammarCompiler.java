package io.lares.mimo.grammar;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes forms of grammars. */
public final class GrammarCompiler {
  private final Vocabulary vocabulary;
  private final Set<Integer> stops;

  /**
   * For one model.
   *
   * @param stops tokens that end an answer
   */
  public GrammarCompiler(Vocabulary vocabulary, Set<Integer> stops) {
    this.vocabulary = vocabulary;
    this.stops = Set.copyOf(stops);
  }

  /**
   * The form that a grammar gives to answers. For one answer at a time.
   *
   * @throws LanguageException with {@link Reason#GRAMMAR_NOT_SUPPORTED} and a reason in plain
   *     words, where no answer can be held to it
   */
  public Form compile(Grammar grammar) throws LanguageException {
    Language language =
        switch (grammar) {
          case Grammar.Anything _ ->
              Language.of(new Node.Run(Unit.plain(CodePoints.ALL), 0, Node.ANY), Map.of());
          case Grammar.JsonSchema(String schema) -> JsonSchema.language(schema);
          case Grammar.Rules(String root, Map<String, Expression> rules) -> {
            Map<String, Node> nodes = new HashMap<>();
            rules.forEach((name, expression) -> nodes.put(name, node(expression)));
            yield Language.of(new Node.Call(root), nodes);
          }
        };
    if (language.isEmpty()) {
      throw new LanguageException(
          Reason.GRAMMAR_NOT_SUPPORTED, "The grammar allows no text at all");
    }
    return new Form(new Automaton(language), vocabulary, stops);
  }

  private static Node node(Expression expression) {
    return switch (expression) {
      case Expression.Text(String text) -> Node.text(text);
      case Expression.Characters(int first, int last) ->
          new Node.Run(Unit.plain(CodePoints.of(first, last)), 1, 1);
      case Expression.Rule(String name) -> new Node.Call(name);
      case Expression.Sequence(var parts) ->
          new Node.Sequence(parts.stream().map(GrammarCompiler::node).toList());
      case Expression.OneOf(var choices) -> choice(choices);
      case Expression.Repeat(Expression part, int atLeast, int atMost) -> {
        Node node = node(part);
        yield node instanceof Node.Run run && run.min == 1 && run.max == 1
            ? new Node.Run(run.unit, atLeast, atMost)
            : new Node.Repeat(node, atLeast, atMost);
      }
    };
  }

  /** Choices among characters are one set of them. */
  private static Node choice(List<Expression> choices) {
    CodePoints set = CodePoints.NONE;
    List<Node> others = new ArrayList<>();
    for (Expression choice : choices) {
      if (choice instanceof Expression.Characters(int first, int last)) {
        set = set.plus(CodePoints.of(first, last));
      } else {
        others.add(node(choice));
      }
    }
    if (!set.isEmpty()) {
      others.add(new Node.Run(Unit.plain(set), 1, 1));
    }
    return others.size() == 1 ? others.getFirst() : new Node.Choice(others);
  }
}
