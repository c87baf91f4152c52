package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns that wait for a yes, the newest last; bounded in number and in time. */
final class PendingTurns {
  /** How long a turn waits for a yes. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int MOST = 64;

  private record Pending(TurnRun run, Instant until) {}

  private final Clock clock;
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  PendingTurns(Clock clock) {
    this.clock = clock;
  }

  synchronized void hold(TurnRun run) {
    Instant now = clock.instant();
    pending.values().removeIf(each -> each.until().isBefore(now));
    if (pending.size() >= MOST) {
      pending.remove(pending.keySet().iterator().next());
    }
    pending.put(run.id(), new Pending(run, now.plus(PATIENCE)));
  }

  /** The newest turn that waits for this speaker's own yes. */
  synchronized Optional<String> newestOf(Actor speaker) {
    return pending.values().stream()
        .map(Pending::run)
        .filter(run -> sameSpeaker(speaker, run.intent().actor()))
        .reduce((_, newer) -> newer)
        .map(TurnRun::id);
  }

  /** Takes a turn out for its answer; empty where it is not waiting, or not for this person. */
  synchronized Optional<TurnRun> take(String turn, Actor by) {
    Pending held = pending.get(turn);
    if (held == null || !mayAnswer(by, held.run().intent().actor())) {
      return Optional.empty();
    }
    pending.remove(turn);
    return held.until().isBefore(clock.instant()) ? Optional.empty() : Optional.of(held.run());
  }

  private static boolean mayAnswer(Actor by, Actor asked) {
    return by.role() == Person.Role.OWNER || sameSpeaker(by, asked);
  }

  private static boolean sameSpeaker(Actor by, Actor asked) {
    return by.kind() == asked.kind() && by.id().equals(asked.id());
  }
}
