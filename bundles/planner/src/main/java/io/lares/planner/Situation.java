package io.lares.planner;

import io.lares.home.Home;
import io.lares.kernel.StateView;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner may look at.
 *
 * @param state used to work out relative values and answers
 * @param now the time in the home
 * @param before what the same person said shortly before and what it came to, or null
 * @param likings what people like, for wishes that leave it open
 * @param later true where it is planned for another time, at which the home is in another state
 */
public record Situation(
    Home home,
    StateView state,
    List<HomeTimer> timers,
    List<HomeList> lists,
    ZonedDateTime now,
    @Nullable Exchange before,
    Likings likings,
    boolean later) {
  public Situation {
    timers = List.copyOf(timers);
    lists = List.copyOf(lists);
  }

  /** A situation in which nobody is known to like anything. */
  public Situation(
      Home home,
      StateView state,
      List<HomeTimer> timers,
      List<HomeList> lists,
      ZonedDateTime now,
      @Nullable Exchange before) {
    this(home, state, timers, lists, now, before, Likings.NONE);
  }

  /** A situation in which it is planned for now. */
  public Situation(
      Home home,
      StateView state,
      List<HomeTimer> timers,
      List<HomeList> lists,
      ZonedDateTime now,
      @Nullable Exchange before,
      Likings likings) {
    this(home, state, timers, lists, now, before, likings, false);
  }

  /** The same for what is kept and done later. */
  public Situation forLater() {
    return new Situation(home, state, timers, lists, now, before, likings, true);
  }

  /** The same after another sentence, or after none. */
  public Situation after(@Nullable Exchange exchange) {
    return new Situation(home, state, timers, lists, now, exchange, likings, later);
  }

  /** A sentence and what was planned for it. */
  public record Exchange(Request request, Plan plan) {}
}
