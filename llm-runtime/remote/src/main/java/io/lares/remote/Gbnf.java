package io.lares.remote;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A grammar in the notation of llama.cpp (grammars/README.md), which XGrammar reads for vLLM and
 * SGLang, too. Only what both understand is written.
 */
final class Gbnf {
  private static final String ROOT = "root";

  private final Map<String, String> names = new HashMap<>();

  private Gbnf() {}

  static String of(Grammar.Rules grammar) {
    Gbnf gbnf = new Gbnf();
    gbnf.names.put(grammar.root(), ROOT);
    // In one order, so that servers that keep compiled grammars know it again.
    List<String> others = new ArrayList<>(grammar.rules().keySet());
    others.remove(grammar.root());
    others.sort(null);
    for (int i = 0; i < others.size(); i++) {
      gbnf.names.put(others.get(i), "r" + i);
    }
    others.addFirst(grammar.root());
    StringBuilder text = new StringBuilder();
    for (String name : others) {
      Expression expression = grammar.rules().get(name);
      if (expression != null) {
        text.append(gbnf.names.get(name)).append(" ::= ").append(gbnf.of(expression)).append('\n');
      }
    }
    return text.toString();
  }

  private String of(Expression expression) {
    return switch (expression) {
      case Expression.Text(String text) ->
          text.codePoints().mapToObj(Gbnf::quoted).collect(Collectors.joining("", "\"", "\""));
      case Expression.Characters(int first, int last) -> characters(first, last);
      case Expression.Rule(String name) -> String.valueOf(names.get(name));
      case Expression.Sequence(List<Expression> parts) ->
          parts.isEmpty() ? "\"\"" : parts.stream().map(this::of).collect(Collectors.joining(" "));
      case Expression.OneOf(List<Expression> choices) ->
          choices.stream().map(this::of).collect(Collectors.joining(" | ", "(", ")"));
      case Expression.Repeat(Expression part, int atLeast, int atMost) ->
          "(" + of(part) + ")" + times(atLeast, atMost);
    };
  }

  private static String times(int atLeast, int atMost) {
    if (atMost == Integer.MAX_VALUE) {
      return atLeast == 0 ? "*" : atLeast == 1 ? "+" : "{" + atLeast + ",}";
    }
    return atLeast == 0 && atMost == 1 ? "?" : "{" + atLeast + "," + atMost + "}";
  }

  /** Half characters are none that a model could say. */
  private static String characters(int first, int last) {
    List<String> ranges = new ArrayList<>();
    range(first, Math.min(last, Character.MIN_SURROGATE - 1), ranges);
    range(Math.max(first, Character.MAX_SURROGATE + 1), last, ranges);
    return "[" + String.join("", ranges) + "]";
  }

  private static void range(int first, int last, List<String> ranges) {
    if (first == last) {
      ranges.add(escaped(first));
    } else if (first < last) {
      ranges.add(escaped(first) + "-" + escaped(last));
    }
  }

  private static String quoted(int c) {
    return c < ' ' || c == '"' || c == '\\' || c == 127 ? escaped(c) : Character.toString(c);
  }

  /** By its number, since what has a meaning in a class differs between the two. */
  private static String escaped(int c) {
    if (c < 128 && Character.isLetterOrDigit(c)) {
      return Character.toString(c);
    }
    return c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c);
  }
}
