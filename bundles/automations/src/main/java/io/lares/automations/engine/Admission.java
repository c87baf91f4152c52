package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.time.Daytime;
import io.lares.home.Place;
import io.lares.home.Reading;
import io.lares.kernel.StateView;
import io.lares.planner.Condition;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a rule's conditions hold, and what they look at. */
public final class Admission {
  private Admission() {}

  /** True where its condition holds and it is one of its parts of the day. */
  public static boolean holds(
      Automation automation, StateView state, Instant now, ZoneId zone, @Nullable Place place) {
    return Daytime.in(automation.during(), now, zone, place) && automation.condition().holds(state);
  }

  /** The readings that a condition looks at, each once. */
  public static List<Trace.Seen> seen(Condition condition, StateView state) {
    if (condition instanceof Condition.All(List<Condition> all) && all.isEmpty()) {
      return List.of();
    }
    List<Trace.Seen> seen = new ArrayList<>();
    gather(condition, state, seen);
    return seen;
  }

  private static void gather(Condition condition, StateView state, List<Trace.Seen> seen) {
    switch (condition) {
      case Condition.Is is -> {
        Reading reading = state.reading(is.device(), is.attribute());
        Trace.Seen one =
            new Trace.Seen(is.device(), is.attribute(), reading == null ? null : reading.value());
        if (!seen.contains(one)) {
          seen.add(one);
        }
      }
      case Condition.All all -> all.conditions().forEach(each -> gather(each, state, seen));
      case Condition.Any any -> any.conditions().forEach(each -> gather(each, state, seen));
      case Condition.Not not -> gather(not.condition(), state, seen);
    }
  }
}
