package io.lares.habits.internal;

import io.lares.habits.LearningState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is kept about one person besides the journal. Times are milliseconds since 1970.
 *
 * @param spans the times of which nothing may be learned
 * @param settled suggestions that were taken up or refused
 * @param hidden routines that the person deleted
 * @param suggested what stands as a suggestion; empty for nothing
 * @param suggestedAt when the latest suggestion was made
 */
record PersonNotes(
    LearningState state,
    List<Span> spans,
    List<Mark> settled,
    List<Hidden> hidden,
    List<Said> memories,
    List<Correction> corrections,
    String suggested,
    long suggestedAt) {
  private static final int MOST = 500;

  static final PersonNotes NONE =
      new PersonNotes(
          LearningState.ON, List.of(), List.of(), List.of(), List.of(), List.of(), "", 0);

  PersonNotes {
    spans = latest(spans);
    settled = latest(settled);
    hidden = latest(hidden);
    memories = latest(memories);
    corrections = latest(corrections);
  }

  /**
   * A time.
   *
   * @param until {@code Long.MAX_VALUE} where it lasts
   */
  record Span(long from, long until) {
    boolean holds(long time) {
      return time >= from && time < until;
    }
  }

  /** What makes two routines alike: the act, and its cue or the minute of the day. */
  record Mark(String act, String cue, int minute) {
    private static final int NEAR = 90;

    boolean like(Mark other) {
      int apart = Math.floorMod(minute - other.minute, 1440);
      return act.equals(other.act)
          && cue.equals(other.cue)
          && Math.min(apart, 1440 - apart) <= NEAR;
    }
  }

  record Hidden(Mark mark, long since) {}

  record Said(String id, String words, long said, long until) {}

  record Correction(String device, String attribute, String kind, String value, long since) {}

  private static <T> List<T> latest(List<T> items) {
    return List.copyOf(items.subList(Math.max(0, items.size() - MOST), items.size()));
  }

  static <T> List<T> with(List<T> items, T item) {
    List<T> more = new ArrayList<>(items);
    more.add(item);
    return more;
  }

  static <T> List<T> without(List<T> items, Predicate<T> which) {
    return items.stream().filter(which.negate()).toList();
  }

  boolean learnsFrom(long time) {
    return spans.stream().noneMatch(span -> span.holds(time));
  }

  PersonNotes learning(LearningState next, long now) {
    List<Span> ended =
        spans.stream()
            .map(s ->
                s.until() == Long.MAX_VALUE && next != LearningState.OFF
                    ? new Span(s.from(), now)
                    : s)
            .toList();
    List<Span> spansNow =
        switch (next) {
          case ON -> ended;
          case PAUSED -> with(ended, new Span(now, Long.MAX_VALUE));
          case OFF -> List.of(new Span(Long.MIN_VALUE, Long.MAX_VALUE));
        };
    return new PersonNotes(
        next, spansNow, settled, hidden, memories, corrections, suggested, suggestedAt);
  }

  /** Forgets all, but not what must not be suggested again. */
  PersonNotes forgotten(long now) {
    Span past = new Span(Long.MIN_VALUE, state == LearningState.ON ? now : Long.MAX_VALUE);
    return new PersonNotes(
        state, List.of(past), settled, List.of(), List.of(), List.of(), "", suggestedAt);
  }

  PersonNotes settle(Mark mark) {
    return new PersonNotes(
        state, spans, with(settled, mark), hidden, memories, corrections, "", suggestedAt);
  }

  PersonNotes suggest(String routine, long now) {
    return new PersonNotes(state, spans, settled, hidden, memories, corrections, routine, now);
  }

  PersonNotes hide(Mark mark, long now) {
    return new PersonNotes(
        state,
        spans,
        settled,
        with(hidden, new Hidden(mark, now)),
        memories,
        corrections,
        suggested,
        suggestedAt);
  }

  PersonNotes memories(List<Said> next) {
    return new PersonNotes(
        state, spans, settled, hidden, next, corrections, suggested, suggestedAt);
  }

  PersonNotes correct(Correction correction) {
    List<Correction> others =
        without(
            corrections,
            c ->
                c.device().equals(correction.device())
                    && c.attribute().equals(correction.attribute()));
    return new PersonNotes(
        state, spans, settled, hidden, memories, with(others, correction), suggested, suggestedAt);
  }
}
