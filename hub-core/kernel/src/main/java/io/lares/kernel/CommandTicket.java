package io.lares.kernel;

import io.lares.home.Command;
import io.lares.home.Outcome;
import java.util.concurrent.CompletionStage;

/** A command under way. */
public interface CommandTicket {
  /** Unique within this run of the hub. */
  long id();

  Command command();

  /**
   * Always completes, at the latest when the deadline has passed; never exceptionally. What depends
   * on it runs aside, so it may wait.
   */
  CompletionStage<Outcome> outcome();
}
