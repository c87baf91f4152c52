package io.lares.kernel;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import java.util.Optional;

/** The way down: from a wish to a device. Safe from any thread, and never waits. */
public interface CommandBus {
  /**
   * Sends a command: checks it against the home and the policy, hands it to the driver, and waits
   * aside for the observation that confirms it. A later command for the same attribute supersedes
   * an earlier one that is not yet confirmed. {@link CommandProgress} events tell each step.
   *
   * @return the ticket, at once; a command that fails a check has its outcome already
   */
  CommandTicket submit(Command command, Intent intent);

  /**
   * The wish that the command under way for an attribute belongs to; empty where none is. For
   * drivers that are part of the hub and carry a wish on.
   */
  Optional<Intent> underWay(DeviceId device, AttributeId attribute);
}
