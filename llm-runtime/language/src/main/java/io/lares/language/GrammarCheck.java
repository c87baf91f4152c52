package io.lares.language;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds what no engine could follow: rules that are not there, and rules that begin with
 * themselves.
 */
final class GrammarCheck {
  private final Map<String, Expression> rules;
  private final Set<String> emptyable = new HashSet<>();

  private GrammarCheck(Map<String, Expression> rules) {
    this.rules = rules;
  }

  static void check(String root, Map<String, Expression> rules) {
    GrammarCheck check = new GrammarCheck(rules);
    check.defined(new Expression.Rule(root));
    rules.values().forEach(check::defined);
    check.findEmptyable();
    Set<String> clean = new HashSet<>();
    for (String name : rules.keySet()) {
      check.leads(name, new HashSet<>(), clean);
    }
  }

  private void defined(Expression expression) {
    switch (expression) {
      case Expression.Rule(String name) -> {
        if (!rules.containsKey(name)) {
          throw new IllegalArgumentException("there is no rule '" + name + "'");
        }
      }
      case Expression.Sequence(var parts) -> parts.forEach(this::defined);
      case Expression.OneOf(var choices) -> choices.forEach(this::defined);
      case Expression.Repeat repeat -> defined(repeat.part());
      case Expression.Text _, Expression.Characters _ -> {}
    }
  }

  private void findEmptyable() {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var rule : rules.entrySet()) {
        grew |= mayBeEmpty(rule.getValue()) && emptyable.add(rule.getKey());
      }
    }
  }

  private boolean mayBeEmpty(Expression expression) {
    return switch (expression) {
      case Expression.Text(String text) -> text.isEmpty();
      case Expression.Characters _ -> false;
      case Expression.Rule(String name) -> emptyable.contains(name);
      case Expression.Sequence(var parts) -> parts.stream().allMatch(this::mayBeEmpty);
      case Expression.OneOf(var choices) -> choices.stream().anyMatch(this::mayBeEmpty);
      case Expression.Repeat repeat -> repeat.atLeast() == 0 || mayBeEmpty(repeat.part());
    };
  }

  /** Walks along all that may stand first in the rule. */
  private void leads(String name, Set<String> path, Set<String> clean) {
    if (clean.contains(name)) {
      return;
    }
    if (!path.add(name)) {
      throw new IllegalArgumentException("the rule '" + name + "' begins with itself");
    }
    Expression expression = rules.get(name);
    if (expression != null) {
      leads(expression, path, clean);
    }
    path.remove(name);
    clean.add(name);
  }

  private void leads(Expression expression, Set<String> path, Set<String> clean) {
    switch (expression) {
      case Expression.Rule(String name) -> leads(name, path, clean);
      case Expression.Sequence(var parts) -> {
        for (Expression part : parts) {
          leads(part, path, clean);
          if (!mayBeEmpty(part)) {
            return;
          }
        }
      }
      case Expression.OneOf(var choices) -> choices.forEach(choice -> leads(choice, path, clean));
      case Expression.Repeat repeat -> leads(repeat.part(), path, clean);
      case Expression.Text _, Expression.Characters _ -> {}
    }
  }
}
