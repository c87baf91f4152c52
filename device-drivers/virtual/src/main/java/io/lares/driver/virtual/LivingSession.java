package io.lares.driver.virtual;

import io.lares.driver.CommandReply;
import io.lares.driver.CommandReply.Failure;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverHost;
import io.lares.driver.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A home that lives: once a second its models move on, and what they change is observed. */
final class LivingSession implements Session {
  private final Map<String, Living> devices = new LinkedHashMap<>();
  private final DriverHost host;
  private final Random chance;
  private final Models models;

  private record Living(Blueprint device, States states, List<Model> models) {}

  LivingSession(List<Blueprint> blueprints, DriverHost host, Random chance, Models models) {
    this.host = host;
    this.chance = chance;
    this.models = models;
    for (Blueprint device : blueprints) {
      States states = new States(device);
      devices.put(device.id(), new Living(device, states, models.of(device, states)));
      InstantSession.announce(device, host);
    }
    host.repeat(Duration.ofSeconds(1), () -> pass(1));
  }

  void pass(double seconds) {
    models.passRooms(seconds);
    for (Living living : devices.values()) {
      boolean before = living.states.reachable();
      living.models.forEach(model -> model.pass(living.states, seconds, chance));
      if (living.states.reachable() != before) {
        host.available(living.device.id(), !before);
      }
      tell(living);
    }
  }

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {
    Living living = devices.get(command.device());
    if (!InstantSession.fits(living == null ? null : living.device, command, reply)
        || living == null) {
      return;
    }
    if (!living.states.reachable()) {
      reply.failed(Failure.OFFLINE, living.device.description().name() + " does not answer");
      return;
    }
    for (Model model : living.models) {
      String why = model.refuses(living.states, command.attribute(), chance);
      if (why != null) {
        tell(living);
        reply.failed(Failure.REJECTED, why);
        return;
      }
    }
    reply.accepted();
    Duration transition = command.transition();
    double seconds = transition == null ? 0 : transition.getSeconds() + transition.getNano() / 1e9;
    boolean taken = false;
    for (Model model : living.models) {
      taken |= model.command(living.states, command.attribute(), command.value(), seconds);
    }
    if (!taken) {
      living.states.obey(command.attribute(), command.value());
    }
    tell(living);
  }

  /** An unreachable device's changes wait until it answers again. */
  private void tell(Living living) {
    if (!living.states.reachable()) {
      return;
    }
    living.states.drain().forEach((id, value) -> host.observe(living.device.id(), id, value));
  }

  @Override
  public void close() {
    devices.clear();
  }
}
