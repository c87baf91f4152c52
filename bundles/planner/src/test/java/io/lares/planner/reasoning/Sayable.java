package io.lares.planner.reasoning;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Whether a text is one of a grammar, found by trying. */
final class Sayable {
  private final Grammar.Rules grammar;
  private final String text;

  private Sayable(Grammar.Rules grammar, String text) {
    this.grammar = grammar;
    this.text = text;
  }

  static boolean in(Grammar.Rules grammar, String text) {
    return new Sayable(grammar, text)
        .ends(new Expression.Rule(grammar.root()), 0)
        .contains(text.length());
  }

  /** Where an expression that begins here may end. */
  private Set<Integer> ends(Expression expression, int at) {
    return switch (expression) {
      case Expression.Text(String part) ->
          text.startsWith(part, at) ? Set.of(at + part.length()) : Set.of();
      case Expression.Characters(int first, int last) -> {
        boolean fits =
            at < text.length() && text.codePointAt(at) >= first && text.codePointAt(at) <= last;
        yield fits ? Set.of(at + Character.charCount(text.codePointAt(at))) : Set.of();
      }
      case Expression.Rule(String name) ->
          ends(Objects.requireNonNull(grammar.rules().get(name)), at);
      case Expression.Sequence(var parts) -> {
        Set<Integer> ends = Set.of(at);
        for (Expression part : parts) {
          ends = after(part, ends);
        }
        yield ends;
      }
      case Expression.OneOf(var choices) -> {
        Set<Integer> ends = new HashSet<>();
        choices.forEach(choice -> ends.addAll(ends(choice, at)));
        yield ends;
      }
      case Expression.Repeat(Expression part, int atLeast, int atMost) -> {
        Set<Integer> all = new HashSet<>();
        Set<Integer> ends = Set.of(at);
        for (int i = 0; i <= atMost && !ends.isEmpty(); i++) {
          if (i >= atLeast) {
            all.addAll(ends);
          }
          ends = after(part, ends);
        }
        yield all;
      }
    };
  }

  private Set<Integer> after(Expression part, Set<Integer> starts) {
    Set<Integer> ends = new HashSet<>();
    starts.forEach(start -> ends.addAll(ends(part, start)));
    return ends;
  }
}
