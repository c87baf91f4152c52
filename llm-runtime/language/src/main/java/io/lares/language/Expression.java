package io.lares.language;

import java.util.List;

/** One side of a rule of {@link Grammar.Rules}. */
public sealed interface Expression {
  /** The most times that {@link Repeat} says without saying "any number". */
  int MOST = 1_000;

  /** This text as it is; may be empty. */
  record Text(String text) implements Expression {}

  /**
   * One character of a range, as Unicode code points.
   *
   * @param last not before {@code first}
   */
  record Characters(int first, int last) implements Expression {
    public Characters {
      if (first < 0 || last < first || last > Character.MAX_CODE_POINT) {
        throw new IllegalArgumentException("no range of characters: " + first + " to " + last);
      }
    }
  }

  /** What another rule says. */
  record Rule(String name) implements Expression {}

  /** All of them, one after the other. */
  record Sequence(List<Expression> parts) implements Expression {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of them; at least one. */
  record OneOf(List<Expression> choices) implements Expression {
    public OneOf {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("a choice among nothing");
      }
    }
  }

  /**
   * The same again and again.
   *
   * @param atLeast 0 or more
   * @param atMost not below {@code atLeast}, at most {@link #MOST}; {@link Integer#MAX_VALUE} is
   *     any number
   */
  record Repeat(Expression part, int atLeast, int atMost) implements Expression {
    public Repeat {
      boolean bounded = atMost <= MOST || atMost == Integer.MAX_VALUE;
      if (atLeast < 0 || atLeast > MOST || atMost < atLeast || !bounded) {
        throw new IllegalArgumentException("can't repeat " + atLeast + " to " + atMost + " times");
      }
    }
  }

  static Expression text(String text) {
    return new Text(text);
  }

  static Expression rule(String name) {
    return new Rule(name);
  }

  static Expression sequence(Expression... parts) {
    return new Sequence(List.of(parts));
  }

  static Expression oneOf(Expression... choices) {
    return new OneOf(List.of(choices));
  }

  static Expression maybe(Expression part) {
    return new Repeat(part, 0, 1);
  }
}
