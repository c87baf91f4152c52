package io.lares.automations.time;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Up to when the moments of each trigger were dealt with; survives {@code kill -9}. */
public interface Marks {
  /** What was kept of an automation, by the index of its trigger. */
  Map<Integer, Instant> of(String automation);

  /**
   * Returns once it is durable.
   *
   * @param begun the moments that are handed out now; kept until each is told to have {@link
   *     #ended}
   */
  void put(String automation, Map<Integer, Instant> marks, List<Due> begun);

  /** What a moment was handed out for is over. */
  void ended(Due due);
}
