package io.lares.planner;

import io.lares.home.AreaId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The home's timers. An OSGi service. Safe from any thread. */
public interface Timers {
  /** The longest timer. */
  Duration LONGEST = Duration.ofDays(366);

  /** All that run or are held, in the order in which they were started. */
  List<HomeTimer> all();

  /**
   * Starts one.
   *
   * @param length more than zero, at most {@link #LONGEST}
   * @param name at most 100 characters; empty for none
   * @param later what to say to the hub when it is over, or null where it only rings
   * @param confirmed true where the speaker was asked and said yes to what is done then
   * @return empty where there are too many already
   */
  Optional<HomeTimer> start(
      Duration length,
      String name,
      @Nullable AreaId area,
      @Nullable Request later,
      boolean confirmed);

  /** Ends one without ringing; false where there is none of this id. */
  boolean cancel(String id);

  /** Holds or goes on with one; false where there is none of this id. */
  boolean pause(String id, boolean paused);

  /** Makes one longer or, by a negative time, shorter; false where there is none of this id. */
  boolean change(String id, Duration by);
}
