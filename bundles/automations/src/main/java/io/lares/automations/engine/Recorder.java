package io.lares.automations.engine;

import io.lares.kernel.Intent;
import java.time.Instant;

/** Is told what is worth remembering. */
public interface Recorder {
  /** A run has begun. */
  void began(Instant time, Intent intent);

  /** Something did not go as the rule says: in words for people. */
  void noted(Instant time, String message);
}
