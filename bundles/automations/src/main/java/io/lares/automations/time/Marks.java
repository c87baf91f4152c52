package io.lares.automations.time;

import java.time.Instant;
import java.util.Map;

/** Up to when the moments of each trigger were dealt with; survives {@code kill -9}. */
public interface Marks {
  /** What was kept of an automation, by the index of its trigger. */
  Map<Integer, Instant> of(String automation);

  /** Returns once it is durable. */
  void put(String automation, Map<Integer, Instant> marks);
}
