package io.lares.automations.time;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.home.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When each automation is due. Each trigger has a mark, up to which its moments were dealt with,
 * that is written before a moment is handed out: so none comes twice, whatever the clock does, and
 * whatever passed behind a mark unseen is found. Not for several threads at once.
 */
public final class Timetable {
  /** A moment that is seen within this time is on time. */
  static final Duration ON_TIME = Duration.ofMinutes(2);

  /**
   * A clock that was set back by more was wrong before. Marks that lie ahead of it would keep rules
   * silent until it gets there.
   */
  static final Duration CORRECTION = Duration.ofHours(25);

  /** Missed moments are counted up to here. */
  static final int MOST_COUNTED = 1_000;

  private record Entry(
      String automation, int trigger, Moments moments, Instant mark, Instant next) {}

  private static final Comparator<Entry> SOONEST =
      Comparator.comparing(Entry::next)
          .thenComparing(Entry::automation)
          .thenComparing(Entry::trigger);

  private final Clock clock;
  private final Supplier<@Nullable Place> place;
  private final Marks marks;
  private final TreeSet<Entry> soonest = new TreeSet<>(SOONEST);
  private final Map<String, List<Trigger>> known = new HashMap<>();
  private Instant latest = Instant.MIN;

  /**
   * Makes an empty one.
   *
   * @param clock also says in which zone the home is
   */
  public Timetable(Clock clock, Supplier<@Nullable Place> place, Marks marks) {
    this.clock = clock;
    this.place = place;
    this.marks = marks;
  }

  /** Puts in what was kept; its moments since its marks are due or missed. */
  public void restore(Automation automation) {
    put(automation, marks.of(automation.id()));
  }

  /**
   * Puts a new, changed or newly enabled automation in; what lies behind is none of its moments.
   */
  public void put(Automation automation) {
    put(automation, Map.of());
    keep(automation.id(), List.of());
  }

  private void put(Automation automation, Map<Integer, Instant> kept) {
    remove(automation.id());
    if (!automation.enabled()) {
      return;
    }
    known.put(automation.id(), automation.triggers());
    Instant now = clock.instant();
    for (int i = 0; i < automation.triggers().size(); i++) {
      if (automation.triggers().get(i) instanceof Trigger.OfTime trigger) {
        Instant mark = kept.getOrDefault(i, now);
        latest = mark.isAfter(latest) ? mark : latest;
        Moments moments = Moments.of(trigger, clock.getZone(), place.get());
        add(automation.id(), i, moments, mark);
      }
    }
  }

  private void add(String automation, int trigger, Moments moments, Instant mark) {
    moments
        .after(mark)
        .ifPresent(next -> soonest.add(new Entry(automation, trigger, moments, mark, next)));
  }

  /** Takes an automation out. */
  public void remove(String automation) {
    if (known.remove(automation) != null) {
      soonest.removeIf(entry -> entry.automation().equals(automation));
    }
  }

  /** When the next moment comes; empty where there is none. */
  public Optional<Instant> next() {
    return soonest.isEmpty() ? Optional.empty() : Optional.of(soonest.first().next());
  }

  /** What is due now or was missed; each is told once, the earliest first. */
  public List<Due> look() {
    Instant now = clock.instant();
    if (latest != Instant.MIN && now.isBefore(latest.minus(CORRECTION))) {
      startAfresh(now);
    }
    latest = now.isAfter(latest) ? now : latest;
    List<Due> dues = new ArrayList<>();
    while (!soonest.isEmpty() && !soonest.first().next().isAfter(now)) {
      Entry entry = soonest.removeFirst();
      dues.add(due(entry, now));
    }
    dues.stream()
        .collect(Collectors.groupingBy(Due::automation))
        .forEach((automation, own) -> keep(automation, own));
    return dues;
  }

  private Due due(Entry entry, Instant now) {
    Instant last = entry.next();
    int count = 1;
    Optional<Instant> next = entry.moments().after(last);
    while (next.isPresent() && !next.get().isAfter(now) && count < MOST_COUNTED) {
      last = next.get();
      count++;
      next = entry.moments().after(last);
    }
    if (count == MOST_COUNTED) {
      last = now;
    }
    add(entry.automation(), entry.trigger(), entry.moments(), last);
    boolean late = last.plus(ON_TIME).isBefore(now);
    return new Due(entry.automation(), entry.trigger(), last, late ? count : count - 1, late);
  }

  private void startAfresh(Instant now) {
    List<Entry> all = List.copyOf(soonest);
    soonest.clear();
    latest = now;
    for (Entry entry : all) {
      add(entry.automation(), entry.trigger(), entry.moments(), now);
    }
    known.keySet().forEach(automation -> keep(automation, List.of()));
  }

  private void keep(String automation, List<Due> begun) {
    Map<Integer, Instant> own = new HashMap<>();
    for (Entry entry : soonest) {
      if (entry.automation().equals(automation)) {
        own.put(entry.trigger(), entry.mark());
      }
    }
    if (!own.isEmpty() || !begun.isEmpty()) {
      marks.put(automation, own, begun);
    }
  }
}
