package io.lares.planner.assist;

import io.lares.driver.CommandReply;
import io.lares.driver.CommandReply.Failure;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plays devices that do not do what they are told, each in its own way. */
final class StubbornDriver implements Driver {
  @Override
  public DriverManifest manifest() {
    return new DriverManifest("stubborn", "Stubborn", "1.0.0", Set.of(), List.of(), false);
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) {
    announce(host, "deaf", "Deaf Lamp", Vocabulary.ON_OFF);
    announce(host, "broken", "Broken Lamp", Vocabulary.ON_OFF);
    announce(host, "far", "Far Lamp", Vocabulary.ON_OFF);
    announce(host, "radio", "Blind Radio", Vocabulary.TRACK);
    host.available("far", false);
    return new Session() {
      @Override
      public void execute(DeviceCommand command, CommandReply reply) {
        if (command.device().equals("broken")) {
          reply.failed(Failure.REJECTED, "the bulb is broken");
        } else {
          reply.accepted();
        }
      }

      @Override
      public void close() {}
    };
  }

  private static void announce(DriverHost host, String id, String name, AttributeId id2) {
    Attribute attribute = Objects.requireNonNull(Vocabulary.attribute(id2));
    boolean light = id2.equals(Vocabulary.ON_OFF);
    host.announce(
        new DeviceDescription(
            id,
            name,
            List.of(),
            "",
            light ? DeviceType.ON_OFF_LIGHT : DeviceType.SPEAKER,
            Vocabulary.group(List.of(attribute)),
            "",
            ""));
    if (light) {
      host.observe(id, id2, Value.of(false));
    }
  }
}
