package io.lares.remote;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Follows a text through a grammar, character by character. What is still to come is a stack of
 * frames; where the grammar leaves open which, there are several at once. Frames are numbered, so
 * that two stacks are the same where their numbers are.
 */
final class RulesMatch {
  /** A grammar that leaves more open, or a text that makes it longer, is not followed. */
  private static final int MOST_FRAMES = 500_000;

  private static final int NOTHING = -1;

  /**
   * What is to come of an expression, and then.
   *
   * @param node number of the expression
   * @param at characters, parts or times that are behind
   * @param rest the frame after it, or {@link #NOTHING}
   */
  private record Frame(int node, int at, int rest) {}

  private final Grammar.Rules grammar;
  private final List<Expression> nodes = new ArrayList<>();
  private final Map<Expression, Integer> nodeNumbers = new IdentityHashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Frame, Integer> frameNumbers = new HashMap<>();

  /** Frames that begin with a text or a character. */
  private Set<Integer> heads = new HashSet<>();

  private final Set<Integer> resumed = new HashSet<>();
  private boolean end;

  RulesMatch(Grammar.Rules grammar) {
    this.grammar = grammar;
    enter(new Expression.Rule(grammar.root()), NOTHING);
  }

  /** Whether the text may end here. */
  boolean atEnd() {
    return end;
  }

  /** Takes the next character; false where there is no text of the grammar that has it. */
  boolean step(int codePoint) {
    if (frames.size() > MOST_FRAMES) {
      return false;
    }
    Set<Integer> before = heads;
    heads = new HashSet<>();
    resumed.clear();
    end = false;
    for (int number : before) {
      Frame frame = frames.get(number);
      switch (nodes.get(frame.node)) {
        case Expression.Text(String text) -> {
          int at = frame.at;
          if (text.codePointAt(at) == codePoint) {
            at += Character.charCount(codePoint);
            text(text, frame.node, at, frame.rest);
          }
        }
        case Expression.Characters(int first, int last) -> {
          if (codePoint >= first && codePoint <= last) {
            resume(frame.rest);
          }
        }
        default -> throw new IllegalStateException("no head");
      }
    }
    return end || !heads.isEmpty();
  }

  private void enter(Expression expression, int rest) {
    switch (expression) {
      case Expression.Text(String text) -> text(text, number(expression), 0, rest);
      case Expression.Characters _ -> heads.add(frame(number(expression), 0, rest));
      case Expression.Rule(String name) ->
          enter(Objects.requireNonNull(grammar.rules().get(name)), rest);
      case Expression.Sequence sequence -> part(sequence, 0, rest);
      case Expression.OneOf(List<Expression> choices) ->
          choices.forEach(choice -> enter(choice, rest));
      case Expression.Repeat repeat -> again(repeat, 0, rest);
    }
  }

  private void resume(int number) {
    if (number == NOTHING) {
      end = true;
    } else if (resumed.add(number)) {
      Frame frame = frames.get(number);
      switch (nodes.get(frame.node)) {
        case Expression.Sequence sequence -> part(sequence, frame.at, frame.rest);
        case Expression.Repeat repeat -> again(repeat, frame.at, frame.rest);
        default -> throw new IllegalStateException("nothing to go on with");
      }
    }
  }

  private void text(String text, int node, int at, int rest) {
    if (at == text.length()) {
      resume(rest);
    } else {
      heads.add(frame(node, at, rest));
    }
  }

  private void part(Expression.Sequence sequence, int at, int rest) {
    int size = sequence.parts().size();
    if (at == size) {
      resume(rest);
    } else {
      int then = at + 1 == size ? rest : frame(number(sequence), at + 1, rest);
      enter(sequence.parts().get(at), then);
    }
  }

  private void again(Expression.Repeat repeat, int times, int rest) {
    if (times >= repeat.atLeast()) {
      resume(rest);
    }
    if (times < repeat.atMost()) {
      boolean endless = repeat.atMost() == Integer.MAX_VALUE;
      int next = endless ? Math.min(times + 1, repeat.atLeast()) : times + 1;
      enter(repeat.part(), frame(number(repeat), next, rest));
    }
  }

  private int number(Expression expression) {
    return nodeNumbers.computeIfAbsent(
        expression,
        one -> {
          nodes.add(one);
          return nodes.size() - 1;
        });
  }

  private int frame(int node, int at, int rest) {
    return frameNumbers.computeIfAbsent(
        new Frame(node, at, rest),
        one -> {
          frames.add(one);
          return frames.size() - 1;
        });
  }
}
