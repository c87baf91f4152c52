package io.lares.web.api;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.DeviceType;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Set;

/** A lamp with a hostile name, and a lock; both do at once what they are told. */
final class TestDriver implements Driver {
  static final String HOSTILE = "<script>alert(1)</script> \u202elamp";

  @Override
  public DriverManifest manifest() {
    return new DriverManifest(
        "test",
        "Test",
        "1",
        Set.of(),
        List.of(
            new DriverManifest.Setting("address", "Address", "", false, false),
            new DriverManifest.Setting("key", "Key", "", false, true)),
        true);
  }

  @Override
  public Session open(DriverConfig config, DriverHost opened) throws DriverException {
    if (!config.get("address").isEmpty() && config.get("key").isEmpty()) {
      throw new DriverException(DriverException.Remedy.RECONFIGURE, "It needs a key");
    }
    announce(opened, "lamp", HOSTILE, DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, ValueKind.BOOL);
    announce(
        opened,
        "lock",
        "Front door",
        DeviceType.DOOR_LOCK,
        Vocabulary.LOCK_STATE,
        new ValueKind.Choice(List.of("locked", "unlocked")));
    return new Session() {
      @Override
      public void execute(DeviceCommand command, CommandReply reply) {
        reply.accepted();
        opened.observe(command.device(), command.attribute(), command.value());
      }

      @Override
      public void close() {}
    };
  }

  private static void announce(
      DriverHost host,
      String id,
      String name,
      DeviceType type,
      AttributeId attribute,
      ValueKind kind) {
    host.announce(
        new DeviceDescription(
            id,
            name,
            List.of(),
            "",
            type,
            List.of(
                new Capability(
                    attribute.capability(),
                    type == DeviceType.DOOR_LOCK ? Risk.SECURITY : Risk.COMFORT,
                    List.of(new Attribute(attribute, kind, "", Attribute.Access.WRITE)))),
            "",
            ""));
    if (id.equals("lamp")) {
      host.observe(id, attribute, Value.of(false));
    }
  }
}
