package io.lares.planner.grammar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the words of a length of time into one: "1 hour, 5 minutes and 30 seconds", "an hour and a
 * half"; and with what makes it a delay: "in ten minutes", "ten minutes later".
 */
final class Moments {
  private static final double LONGEST = Duration.ofDays(366).toSeconds();

  private final List<Token> tokens;

  private Moments(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Token> joined(List<Token> tokens) {
    boolean any =
        tokens.stream().anyMatch(t -> t.has(Word.TimeUnit.class) || t.has(Word.Span.class));
    return any ? new Moments(tokens).joined() : tokens;
  }

  /**
   * A length of time that ends before a token; its last unit, in seconds, bounds what may follow.
   */
  private record Found(double seconds, double unit, int end) {}

  private List<Token> joined() {
    List<Token> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Found found = sum(i);
      if (found == null || found.seconds() <= 0 || found.seconds() > LONGEST) {
        result.add(tokens.get(i));
        continue;
      }
      Duration time = Duration.ofMillis(Math.round(found.seconds() * 1000));
      int from = i;
      int end = found.end();
      boolean delay = false;
      if (end < tokens.size() && tokens.get(end).is(Word.Mark.LATERON)) {
        delay = true;
        end++;
      }
      if (!result.isEmpty() && opensDelay(result.getLast(), delay)) {
        delay = true;
        from = i - 1;
        result.removeLast();
      }
      result.add(
          new Token(
              tokens.get(from).from(),
              tokens.get(end - 1).to(),
              tokens.get(i).text(),
              List.of(delay ? new Word.Delay(time) : new Word.Span(time))));
      i = end - 1;
    }
    return result;
  }

  private static boolean opensDelay(Token token, boolean delayed) {
    return token.is(Word.Mark.AFTER)
        || token.is(Word.Mark.IN) && !token.is(Word.Mark.FOR) && !token.has(Word.Do.class)
        || delayed && token.is(Word.Mark.IN);
  }

  /** Lengths of time one after the other, each in a smaller unit than the one before. */
  private @Nullable Found sum(int from) {
    Found all = single(from);
    while (all != null && all.end() < tokens.size()) {
      int next = all.end();
      Token token = tokens.get(next);
      boolean glue = token.is(Word.Mark.AND) || token.is(Word.Mark.STOP);
      Found more = single(glue ? next + 1 : next);
      if (more == null || more.unit() >= all.unit()) {
        break;
      }
      all = new Found(all.seconds() + more.seconds(), more.unit(), more.end());
    }
    return all;
  }

  private @Nullable Found single(int from) {
    if (from >= tokens.size()) {
      return null;
    }
    Word.Span whole = tokens.get(from).get(Word.Span.class);
    if (whole != null) {
      double seconds = whole.time().toMillis() / 1000.0;
      return half(seconds, seconds, from + 1);
    }
    Word.Numeral numeral = tokens.get(from).get(Word.Numeral.class);
    if (numeral == null || numeral.percent()) {
      return null;
    }
    int at = from + 1;
    boolean half = at < tokens.size() && tokens.get(at).is(Word.Mark.HALF);
    if (half) {
      at++;
    }
    Word.TimeUnit unit = at < tokens.size() ? tokens.get(at).get(Word.TimeUnit.class) : null;
    if (unit == null) {
      return null;
    }
    double seconds = (numeral.value() + (half ? 0.5 : 0)) * unit.seconds();
    return half(seconds, unit.seconds(), at + 1);
  }

  private Found half(double seconds, double unit, int end) {
    boolean more = end < tokens.size() && tokens.get(end).is(Word.Mark.HALF);
    return more ? new Found(seconds + unit / 2, unit / 2, end + 1) : new Found(seconds, unit, end);
  }
}
