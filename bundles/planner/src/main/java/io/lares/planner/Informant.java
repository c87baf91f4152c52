package io.lares.planner;

import java.util.Optional;

/**
 * Answers what another part of the hub knows best: which rules there are, what was learned. An OSGi
 * service; there may be several. Safe from any thread.
 */
public interface Informant {
  /** The answer in the speaker's language, in sentences; empty where it is no question for it. */
  Optional<String> answer(Request request);
}
