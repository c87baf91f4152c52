package io.lares.driver.virtual;

import io.lares.driver.CommandReply;
import io.lares.driver.CommandReply.Failure;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverHost;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.Attribute.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every command takes effect at once, exactly as it was given, and nothing else ever happens. */
final class InstantSession implements Session {
  private final Map<String, Blueprint> devices;
  private final DriverHost host;

  InstantSession(List<Blueprint> devices, DriverHost host) {
    this.devices = HashMap.newHashMap(devices.size());
    this.host = host;
    for (Blueprint device : devices) {
      this.devices.put(device.id(), device);
      announce(device, host);
    }
  }

  /** Announces a device and shows its first state; what is momentary has not happened yet. */
  static void announce(Blueprint device, DriverHost host) {
    host.announce(device.description());
    device
        .attributes()
        .forEach((id, attribute) -> {
          var value = device.state().get(id);
          if (value != null && attribute.access() != Access.MOMENTARY) {
            host.observe(device.id(), id, value);
          }
        });
  }

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {
    if (fits(devices.get(command.device()), command, reply)) {
      reply.accepted();
      host.observe(command.device(), command.attribute(), command.value());
    }
  }

  /** Whether a device can be asked this at all; if not, says so. */
  static boolean fits(@Nullable Blueprint device, DeviceCommand command, CommandReply reply) {
    if (device == null) {
      reply.failed(Failure.UNSUPPORTED, "There is no virtual device " + command.device());
      return false;
    }
    Attribute attribute = device.attributes().get(command.attribute());
    String name = device.description().name();
    if (attribute == null || !attribute.commandable()) {
      reply.failed(Failure.UNSUPPORTED, name + " does not take " + command.attribute());
      return false;
    }
    String misfit = attribute.kind().misfit(command.value());
    if (misfit != null) {
      reply.failed(Failure.REJECTED, command.attribute() + " of " + name + " " + misfit);
      return false;
    }
    return true;
  }

  @Override
  public void close() {
    devices.clear();
  }
}
