package io.lares.planner.household;

import io.lares.home.AreaId;
import io.lares.planner.HomeTimer;
import io.lares.planner.Request;
import io.lares.planner.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The timers themselves: what runs, what is left of it, what is due. Has no thread of its own. */
public final class TimerKeeper implements Timers {
  static final int MOST = 100;
  private static final int LONGEST_NAME = 100;

  /**
   * A timer as it is kept.
   *
   * @param end when it is over; null while it is held
   * @param left what is left while it is held
   */
  record Kept(
      String id,
      String name,
      @Nullable AreaId area,
      Duration length,
      @Nullable Instant end,
      Duration left,
      @Nullable Request later,
      boolean confirmed) {
    HomeTimer seen(Instant now) {
      return new HomeTimer(
          id, name, area, length, remaining(now), end == null, later == null ? "" : later.text());
    }

    Duration remaining(Instant now) {
      Duration remaining = end == null ? left : Duration.between(now, end);
      return remaining.isNegative() ? Duration.ZERO : remaining;
    }

    private Kept until(@Nullable Instant newEnd, Duration newLeft) {
      return new Kept(id, name, area, length, newEnd, newLeft, later, confirmed);
    }
  }

  /**
   * A timer that is over.
   *
   * @param confirmed true where the speaker said yes beforehand to what is done now
   */
  public record Rung(HomeTimer timer, @Nullable Request later, boolean confirmed) {}

  private final Clock clock;
  private final Runnable changed;
  private final Map<String, Kept> timers = new LinkedHashMap<>();
  private int last;

  /**
   * Makes one without timers.
   *
   * @param changed is told, outside of any lock, after every change
   */
  public TimerKeeper(Clock clock, Runnable changed) {
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public synchronized List<HomeTimer> all() {
    Instant now = clock.instant();
    return timers.values().stream().map(each -> each.seen(now)).toList();
  }

  @Override
  public Optional<HomeTimer> start(
      Duration length,
      String name,
      @Nullable AreaId area,
      @Nullable Request later,
      boolean confirmed) {
    boolean fits = length.isPositive() && length.compareTo(LONGEST) <= 0;
    if (!fits || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "A timer needs a length of up to " + LONGEST + " and a name of up to " + LONGEST_NAME);
    }
    HomeTimer timer;
    synchronized (this) {
      if (timers.size() >= MOST) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      Kept kept = new Kept(free(), name, area, length, now.plus(length), length, later, confirmed);
      timers.put(kept.id(), kept);
      timer = kept.seen(now);
    }
    changed.run();
    return Optional.of(timer);
  }

  private String free() {
    do {
      last++;
    } while (timers.containsKey("timer-" + last));
    return "timer-" + last;
  }

  @Override
  public boolean cancel(String id) {
    boolean known;
    synchronized (this) {
      known = timers.remove(id) != null;
    }
    return told(known);
  }

  @Override
  public boolean pause(String id, boolean paused) {
    synchronized (this) {
      Kept kept = timers.get(id);
      if (kept == null) {
        return false;
      }
      Instant now = clock.instant();
      Duration left = kept.remaining(now);
      timers.put(id, kept.until(paused ? null : now.plus(left), left));
    }
    return told(true);
  }

  @Override
  public boolean change(String id, Duration by) {
    synchronized (this) {
      Kept kept = timers.get(id);
      if (kept == null) {
        return false;
      }
      Instant now = clock.instant();
      Duration wanted = kept.remaining(now).plus(by);
      Duration left =
          wanted.isNegative() ? Duration.ZERO : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
      timers.put(id, kept.until(kept.end() == null ? null : now.plus(left), left));
    }
    return told(true);
  }

  private boolean told(boolean known) {
    if (known) {
      changed.run();
    }
    return known;
  }

  /** When the next one is over, or null where none runs. */
  synchronized @Nullable Instant next() {
    Instant next = null;
    for (Kept kept : timers.values()) {
      if (kept.end() != null && (next == null || kept.end().isBefore(next))) {
        next = kept.end();
      }
    }
    return next;
  }

  /** Takes out those that are over, the earliest first. */
  public List<Rung> takeDue() {
    List<Kept> due = new ArrayList<>();
    Instant now = clock.instant();
    synchronized (this) {
      for (Kept kept : timers.values()) {
        if (kept.end() != null && !kept.end().isAfter(now)) {
          due.add(kept);
        }
      }
      due.forEach(kept -> timers.remove(kept.id()));
    }
    told(!due.isEmpty());
    return due.stream()
        .sorted((a, b) -> a.end() == null || b.end() == null ? 0 : a.end().compareTo(b.end()))
        .map(kept -> new Rung(kept.seen(now), kept.later(), kept.confirmed()))
        .toList();
  }

  synchronized List<Kept> kept() {
    return List.copyOf(timers.values());
  }

  /** Puts timers in the place of all that there are; says nothing about it. */
  synchronized void restore(Collection<Kept> kept) {
    timers.clear();
    kept.stream().limit(MOST).forEach(each -> timers.put(each.id(), each));
  }

  /** Puts timers that somebody else wrote down in the place of all that there are. */
  public void restoreSeen(Collection<HomeTimer> seen) {
    Instant now = clock.instant();
    restore(
        seen.stream()
            .map(timer ->
                new Kept(
                    timer.id(),
                    timer.name(),
                    timer.area(),
                    timer.length(),
                    timer.paused() ? null : now.plus(timer.left()),
                    timer.left(),
                    null,
                    false))
            .toList());
  }
}
