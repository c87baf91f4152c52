package io.lares.habits.learn;

import static io.lares.habits.learn.SequenceSearch.without;

import io.lares.habits.Evidence;
import io.lares.habits.Routine;
import io.lares.home.Command;
import io.lares.home.PersonId;
import io.lares.home.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is done again and again. For each kind of act the cue that tells most of it is taken,
 * what it tells is set aside, and the rest is looked at again.
 */
final class Miner {
  /** What a cue has to gain, in nats; the number of cues that were tried is paid from it. */
  private static final double ENOUGH = 14;

  /** People who stop doing something at one time often do it at another. */
  private static final double ENOUGH_MOVED = 6;

  /** Where so little tells it, it has to be done this often. */
  private static final double SURE = 0.65;

  private static final int FEWEST_DONE = 4;

  /** What is done so often while its person is out needs nobody at home. */
  private static final double FROM_AFAR = 0.2;

  private static final int MOST_PER_ACT = 5;
  private static final int LATEST = 10;

  /** What was done until so long ago was done before. */
  private static final int RECENT_DAYS = 14;

  /** For so many days both may be done, and so much of the new has to come later. */
  private static final int OVERLAP = 4;

  private static final double MOSTLY = 0.75;

  /** What is hardly done less than before has not moved; in nats. */
  private static final double LEAST_FALL = 1;

  /**
   * How far numbers lie apart that are set for the same reason: of all that were set, and of it.
   */
  private static final double ALIKE_OF_SPAN = 0.05;

  private static final double ALIKE_OF_VALUE = 0.03;

  private final Timeline line;
  private final IntFunction<@Nullable PersonId> people;
  private final Whereabouts whereabouts;
  private final TimeSearch times;
  private final SequenceSearch sequences;

  Miner(Timeline line, IntFunction<@Nullable PersonId> people) {
    this.line = line;
    this.people = people;
    whereabouts = new Whereabouts(line);
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
    Map<Whereabouts.Absence, Opportunity> opportunities = new HashMap<>();
    Finding before = null;
    for (int round = 0; round < MOST_PER_ACT && rest.length >= TimeSearch.FEWEST_MOVED; round++) {
      int[] alike = token.value() == null ? alike(rest) : rest;
      int known = before == null ? 0 : before.days();
      Whereabouts.Absence absence = absence(alike);
      Alike stands = Alike.of(line, token, alike);
      Opportunity possible =
          token.value() == null
              ? Opportunity.of(line, token, alike, stands, absence)
              : opportunities.computeIfAbsent(
                  absence, out -> Opportunity.of(line, token, line.acts(token), stands, out));
      Finding best =
          better(
              times.search(alike, open, possible, known),
              sequences.search(token, alike, open, possible, stands, absence));
      if (before == null) {
        Move move = moved(alike, open, possible);
        if (move != null && (best == null || move.gain() > best.gain())) {
          routines.add(routine(token, move.to()));
          before = move.from();
          rest = without(without(rest, move.from().events()), move.to().events());
          continue;
        }
      }
      if (best == null || best.gain() < (before == null ? ENOUGH : ENOUGH_MOVED)) {
        if (alike.length == rest.length) {
          return;
        }
        rest = without(rest, alike);
        continue;
      }
      boolean ended = best.ended();
      if (!ended && (strong(best) || before != null && follows(before, best))) {
        routines.add(routine(token, best));
      }
      before = ended && best.times() >= FEWEST_DONE ? best : before;
      int[] left = without(rest, best.events());
      if (left.length == rest.length) {
        return;
      }
      rest = left;
    }
  }

  /** When who does it is out; never where it is done from afar. */
  private Whereabouts.Absence absence(int[] acts) {
    Whereabouts.Absence absence = whereabouts.of(doer(acts));
    long afar = Arrays.stream(acts).filter(e -> absence.at(line.log.seconds()[e])).count();
    return afar > FROM_AFAR * acts.length ? Whereabouts.Absence.NEVER : absence;
  }

  private static boolean strong(Finding finding) {
    return finding.gain() >= ENOUGH
        && finding.times() >= FEWEST_DONE
        && finding.rate() >= finding.leastRate();
  }

  /** Whether what ended goes on as this: little tells it, so all of it has to fit. */
  private boolean follows(Finding before, Finding after) {
    int last = Arrays.stream(before.cueDays()).limit(lastDone(before) + 1L).max().orElse(0);
    long later = Arrays.stream(after.events()).filter(e -> line.day[e] > last - OVERLAP).count();
    return after.rate() >= SURE
        && after.times() >= TimeSearch.FEWEST_MOVED
        && later >= MOSTLY * after.events().length;
  }

  /** The last cue before which it was done as a rule. */
  private static int lastDone(Finding finding) {
    int done = 0;
    int all = finding.times();
    int last = 0;
    for (int i = 0; i < finding.done().length; i++) {
      if (finding.done()[i]) {
        done++;
        last = i;
        if (done >= MOSTLY * all) {
          return last;
        }
      }
    }
    return last;
  }

  /** What was done at one time until some weeks ago, and since then at another. */
  private record Move(Finding from, Finding to) {
    double gain() {
      return from.gain() + to.gain();
    }
  }

  private @Nullable Move moved(int[] acts, boolean[] open, Opportunity possible) {
    boolean[] earlier = open.clone();
    int cut = Math.max(0, open.length - 1 - RECENT_DAYS);
    Arrays.fill(earlier, cut, open.length, false);
    Finding from = times.search(acts, earlier, open, possible, 0);
    if (from == null || from.gain() < ENOUGH || from.times() < FEWEST_DONE) {
      return null;
    }
    double fall = from.ended() ? Finding.TURN : from.fall();
    if (fall < LEAST_FALL) {
      return null;
    }
    Finding to = times.search(without(acts, from.events()), open, possible, from.days());
    return to != null
            && to.gain() + fall >= ENOUGH_MOVED + Finding.TURN
            && !to.ended()
            && follows(from, to)
        ? new Move(from, to)
        : null;
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
    long known = Arrays.stream(events).filter(e -> line.log.actors()[e] >= 0).count();
    int most = doer(events);
    return known * 2 < events.length || most < 0 ? null : people.apply(most);
  }

  /** Who does most of it, as far as it is known who did. */
  private int doer(int[] events) {
    int[] known =
        Arrays.stream(events).map(e -> line.log.actors()[e]).filter(a -> a >= 0).sorted().toArray();
    if (known.length == 0) {
      return EventLog.NOBODY;
    }
    int most = known[known.length / 2];
    long count = Arrays.stream(known).filter(a -> a == most).count();
    return count * 4 >= known.length * 3L ? most : EventLog.NOBODY;
  }

  private static String id(Command action, String cue) {
    return HexFormat.of()
        .toHexDigits(
            (action.device() + " " + action.attribute() + " " + cue).hashCode()
                * 0x9E3779B97F4A7C15L);
  }
}
