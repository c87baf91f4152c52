package io.lares.habits.learn;

import io.lares.habits.Evidence;
import io.lares.habits.Routine;
import io.lares.home.Command;
import io.lares.home.PersonId;
import io.lares.home.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is done again and again. For each kind of act the cue that tells most of it is taken,
 * what it tells is set aside, and the rest is looked at again.
 */
final class Miner {
  /** What a cue has to gain, in nats; the number of cues that were tried is paid from it. */
  private static final double ENOUGH = 13;

  /** People who stop doing something at one time often do it at another. */
  private static final double ENOUGH_MOVED = 6;

  /** Where so little tells it, it has to be done this often. */
  private static final double SURE = 0.65;

  private static final int FEWEST_DONE = 5;
  private static final int MOST_PER_ACT = 5;
  private static final int LATEST = 10;

  /**
   * How far numbers lie apart that are set for the same reason: of all that were set, and of it.
   */
  private static final double ALIKE_OF_SPAN = 0.05;

  private static final double ALIKE_OF_VALUE = 0.03;

  private final Timeline line;
  private final IntFunction<@Nullable PersonId> people;
  private final TimeSearch times;
  private final SequenceSearch sequences;

  Miner(Timeline line, IntFunction<@Nullable PersonId> people) {
    this.line = line;
    this.people = people;
    times = new TimeSearch(line);
    sequences = new SequenceSearch(line);
  }

  List<Routine> routines() {
    List<Routine> routines = new ArrayList<>();
    for (Token token : line.tokens) {
      if (token.act()) {
        mine(token, routines);
      }
    }
    routines.sort(Comparator.comparingDouble(Routine::confidence).reversed());
    return routines;
  }

  private void mine(Token token, List<Routine> routines) {
    int[] rest = line.acts(token);
    boolean[] open = openFor(token);
    double[] possible = Opportunity.minutes(line, token);
    int known = 0;
    for (int round = 0; round < MOST_PER_ACT && rest.length >= TimeSearch.FEWEST_MOVED; round++) {
      int[] alike = token.value() == null ? alike(rest) : rest;
      Finding best =
          better(times.search(alike, open, possible, known), sequences.search(token, alike, open));
      if (best == null || best.gain() < (known == 0 ? ENOUGH : ENOUGH_MOVED)) {
        if (alike.length == rest.length) {
          return;
        }
        rest = SequenceSearch.without(rest, alike);
        continue;
      }
      boolean ended = best.ended();
      boolean strong = best.gain() >= ENOUGH && best.times() >= FEWEST_DONE;
      if (!ended
          && best.rate() >= (strong ? best.leastRate() : Math.max(best.leastRate(), SURE))
          && (strong || known != 0 && best.times() >= TimeSearch.FEWEST_MOVED)) {
        routines.add(routine(token, best));
      }
      known = ended && best.times() >= FEWEST_DONE ? best.days() : known;
      int[] left = SequenceSearch.without(rest, best.events());
      if (left.length == rest.length) {
        return;
      }
      rest = left;
    }
  }

  /** The events whose numbers lie closest together: whoever does the same sets the same. */
  private int[] alike(int[] acts) {
    double[] values = Arrays.stream(acts).mapToDouble(e -> line.log.values()[e]).sorted().toArray();
    double span = values[values.length - 1] - values[0];
    int most = 0;
    double low = values[0];
    double high = low;
    int end = 0;
    for (int begin = 0; begin < values.length; begin++) {
      double reach = 2 * (ALIKE_OF_SPAN * span + ALIKE_OF_VALUE * Math.abs(values[begin]));
      while (end < values.length && values[end] <= values[begin] + reach) {
        end++;
      }
      if (end - begin > most) {
        most = end - begin;
        low = values[begin];
        high = low + reach;
      }
    }
    double from = low;
    double until = high;
    return Arrays.stream(acts)
        .filter(e -> line.log.values()[e] >= from && line.log.values()[e] <= until)
        .toArray();
  }

  private static @Nullable Finding better(@Nullable Finding a, @Nullable Finding b) {
    return a == null || (b != null && b.gain() > a.gain()) ? b : a;
  }

  /** A day on which the hub itself did it tells nothing about people. */
  private boolean[] openFor(Token token) {
    boolean[] open = line.open.clone();
    int[] byHub = new int[open.length];
    int[] byPeople = new int[open.length];
    for (int event : line.events(token)) {
      (line.log.actors()[event] == EventLog.HUB ? byHub : byPeople)[line.day[event]]++;
    }
    for (int d = 0; d < open.length; d++) {
      open[d] &= byHub[d] == 0 || byPeople[d] > 0;
    }
    return open;
  }

  private Routine routine(Token token, Finding finding) {
    Signal signal = java.util.Objects.requireNonNull(token.signal());
    int lastOf = Math.min(LATEST, finding.done().length);
    List<Instant> examples =
        Arrays.stream(finding.events())
            .boxed()
            .sorted(Comparator.reverseOrder())
            .limit(LATEST)
            .map(e -> Instant.ofEpochSecond(line.log.seconds()[e]))
            .toList();
    Command action =
        new Command(signal.device(), signal.attribute(), value(token, finding.events()));
    return new Routine(
        id(action, finding.cue().toString()),
        person(finding.events()),
        finding.cue(),
        action,
        finding.rate(),
        new Evidence(
            finding.times(), finding.done().length, finding.lastTimes(lastOf), lastOf, examples));
  }

  private Value value(Token token, int[] events) {
    if (token.value() != null) {
      return token.value();
    }
    double[] values =
        Arrays.stream(events)
            .skip(Math.max(0, events.length - 20))
            .mapToDouble(e -> line.log.values()[e])
            .toArray();
    return Value.of(Math.round(Robust.location(values) * 10) / 10.0);
  }

  /** The one person who does most of it, or null. */
  private @Nullable PersonId person(int[] events) {
    int[] known =
        Arrays.stream(events).map(e -> line.log.actors()[e]).filter(a -> a >= 0).sorted().toArray();
    if (known.length == 0 || known.length * 2 < events.length) {
      return null;
    }
    int most = known[known.length / 2];
    long count = Arrays.stream(known).filter(a -> a == most).count();
    return count * 4 >= known.length * 3L ? people.apply(most) : null;
  }

  private static String id(Command action, String cue) {
    return HexFormat.of()
        .toHexDigits(
            (action.device() + " " + action.attribute() + " " + cue).hashCode()
                * 0x9E3779B97F4A7C15L);
  }
}
