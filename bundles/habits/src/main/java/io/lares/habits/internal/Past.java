package io.lares.habits.internal;

import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.home.Actor;
import io.lares.store.Journal;
import io.lares.store.Journal.JournalRow;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells again, in order, what the journal holds of the last weeks. */
final class Past {
  private static final Duration STEP = Duration.ofHours(12);
  private static final int PAGE = 1000;
  private static final int MOST_INTENTS = 20_000;
  private static final Actor UNKNOWN = Actor.system("unknown");

  private final Journal journal;
  private final Instant end;
  private final Map<String, Actor> actors =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Actor> eldest) {
          return size() > MOST_INTENTS;
        }
      };

  Past(Journal journal, Clock clock) {
    this.journal = journal;
    end = clock.instant();
  }

  void tell(Consumer<Happening> listener) {
    for (Instant from = end.minus(Learner.MEMORY); from.isBefore(end); from = from.plus(STEP)) {
      Instant until = from.plus(STEP).isBefore(end) ? from.plus(STEP) : end;
      List<JournalRow> rows = rows(from, until);
      for (JournalRow row : rows.reversed()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        switch (row.entry()) {
          case JournalEntry.Asked asked -> actors.put(asked.intent(), asked.actor());
          case JournalEntry.Changed changed ->
              listener.accept(
                  new Happening(
                      changed.time(),
                      changed.device(),
                      changed.attribute(),
                      changed.after(),
                      actor(changed.intent())));
          default -> {}
        }
      }
    }
  }

  /**
   * A wish whose asker is not known is taken for the hub's own, so that nothing is learned of it.
   */
  private @Nullable Actor actor(@Nullable String intent) {
    return intent == null ? null : actors.getOrDefault(intent, UNKNOWN);
  }

  private List<JournalRow> rows(Instant from, Instant until) {
    List<JournalRow> all = new ArrayList<>();
    Long before = null;
    while (true) {
      List<JournalRow> page =
          journal.find(new JournalQuery(null, null, null, from, until, before, PAGE));
      for (JournalRow row : page) {
        if (row.entry().time().isBefore(until)) {
          all.add(row);
        }
      }
      if (page.size() < PAGE) {
        return all;
      }
      before = page.getLast().id();
    }
  }
}
