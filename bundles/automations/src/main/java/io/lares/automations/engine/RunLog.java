package io.lares.automations.engine;

import io.lares.automations.Trace;
import io.lares.home.Outcome;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a rule's triggers lately. Guarded by the engine. Its entries are used again and
 * again, so that a run leaves nothing behind but numbers; what is shown of it is made when somebody
 * looks.
 */
final class RunLog {
  private static final int MOST_RAN = 20;
  private static final int MOST_LEFT = 10;
  private static final long SECOND = 1_000_000_000L;
  private static final List<Trace.Result> RESULTS = List.of(Trace.Result.values());
  private static final List<Turn.Progress> DONE = List.of(Turn.Progress.DONE);

  private final Ring ran = new Ring(MOST_RAN);
  private final Ring left = new Ring(MOST_LEFT);
  private long next;

  /** The latest entries, of which the oldest is used again. */
  private static final class Ring {
    private final List<Entry> entries = new ArrayList<>();
    private final int most;
    private int oldest;

    Ring(int most) {
      this.most = most;
    }

    Entry next() {
      if (entries.size() < most) {
        Entry entry = new Entry();
        entries.add(entry);
        return entry;
      }
      Entry entry = entries.get(oldest);
      oldest = (oldest + 1) % most;
      return entry;
    }
  }

  /** One time. It is another one once its order has changed. */
  static final class Entry {
    private long order;
    private long run;
    private boolean runs;
    private int trigger;
    private int count;
    private long due;
    private long time;
    private int result;
    private List<Trace.Seen> seen = List.of();
    private List<String> chain = List.of();

    /** What was carried out; null where nothing was. */
    private @Nullable Plan plan;

    private @Nullable Request request;

    /** When the one command was confirmed; meaningless where there is a turn. */
    private long confirmed;

    private boolean over;

    /** How it ended where that was in any other way than as wished. */
    private @Nullable Turn turn;

    long order() {
      return order;
    }

    // The collector looks through whatever old object a reference is written to: what is there
    // already is not written again, and the result is a number.

    private void saw(List<Trace.Seen> now, List<String> led) {
      if (!seen.equals(now)) {
        seen = now;
      }
      if (chain != led) {
        chain = led;
      }
      if (turn != null) {
        turn = null;
      }
    }

    private void carries(Plan now, Request wish) {
      if (plan != now) {
        plan = now;
      }
      if (request != wish) {
        request = wish;
      }
    }

    private Trace trace(String automation) {
      return new Trace(
          automation,
          runs ? Runs.id(run) : "",
          trigger,
          instant(due),
          instant(time),
          RESULTS.get(result),
          seen,
          ended(),
          chain,
          count);
    }

    private @Nullable Turn ended() {
      Plan done = plan;
      Request wish = request;
      if (!over || turn != null || done == null || wish == null) {
        return turn;
      }
      var command = done.steps().getFirst().sends().getFirst();
      Outcome outcome = new Outcome.Confirmed(command.value(), instant(confirmed));
      return new Turn(
          Runs.id(run),
          wish,
          done,
          Turn.Stage.FINISHED,
          Turn.Kind.DONE,
          DONE,
          List.of(new Turn.Action(0, command, Turn.Status.CONFIRMED, outcome)),
          "",
          0);
    }
  }

  /** Notes a run that begins. */
  Entry began(
      long run,
      Firing firing,
      Instant due,
      Instant now,
      List<Trace.Seen> seen,
      List<String> chain,
      Plan plan,
      Request request) {
    Entry entry = entry(ran.next(), firing, due, now, Trace.Result.RUNNING, seen, chain);
    entry.run = run;
    entry.runs = true;
    entry.carries(plan, request);
    return entry;
  }

  /** Notes what was not run. */
  void left(
      Firing firing,
      Instant due,
      Instant now,
      Trace.Result why,
      List<Trace.Seen> seen,
      List<String> chain) {
    entry(left.next(), firing, due, now, why, seen, chain);
  }

  private Entry entry(
      Entry entry,
      Firing firing,
      Instant due,
      Instant now,
      Trace.Result result,
      List<Trace.Seen> seen,
      List<String> chain) {
    entry.order = next++;
    entry.trigger = firing.trigger();
    entry.count = firing.count();
    entry.due = nanos(due);
    entry.time = nanos(now);
    entry.result = result.ordinal();
    entry.over = false;
    entry.saw(seen, chain);
    return entry;
  }

  /**
   * Notes how a run ended.
   *
   * @param order the entry's when the run began; nothing is noted where it is another's by now
   */
  static void ended(Entry entry, long order, Trace.Result result, Turn turn) {
    if (entry.order != order) {
      return;
    }
    entry.result = result.ordinal();
    entry.over = true;
    Instant confirmed = turn.plan() == entry.plan ? confirmed(turn) : null;
    if (confirmed == null) {
      entry.turn = turn;
    } else {
      entry.confirmed = nanos(confirmed);
    }
  }

  /**
   * When the one command of a turn was confirmed as it was wished; null where there is more to say.
   */
  private static @Nullable Instant confirmed(Turn turn) {
    if (turn.steps().size() != 1
        || turn.steps().getFirst() != Turn.Progress.DONE
        || turn.actions().size() != 1) {
      return null;
    }
    Turn.Action action = turn.actions().getFirst();
    return action.outcome() instanceof Outcome.Confirmed(var observed, Instant time)
            && observed.equals(action.command().value())
        ? time
        : null;
  }

  /** Newest first. */
  List<Trace> traces(String automation) {
    return Stream.concat(ran.entries.stream(), left.entries.stream())
        .sorted(Comparator.comparingLong(Entry::order).reversed())
        .map(entry -> entry.trace(automation))
        .toList();
  }

  @Nullable Trace trace(String automation, String run) {
    return ran.entries.stream()
        .filter(entry -> Runs.id(entry.run).equals(run))
        .findFirst()
        .map(entry -> entry.trace(automation))
        .orElse(null);
  }

  private static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
