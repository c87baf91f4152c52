package io.lares.habits.learn;

import io.lares.habits.Cue;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the event after which something is done. */
final class SequenceSearch {
  static final int LONGEST_SECONDS = 1800;

  /** What comes sooner comes from the same wish, or from a machine. */
  static final int SHORTEST_SECONDS = 3;

  /** A trigger that comes again so soon is the same one. */
  private static final int AGAIN_SECONDS = 600;

  private static final double[] WINDOWS = {1, 2, 4, 7, 12, 20, 30};
  private static final int[] SPANS = {56, 42, 28, 21, 14, 10};
  static final int FEWEST = 4;
  private static final double LEAST_RATE = 0.5;
  private static final double LEAST_RATE_OF_PASSING = 0.65;

  /** A condition of an hour or two is a time of day and no context. */
  private static final int FEWEST_HOURS = 3;

  /** Whoever comes to do something at a time is seen coming, too; that is not why it is done. */
  private static final int FEWEST_HOURS_OF_PASSING = 8;

  /** What is done longer after somebody passed is done for another reason, in minutes. */
  private static final double LONGEST_OF_PASSING = 12;

  /** The part of a day in which people do anything. */
  private static final double AWAKE = 2 / 3.0;

  private static final double LIGHT_COST = 2;
  private static final double HOURS_COST = 4;

  /** A trigger that a machine sees by itself makes the better automation. */
  private static final double SEEN_BONUS = 1;

  private static final double PRESENCE_BONUS = 4;

  /** Any of many triggers may fit by chance. */
  private static final double TRIED_COST = 5;

  private final Timeline line;

  SequenceSearch(Timeline line) {
    this.line = line;
  }

  /** One appearance of a trigger, and what came after it: the act's event or -1. */
  private record Cued(int trigger, int act, double delay) {}

  private record Choice(
      Token trigger,
      int from,
      double low,
      double high,
      int days,
      Cue.Light light,
      int fromHour,
      int untilHour,
      double gain) {
    boolean holds(Timeline line, int event) {
      return line.day[event] >= from && fits(line, event, light, fromHour, untilHour);
    }
  }

  private static boolean fits(Timeline line, int event, Cue.Light light, int from, int until) {
    double hour = line.minute[event] / 60;
    return hour >= from
        && hour < until
        && (light == Cue.Light.ANY || line.dark[event] == (light == Cue.Light.DARK));
  }

  @Nullable Finding search(
      Token token,
      int[] acts,
      boolean[] open,
      Opportunity possible,
      Alike alike,
      Whereabouts.Absence absence) {
    if (acts.length < FEWEST) {
      return null;
    }
    boolean[] already = already(token, alike);
    double perMinute = acts.length / Math.max(60, possible.minutes() * AWAKE);
    Choice best = null;
    List<Cued> bestCued = List.of();
    for (Token trigger : Triggers.of(line, token, acts)) {
      List<Cued> cued = cued(trigger, acts, already, open, absence);
      if (cued.size() >= FEWEST) {
        Choice choice = choose(trigger, cued, perMinute);
        if (choice != null && (best == null || choice.gain() > best.gain())) {
          best = choice;
          bestCued = cued;
        }
      }
    }
    return best == null ? null : finding(best, bestCued);
  }

  /** For each event whether the act's value stood already before it. */
  private boolean[] already(Token token, Alike alike) {
    boolean[] already = new boolean[line.log.size()];
    Signal signal = token.signal();
    int[] states = signal == null ? new int[0] : line.events(signal);
    int at = 0;
    Boolean stands = null;
    for (int i = 0; i < already.length; i++) {
      already[i] = Boolean.TRUE.equals(stands);
      if (at < states.length && states[at] == i) {
        stands = alike.at(i);
        at++;
      }
    }
    return already;
  }

  private List<Cued> cued(
      Token trigger, int[] acts, boolean[] already, boolean[] open, Whereabouts.Absence absence) {
    int[] seconds = line.log.seconds();
    int[] events = line.events(trigger);
    boolean anyway = trigger.signal() == null || presence(trigger) || passing(trigger);
    List<Cued> result = new ArrayList<>();
    int a = 0;
    int last = Integer.MIN_VALUE / 2;
    for (int k = 0; k < events.length; k++) {
      int e = events[k];
      boolean again = seconds[e] - last < AGAIN_SECONDS;
      last = seconds[e];
      boolean out = !anyway && absence.at(seconds[e]);
      if (again || out || already[e] || !open[line.day[e]]) {
        continue;
      }
      while (a < acts.length && seconds[acts[a]] < seconds[e] + SHORTEST_SECONDS) {
        a++;
      }
      int delay = a < acts.length ? seconds[acts[a]] - seconds[e] : Integer.MAX_VALUE;
      result.add(
          delay <= LONGEST_SECONDS
              ? new Cued(e, acts[a], delay / 60.0)
              : new Cued(e, -1, Double.MAX_VALUE));
    }
    return result;
  }

  private @Nullable Choice choose(Token trigger, List<Cued> cued, double perMinute) {
    double bonus =
        trigger.signal() == null
            ? PRESENCE_BONUS
            : presence(trigger) ? PRESENCE_BONUS : trigger.signal().commandable() ? 0 : SEEN_BONUS;
    Choice best = null;
    int lastFrom = -1;
    for (int span : SPANS) {
      int from = Math.max(0, line.days() - 1 - span);
      if (from == lastFrom) {
        continue;
      }
      lastFrom = from;
      List<Cued> recent = cued.stream().filter(c -> line.day[c.trigger()] >= from).toList();
      if (recent.size() < FEWEST) {
        break;
      }
      for (double high : WINDOWS) {
        if (high > LONGEST_OF_PASSING && passing(trigger)) {
          break;
        }
        double[] interval = interval(recent, high);
        if (interval != null) {
          Choice choice =
              condition(trigger, recent, from, interval, perMinute, bonus - (from == 0 ? 0 : 1));
          if (choice != null && (best == null || choice.gain() > best.gain())) {
            best = choice;
          }
        }
      }
    }
    return best;
  }

  /** Whether it only says that somebody passes by. */
  private static boolean passing(Token trigger) {
    return trigger.signal() != null && trigger.signal().attribute().equals(Vocabulary.OCCUPIED);
  }

  private static boolean presence(Token trigger) {
    return trigger.signal() != null && trigger.signal().attribute().equals(Presence.LOCATION);
  }

  /** The middle of the delays up to a limit, in minutes. */
  private static double @Nullable [] interval(List<Cued> cued, double high) {
    double[] delays =
        cued.stream().mapToDouble(Cued::delay).filter(delay -> delay <= high).sorted().toArray();
    if (delays.length < FEWEST) {
      return null;
    }
    double low = delays[(int) (delays.length * 0.03)];
    double top = delays[(int) Math.ceil(delays.length * 0.97) - 1];
    double slack = 0.25 + (top - low) * 0.1;
    return new double[] {Math.max(0, low - slack), top + slack};
  }

  private @Nullable Choice condition(
      Token trigger, List<Cued> cued, int from, double[] interval, double perMinute, double bonus) {
    Gain against = Gain.over(-Math.expm1(-perMinute * Math.max(1, interval[1] - interval[0])));
    Choice best = null;
    boolean[] busy = new boolean[28];
    boolean passing = passing(trigger);
    int fewestHours = passing ? FEWEST_HOURS_OF_PASSING : FEWEST_HOURS;
    int[][][] hits = new int[2][28][7];
    int[][][] of = new int[2][28][7];
    for (Cued each : cued) {
      int light = line.dark[each.trigger()] ? 1 : 0;
      int hour = (int) (line.minute[each.trigger()] / 60);
      int weekday = line.weekday[line.day[each.trigger()]];
      of[light][hour][weekday]++;
      busy[hour] = true;
      if (each.delay() >= interval[0] && each.delay() <= interval[1]) {
        hits[light][hour][weekday]++;
      }
    }
    for (Cue.Light light : Cue.Light.values()) {
      for (int begin = 3; begin < 28; begin++) {
        if (begin > 3 && !busy[begin]) {
          continue;
        }
        int[] h = new int[7];
        int[] o = new int[7];
        for (int end = begin; end < 28; end++) {
          for (int bright = 0; bright < 2; bright++) {
            if (light == Cue.Light.ANY || (light == Cue.Light.DARK) == (bright == 1)) {
              for (int d = 0; d < 7; d++) {
                h[d] += hits[bright][end][d];
                o[d] += of[bright][end][d];
              }
            }
          }
          boolean always = begin == 3 && end == 27;
          if (!always
              && (end - begin + 1 < fewestHours
                  || !busy[end]
                  || passing && light != Cue.Light.ANY)) {
            continue;
          }
          Gain.Days days = against.best(h, o, 0);
          double gain =
              days.gain()
                  + bonus
                  - TRIED_COST
                  - (light == Cue.Light.ANY ? 0 : LIGHT_COST)
                  - (always ? 0 : HOURS_COST);
          if (days.set() != 0 && (best == null || gain > best.gain())) {
            best =
                new Choice(
                    trigger,
                    from,
                    interval[0],
                    interval[1],
                    days.set(),
                    light,
                    begin,
                    end + 1,
                    gain);
          }
        }
      }
    }
    return best;
  }

  private Finding finding(Choice choice, List<Cued> cued) {
    List<Cued> there =
        cued.stream()
            .filter(c ->
                choice.holds(line, c.trigger())
                    && DaySet.has(choice.days(), line.weekday[line.day[c.trigger()]]))
            .toList();
    boolean[] done = new boolean[there.size()];
    int[] days = new int[there.size()];
    for (int i = 0; i < done.length; i++) {
      Cued each = there.get(i);
      done[i] = each.delay() >= choice.low() && each.delay() <= choice.high();
      days[i] = line.day[each.trigger()];
    }
    // Whatever the condition: what follows the trigger in this window is told by it.
    int[] told =
        cued.stream()
            .filter(c -> c.delay() >= choice.low() && c.delay() <= choice.high())
            .mapToInt(Cued::act)
            .distinct()
            .toArray();
    double[] delays =
        there.stream().mapToDouble(Cued::delay).filter(d -> d <= choice.high()).toArray();
    return new Finding(
        cue(choice, Robust.location(delays)),
        choice.gain(),
        choice.days(),
        told,
        done,
        days,
        passing(choice.trigger()) ? LEAST_RATE_OF_PASSING : LEAST_RATE,
        line.days() - 1,
        false);
  }

  private static Cue cue(Choice choice, double delay) {
    boolean always = choice.fromHour() == 3 && choice.untilHour() == 28;
    Cue.Condition condition =
        new Cue.Condition(
            choice.light(),
            always ? null : LocalTime.of(choice.fromHour() % 24, choice.fromHour() == 3 ? 30 : 0),
            always
                ? null
                : choice.untilHour() == 28
                    ? LocalTime.of(3, 30)
                    : LocalTime.of(choice.untilHour() % 24, 0));
    return new Cue.After(
        DaySet.of(choice.days(), 0),
        event(choice.trigger()),
        Duration.ofSeconds(Math.round(delay * 60)),
        Duration.ofSeconds(Math.round(choice.high() * 60)),
        condition);
  }

  private static Cue.Event event(Token trigger) {
    Signal signal = trigger.signal();
    Value value = trigger.value();
    if (signal == null || value == null) {
      return trigger.id() == Token.FIRST_ARRIVES.id()
          ? new Cue.Event.FirstArrives()
          : new Cue.Event.LastLeaves();
    }
    return new Cue.Event.Becomes(signal.device(), signal.attribute(), value);
  }

  static int[] without(int[] acts, int[] told) {
    int[] sorted = told.clone();
    Arrays.sort(sorted);
    return Arrays.stream(acts).filter(e -> Arrays.binarySearch(sorted, e) < 0).toArray();
  }
}
