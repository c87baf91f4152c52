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
 */
public record Situation(
    Home home,
    StateView state,
    List<HomeTimer> timers,
    List<HomeList> lists,
    ZonedDateTime now,
    @Nullable Exchange before) {
  public Situation {
    timers = List.copyOf(timers);
    lists = List.copyOf(lists);
  }

  /** A sentence and what was planned for it. */
  public record Exchange(Request request, Plan plan) {}
}
