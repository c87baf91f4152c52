package io.lares.habits.learn;

import io.lares.habits.Cue;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the time of day, or the distance from the sun, at which something is done. */
final class TimeSearch {
  /** Widths of windows, in minutes. */
  private static final double[] WIDTHS = {8, 15, 25, 40, 60, 80};

  /** How many of the latest days are looked at. */
  private static final int[] SPANS = {56, 42, 28, 21, 14, 10};

  static final int FEWEST = 4;

  /** How many tell that something is done at another time now. */
  static final int FEWEST_MOVED = 3;

  /** The part of a day in which people do anything. */
  private static final double AWAKE = 2 / 3.0;

  /** What it costs to follow the sun and not the clock, in nats. */
  private static final double SUN_COST = 3;

  private static final double LEAST_RATE = 0.5;

  /** By chance a wide window is hit more easily. */
  private static final double LEAST_RATE_WIDE = 0.72;

  private static final double WIDE = 45;

  /** What is told so well is no chance, however seldom it is done; in nats. */
  private static final double BEYOND_CHANCE = 20;

  /** Few acts make a window narrower than what people are used to, in minutes. */
  private static final double LEAST_SLACK = 6;

  private static final double FARTHEST_FROM_SUN = 150;

  /** For which part of a window it has to have been possible, so that not doing it counts. */
  private static final double POSSIBLE = 0.5;

  /** How far around a window is looked for what is done there by chance, in minutes. */
  private static final double AROUND = 90;

  /** How much the whole day counts beside what is around, in minutes. */
  private static final double MINUTES_OF_PRIOR = 600;

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
   * The acts since a day by one clock, in order.
   *
   * @param at their minutes
   * @param day their days
   * @param hazard how many acts there are in a minute in which they could be done: what can only be
   *     done now and then, such as putting back, is then done sooner by chance
   */
  private record Sample(Clock clock, int from, double[] at, int[] day, double hazard) {}

  /**
   * The best time.
   *
   * @param acts the events, in order
   * @param open the days that count
   * @param possible when it could be done
   * @param known the days on which it was done at another time before; 0 where it was not
   */
  @Nullable Finding search(int[] acts, boolean[] open, Opportunity possible, int known) {
    return search(acts, open, open, possible, known);
  }

  /**
   * The best time of some days, held against all.
   *
   * @param seen the days by which it is found
   */
  @Nullable Finding search(
      int[] acts, boolean[] seen, boolean[] open, Opportunity possible, int known) {
    Window best = null;
    for (Clock clock : Clock.values()) {
      best = search(clock, acts, seen, possible, known, best);
    }
    return best == null ? null : finding(best, acts, open, possible);
  }

  private static int fewest(int known) {
    return known == 0 ? FEWEST : FEWEST_MOVED;
  }

  private double place(Clock clock, int event) {
    return line.minute[event] - zero(clock, line.day[event]);
  }

  /** The minute of a day from which a clock counts. */
  private double zero(Clock clock, int day) {
    return switch (clock) {
      case WALL -> 0;
      case SUNRISE -> line.suns[day].rise();
      case SUNSET -> line.suns[day].set();
    };
  }

  private @Nullable Window search(
      Clock clock,
      int[] acts,
      boolean[] open,
      Opportunity possible,
      int known,
      @Nullable Window bestSoFar) {
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
      Sample sample = sample(clock, from, acts, open, possible);
      for (double width : WIDTHS) {
        best = slide(sample, width, open, possible, known, best);
      }
    }
    return best;
  }

  private Sample sample(Clock clock, int from, int[] acts, boolean[] open, Opportunity possible) {
    long[] sorted =
        Arrays.stream(acts)
            .filter(e -> line.day[e] >= from && open[line.day[e]])
            .filter(e -> clock == Clock.WALL || Math.abs(place(clock, e)) <= FARTHEST_FROM_SUN)
            .mapToLong(e -> (Math.round(place(clock, e) * 60) << 16) + line.day[e])
            .sorted()
            .toArray();
    double minutes = 0;
    for (int d = from; d < open.length; d++) {
      minutes += open[d] ? possible.minutes(d) : 0;
    }
    return new Sample(
        clock,
        from,
        Arrays.stream(sorted).mapToDouble(v -> (v >> 16) / 60.0).toArray(),
        Arrays.stream(sorted).mapToInt(v -> (int) (v & 0xffff)).toArray(),
        sorted.length / Math.max(60, minutes * AWAKE));
  }

  private @Nullable Window slide(
      Sample sample,
      double width,
      boolean[] open,
      Opportunity possible,
      int known,
      @Nullable Window bestSoFar) {
    Window best = bestSoFar;
    double[] at = sample.at();
    int[] day = sample.day();
    Gain against = Gain.over(-Math.expm1(-sample.hazard() * width));
    double price = (sample.clock() == Clock.WALL ? 0 : SUN_COST) + (sample.from() == 0 ? 0 : 1);
    int[] inWindow = new int[line.days()];
    int[] hits = new int[7];
    Place place = new Place(sample, open, possible);
    int end = 0;
    for (int begin = 0; begin < at.length; begin++) {
      while (end < at.length && at[end] <= at[begin] + width) {
        if (inWindow[day[end]]++ == 0) {
          hits[line.weekday[day[end]]]++;
        }
        end++;
      }
      if (end - begin >= fewest(known)
          && (best == null || against.most(Arrays.stream(hits).sum()) - price > best.gain())) {
        place.look(at[begin], width, inWindow);
        Gain.Days days = Gain.over(place.chance(width)).best(hits, place.of, place.all, known);
        double gain = days.gain() - price;
        if (days.set() != 0 && (best == null || gain > best.gain())) {
          best = new Window(sample.clock(), sample.from(), at[begin], width, days.set(), gain);
        }
      }
      if (--inWindow[day[begin]] == 0) {
        hits[line.weekday[day[begin]]]--;
      }
    }
    return best;
  }

  /** What there is in and around a window. */
  private final class Place {
    private final Sample sample;
    private final boolean[] open;
    private final Opportunity possible;

    /** On how many days of each day of the week it could be done in the window. */
    final int[] of = new int[7];

    /** How many days there are of each. */
    final int[] all = new int[7];

    private int actsAround;
    private double minutesAround;
    private double expected;
    private int days;

    Place(Sample sample, boolean[] open, Opportunity possible) {
      this.sample = sample;
      this.open = open;
      this.possible = possible;
    }

    void look(double low, double width, int[] inWindow) {
      Arrays.fill(of, 0);
      Arrays.fill(all, 0);
      minutesAround = 0;
      expected = 0;
      days = 0;
      for (int d = sample.from(); d < open.length; d++) {
        if (open[d]) {
          double begin = low + zero(sample.clock(), d);
          int inside = possible.minutes(d, begin, begin + width);
          all[line.weekday[d]]++;
          if (inWindow[d] > 0 || width > WIDE || inside >= POSSIBLE * width) {
            of[line.weekday[d]]++;
            days++;
            expected -= Math.expm1(-possible.expected(d, begin, begin + width));
          }
          minutesAround += possible.minutes(d, begin - AROUND, begin + width + AROUND) - inside;
        }
      }
      actsAround = between(low - AROUND, low) + between(low + width, low + width + AROUND);
    }

    private int between(double from, double until) {
      return first(until) - first(from);
    }

    private int first(double at) {
      int place = Arrays.binarySearch(sample.at(), at);
      return place < 0 ? -place - 1 : place;
    }

    /** People do more at some times of day than at others, and put back what they did. */
    double chance(double width) {
      double usual = sample.hazard();
      double around = (actsAround + usual * MINUTES_OF_PRIOR) / (minutesAround + MINUTES_OF_PRIOR);
      return Math.max(-Math.expm1(-Math.max(usual, around) * width), expected / Math.max(1, days));
    }
  }

  private Finding finding(Window window, int[] acts, boolean[] open, Opportunity possible) {
    double slack = Math.max(LEAST_SLACK, window.width() * 0.2);
    int[] inside =
        Arrays.stream(acts)
            .filter(e -> {
              double at = place(window.clock(), e);
              return at >= window.low() - slack && at <= window.low() + window.width() + slack;
            })
            .toArray();
    int[] ofDays =
        Arrays.stream(inside)
            .filter(e -> line.day[e] >= window.from())
            .filter(e -> open[line.day[e]] && DaySet.has(window.days(), line.weekday[line.day[e]]))
            .toArray();
    int jump = Jump.in(Arrays.stream(ofDays).mapToDouble(e -> place(window.clock(), e)).toArray());
    if (jump > 0) {
      int movedAt = ofDays[jump];
      inside = Arrays.stream(inside).filter(e -> e < movedAt).toArray();
    }
    boolean[] did = new boolean[line.days()];
    for (int e : inside) {
      did[line.day[e]] = true;
    }
    int[] ofSet =
        IntStream.range(window.from(), line.days())
            .filter(d -> open[d] && DaySet.has(window.days(), line.weekday[d]))
            .toArray();
    int[] cueDays =
        Arrays.stream(ofSet).filter(d -> did[d] || possible(window, d, possible)).toArray();
    // Who did it earlier on that day did it at another time; what had stood so since the day before
    // could be done at no time.
    boolean[] earlier = new boolean[line.days()];
    for (int e : acts) {
      int d = line.day[e];
      earlier[d] |= place(window.clock(), e) < window.low() && possible.atFirst(d);
    }
    int[] anyTime =
        Arrays.stream(ofSet)
            .filter(d -> did[d] || earlier[d] || possible(window, d, possible))
            .toArray();
    boolean moved = jump > 0 || Finding.ended(on(anyTime, did), anyTime, line.days() - 1);
    double[] times =
        Arrays.stream(inside)
            .filter(e -> line.day[e] >= window.from())
            .mapToDouble(e -> place(window.clock(), e))
            .sorted()
            .toArray();
    boolean wide = window.width() > WIDE && window.gain() < BEYOND_CHANCE;
    return new Finding(
        cue(window, times),
        window.gain(),
        window.days(),
        inside,
        on(cueDays, did),
        cueDays,
        wide ? LEAST_RATE_WIDE : LEAST_RATE,
        line.days() - 1,
        moved);
  }

  private static boolean[] on(int[] days, boolean[] did) {
    boolean[] done = new boolean[days.length];
    for (int i = 0; i < done.length; i++) {
      done[i] = did[days[i]];
    }
    return done;
  }

  private boolean possible(Window window, int day, Opportunity possible) {
    double begin = window.low() + zero(window.clock(), day);
    return window.width() > WIDE
        || possible.minutes(day, begin, begin + window.width()) >= POSSIBLE * window.width();
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
