package io.lares.habits.learn;

import io.lares.habits.Cue;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the time of day, or the distance from the sun, at which something is done. */
final class TimeSearch {
  /** Widths of windows, in minutes. */
  private static final double[] WIDTHS = {8, 15, 25, 40, 60, 80};

  /** How many of the latest days are looked at. */
  private static final int[] SPANS = {56, 42, 28, 21, 14, 10};

  private static final double AWAKE_MINUTES = 960;
  private static final int FEWEST = 4;

  /** What it costs to follow the sun and not the clock, in nats. */
  private static final double SUN_COST = 3;

  private static final double LEAST_RATE = 0.6;

  /** By chance a wide window is hit more easily. */
  private static final double LEAST_RATE_WIDE = 0.72;

  private static final double WIDE = 45;
  private static final double NARROW = 20;

  /** What was done so many minutes before is not what is put back. */
  private static final double LONGEST_BACK = 400;

  private static final double FARTHEST_FROM_SUN = 150;

  private final Timeline line;

  TimeSearch(Timeline line) {
    this.line = line;
  }

  /** What the minutes are counted from. */
  private enum Clock {
    WALL,
    SUNRISE,
    SUNSET
  }

  private record Window(Clock clock, int from, double low, double width, int days, double gain) {}

  /**
   * The best time.
   *
   * @param acts the events, in order
   * @param open the days that count
   */
  @Nullable Finding search(Token token, int[] acts, boolean[] open) {
    Window best = null;
    for (Clock clock : Clock.values()) {
      best = search(clock, acts, open, best);
    }
    return best == null ? null : finding(token, best, acts, open);
  }

  private double place(Clock clock, int event) {
    Daylight.Sun sun = line.suns[line.day[event]];
    return switch (clock) {
      case WALL -> line.minute[event];
      case SUNRISE -> line.minute[event] - sun.rise();
      case SUNSET -> line.minute[event] - sun.set();
    };
  }

  private @Nullable Window search(
      Clock clock, int[] acts, boolean[] open, @Nullable Window bestSoFar) {
    if (clock != Clock.WALL && !line.suns[0].known()) {
      return bestSoFar;
    }
    Window best = bestSoFar;
    int lastFrom = -1;
    for (int span : SPANS) {
      int from = Math.max(0, line.days() - 1 - span);
      if (from == lastFrom) {
        continue;
      }
      lastFrom = from;
      int begin = from;
      long[] sorted =
          Arrays.stream(acts)
              .filter(e -> line.day[e] >= begin && open[line.day[e]])
              .filter(e -> clock == Clock.WALL || Math.abs(place(clock, e)) <= FARTHEST_FROM_SUN)
              .mapToLong(e -> (Math.round(place(clock, e) * 60) << 16) + line.day[e])
              .sorted()
              .toArray();
      if (sorted.length < FEWEST) {
        continue;
      }
      double[] at = Arrays.stream(sorted).mapToDouble(v -> (v >> 16) / 60.0).toArray();
      int[] day = Arrays.stream(sorted).mapToInt(v -> (int) (v & 0xffff)).toArray();
      for (double width : WIDTHS) {
        best = slide(clock, from, width, at, day, open, best);
      }
    }
    return best;
  }

  private @Nullable Window slide(
      Clock clock,
      int from,
      double width,
      double[] at,
      int[] day,
      boolean[] open,
      @Nullable Window bestSoFar) {
    Window best = bestSoFar;
    int[] of = new int[7];
    int openDays = 0;
    for (int d = from; d < open.length; d++) {
      if (open[d]) {
        of[line.weekday[d]]++;
        openDays++;
      }
    }
    int[] inWindow = new int[line.days()];
    int[] hits = new int[7];
    int end = 0;
    for (int begin = 0; begin < at.length; begin++) {
      while (end < at.length && at[end] <= at[begin] + width) {
        if (inWindow[day[end]]++ == 0) {
          hits[line.weekday[day[end]]]++;
        }
        end++;
      }
      if (end - begin >= FEWEST) {
        double outside = Math.max(0.5, at.length - (end - begin));
        double chance = -Math.expm1(-outside / (openDays * AWAKE_MINUTES) * width);
        Gain.Days days = Gain.best(hits, of, chance);
        double gain = days.gain() - (clock == Clock.WALL ? 0 : SUN_COST) - (from == 0 ? 0 : 1);
        if (days.set() != 0 && (best == null || gain > best.gain())) {
          best = new Window(clock, from, at[begin], width, days.set(), gain);
        }
      }
      if (--inWindow[day[begin]] == 0) {
        hits[line.weekday[day[begin]]]--;
      }
    }
    return best;
  }

  private Finding finding(Token token, Window window, int[] acts, boolean[] open) {
    double slack = Math.max(3, window.width() * 0.2);
    int[] inside =
        Arrays.stream(acts)
            .filter(e -> {
              double at = place(window.clock(), e);
              return at >= window.low() - slack && at <= window.low() + window.width() + slack;
            })
            .toArray();
    boolean[] did = new boolean[line.days()];
    for (int e : inside) {
      did[line.day[e]] = true;
    }
    int[] cueDays =
        java.util.stream.IntStream.range(window.from(), line.days())
            .filter(d -> open[d] && DaySet.has(window.days(), line.weekday[d]))
            .toArray();
    boolean[] done = new boolean[cueDays.length];
    for (int i = 0; i < done.length; i++) {
      done[i] = did[cueDays[i]];
    }
    double[] times =
        Arrays.stream(inside)
            .filter(e -> line.day[e] >= window.from())
            .mapToDouble(e -> place(window.clock(), e))
            .sorted()
            .toArray();
    boolean wide = window.width() > WIDE;
    return new Finding(
        cue(window, times),
        window.gain(),
        inside,
        done,
        cueDays,
        wide ? LEAST_RATE_WIDE : LEAST_RATE,
        window.width() > NARROW && putBack(token, inside, times));
  }

  /**
   * Whether it only puts back what was done some time before: then its time scatters more than its
   * distance from that does. What is done by the clock is the other way round.
   */
  private boolean putBack(Token token, int[] inside, double[] times) {
    if (token.signal() == null) {
      return false;
    }
    int[] seconds = line.log.seconds();
    int[] states = line.events(token.signal());
    double[] distances =
        Arrays.stream(inside)
            .mapToDouble(e -> {
              int at = Arrays.binarySearch(states, e) - 1;
              return at < 0 ? Double.NaN : (seconds[e] - seconds[states[at]]) / 60.0;
            })
            .filter(d -> d < LONGEST_BACK)
            .toArray();
    return distances.length * 3 >= inside.length * 2
        && Robust.deviation(distances) <= 1.0 * Robust.deviation(times);
  }

  private static Cue cue(Window window, double[] times) {
    double low = times[(int) (times.length * 0.05)];
    double high = times[(int) Math.ceil(times.length * 0.95) - 1];
    double usual = Robust.location(times);
    if (window.clock() == Clock.WALL) {
      // After midnight it is the next day that the clock shows.
      int later = usual >= 1440 ? 1 : 0;
      return new Cue.AtTime(
          DaySet.of(window.days(), later), clockTime(low), clockTime(usual), clockTime(high));
    }
    return new Cue.AtSun(
        DaySet.of(window.days(), 0),
        window.clock() == Clock.SUNRISE ? Cue.Sun.SUNRISE : Cue.Sun.SUNSET,
        minutes(low),
        minutes(usual),
        minutes(high));
  }

  private static LocalTime clockTime(double minute) {
    return LocalTime.ofSecondOfDay(Math.floorMod(Math.round(minute), 1440) * 60L);
  }

  private static Duration minutes(double minute) {
    return Duration.ofMinutes(Math.round(minute));
  }
}
