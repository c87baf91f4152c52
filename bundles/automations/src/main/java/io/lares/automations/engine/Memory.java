package io.lares.automations.engine;

import io.lares.automations.time.Due;
import io.lares.automations.time.Marks;
import java.util.List;
import java.util.Set;

/**
 * What the engine must know after a restart; survives {@code kill -9}. Where the store can't write
 * it warns and goes on: rules are followed on a full disk, too.
 */
public interface Memory extends Marks {
  /** The moments that were handed out before the hub ended, and whose runs it did not see end. */
  List<Due> begun(String automation);

  /** The states that have held for long enough and were followed, and that still hold. */
  Set<String> followed();

  /** Returns once it is durable. */
  void followed(Set<String> states);

  /** Forgets what belongs to an automation. */
  void forget(String automation);
}
