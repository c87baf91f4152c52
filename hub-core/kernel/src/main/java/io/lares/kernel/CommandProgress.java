package io.lares.kernel;

import io.lares.home.Command;
import io.lares.home.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command took a step.
 *
 * @param ticket the ticket's id
 * @param stage how far it is
 * @param outcome only when {@code stage} is {@link Stage#DONE}
 */
public record CommandProgress(
    long ticket,
    Command command,
    Intent intent,
    Stage stage,
    @Nullable Outcome outcome,
    Instant time)
    implements HubEvent {
  /** How far a command is. */
  public enum Stage {
    /** Handed to the driver. */
    SENT,
    /** The driver says that the device has it. */
    ACCEPTED,
    /** It has its outcome. */
    DONE
  }
}
