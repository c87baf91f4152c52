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

  private static final int FEWEST = 4;
  private static final int FEWEST_DONE = 5;
  private static final int MOST_PER_ACT = 4;
  private static final double UNLIKELY = 0.01;
  private static final int LATEST = 10;

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
    for (int round = 0; round < MOST_PER_ACT && rest.length >= FEWEST; round++) {
      Finding best = better(times.search(token, rest, open), sequences.search(token, rest, open));
      if (best == null || best.gain() < ENOUGH) {
        return;
      }
      if (!best.echo()
          && best.rate() >= best.leastRate()
          && best.times() >= FEWEST_DONE
          && !best.ended(UNLIKELY)) {
        routines.add(routine(token, best));
      }
      int[] left = SequenceSearch.without(rest, best.events());
      if (left.length == rest.length) {
        return;
      }
      rest = left;
    }
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
