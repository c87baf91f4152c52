package io.lares.planner.grammar;

import java.time.Duration;
import java.time.LocalDateTime;
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

  private final LocalDateTime now;

  private Moments(List<Token> tokens, LocalDateTime now) {
    this.tokens = tokens;
    this.now = now;
  }

  /**
   * Joins.
   *
   * @param now the time in the home, to tell how long it is until seven
   */
  static List<Token> joined(List<Token> tokens, LocalDateTime now) {
    boolean any =
        tokens.stream()
            .anyMatch(t ->
                t.has(Word.TimeUnit.class)
                    || t.has(Word.Span.class)
                    || t.is(Word.Mark.OCLOCK)
                    || t.is(Word.Mark.AM)
                    || t.is(Word.Mark.PM));
    return any ? new Moments(tokens, now).joined() : tokens;
  }

  /**
   * A length of time that ends before a token; its last unit, in seconds, bounds what may follow.
   */
  private record Found(double seconds, double unit, int end) {}

  private List<Token> joined() {
    List<Token> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Found clock = clock(i);
      if (clock != null) {
        if (!result.isEmpty() && result.getLast().is(Word.Mark.IN)) {
          result.removeLast();
        }
        Duration time = Duration.ofSeconds((long) clock.seconds());
        result.add(
            new Token(
                tokens.get(i).from(),
                tokens.get(clock.end() - 1).to(),
                tokens.get(i).text(),
                List.of(new Word.Delay(time))));
        i = clock.end() - 1;
        continue;
      }
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
              words(i, found.end(), delay ? new Word.Delay(time) : new Word.Span(time))));
      i = end - 1;
    }
    return result;
  }

  private List<Word> words(int from, int to, Word time) {
    List<Word> words = new ArrayList<>(List.of(time));
    tokens.subList(from, to).forEach(token -> words.addAll(more(token)));
    return List.copyOf(words);
  }

  /** "7 pm", "7:30 am": how long it is until then. */
  private @Nullable Found clock(int from) {
    int at = from;
    boolean am = is(at, Word.Mark.AM);
    boolean pm = is(at, Word.Mark.PM);
    at += am || pm ? 1 : 0;
    Word.Numeral hour = numeral(at);
    if (hour == null || hour.value() > 24 || hour.value() != Math.rint(hour.value())) {
      return null;
    }
    at++;
    boolean said = is(at, Word.Mark.OCLOCK);
    double minute = 0;
    boolean colon = at < tokens.size() && tokens.get(at).text().equals(":");
    if (said || colon) {
      at++;
      Word.Numeral minutes = numeral(at);
      if (minutes != null && minutes.value() < 60) {
        minute = minutes.value();
        at++;
        Word.TimeUnit unit = at < tokens.size() ? tokens.get(at).get(Word.TimeUnit.class) : null;
        at += unit == null ? 0 : 1;
      } else if (is(at, Word.Mark.HALF)) {
        minute = 30;
        at++;
      } else if (colon) {
        return null;
      }
    }
    am |= is(at, Word.Mark.AM);
    pm |= is(at, Word.Mark.PM);
    at += is(at, Word.Mark.AM) || is(at, Word.Mark.PM) ? 1 : 0;
    return am || pm || said || colon
        ? new Found(until((int) hour.value(), (int) minute, am, pm), 60, at)
        : null;
  }

  private boolean is(int at, Word.Mark mark) {
    return at < tokens.size() && tokens.get(at).is(mark);
  }

  private Word.@Nullable Numeral numeral(int at) {
    return at < tokens.size() ? tokens.get(at).get(Word.Numeral.class) : null;
  }

  /** Seconds until a clock shows a time, the next half day where nothing says which. */
  private double until(int hour, int minute, boolean am, boolean pm) {
    int of24 = pm && hour < 12 ? hour + 12 : am && hour == 12 ? 0 : hour % 24;
    LocalDateTime time = now.toLocalDate().atTime(of24, minute);
    int step = am || pm || hour > 12 ? 24 : 12;
    while (!time.isAfter(now)) {
      time = time.plusHours(step);
    }
    return Duration.between(now, time).toSeconds();
  }

  private static boolean opensDelay(Token token, boolean delayed) {
    return token.is(Word.Mark.AFTER)
        || token.is(Word.Mark.IN) && !token.is(Word.Mark.FOR) && !token.has(Word.Do.class)
        || delayed && token.is(Word.Mark.IN) && token.verb(Word.Form.PARTICLE) == null;
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
    if (half || at < tokens.size() && !more(tokens.get(at)).isEmpty()) {
      at++;
    }
    Word.TimeUnit unit = at < tokens.size() ? tokens.get(at).get(Word.TimeUnit.class) : null;
    if (unit == null) {
      return null;
    }
    double seconds = (numeral.value() + (half ? 0.5 : 0)) * unit.seconds();
    return half(seconds, unit.seconds(), at + 1);
  }

  /** "Ten <em>more</em> minutes" says what is to be done with them, too. */
  private static List<Word> more(Token token) {
    return token.words().stream()
        .filter(word -> word instanceof Word.Do(Verb verb, Word.Form form) && verb.direction() != 0)
        .toList();
  }

  private Found half(double seconds, double unit, int end) {
    boolean more = end < tokens.size() && tokens.get(end).is(Word.Mark.HALF);
    return more ? new Found(seconds + unit / 2, unit / 2, end + 1) : new Found(seconds, unit, end);
  }
}
