package io.lares.automations;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.planner.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that an automation was triggered, and what came of it.
 *
 * @param run the run's id, which is its {@code Intent}'s; empty where nothing was run
 * @param trigger the index of the automation's trigger; -1 where somebody ran it by hand
 * @param due when it was to happen, for a trigger of time; otherwise when it was triggered
 * @param seen what the condition looked at, with the values at that moment
 * @param turn the steps and their outcomes; null while it runs and where nothing was run
 * @param chain the automations whose doing led here, the first cause first, this one last
 * @param count how many times this stands for; more than one for missed times
 */
public record Trace(
    String automation,
    String run,
    int trigger,
    Instant due,
    Instant time,
    Result result,
    List<Seen> seen,
    @Nullable Turn turn,
    List<String> chain,
    int count) {

  /** What came of it. */
  public enum Result {
    RUNNING,
    DONE,
    /** Ended by a newer run. */
    RESTARTED,
    CONDITION_NOT_MET,
    /** It was running already, or too many runs waited. */
    BUSY,
    COOLING_DOWN,
    /** It led to itself again and again, or ran far too often. */
    LOOP,
    /** The hub was off, or the clock jumped over it. */
    MISSED,
    /** The hub ended while it ran. */
    INTERRUPTED
  }

  /** A reading that a condition looked at; null where nothing is known. */
  public record Seen(DeviceId device, AttributeId attribute, @Nullable Value value) {}

  public Trace {
    seen = List.copyOf(seen);
    chain = List.copyOf(chain);
  }

  /** The same with what came of it. */
  public Trace with(Result other, @Nullable Turn last) {
    return new Trace(automation, run, trigger, due, time, other, seen, last, chain, count);
  }
}
