package io.lares.automations.internal;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.Session;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A small home whose sensors a test plays and whose lamps obey at once. */
final class PlayDriver implements Driver {
  static final AttributeId LOCATION = AttributeId.parse("Person.location");

  final BlockingQueue<DeviceCommand> commands = new LinkedBlockingQueue<>();
  private volatile DriverHost host;

  @Override
  public DriverManifest manifest() {
    return new DriverManifest("play", "Play", "1.0.0", Set.of(), List.of(), false);
  }

  @Override
  public Session open(DriverConfig config, DriverHost opened) {
    host = opened;
    announce(
        "hall-lamp", "Hall Lamp", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
    announce("desk-lamp", "Desk Lamp", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
    announce("fan", "Fan", DeviceType.FAN, Vocabulary.ON_OFF);
    announce(
        "blinds",
        "Blinds",
        DeviceType.WINDOW_COVERING,
        Vocabulary.COVERING_POSITION,
        Vocabulary.COVERING_TYPE);
    show("blinds", Vocabulary.COVERING_TYPE, Value.of("blind"));
    announce("door-lock", "Front Lock", DeviceType.DOOR_LOCK, Vocabulary.LOCK_STATE);
    announce("door", "Front Door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
    announce("motion", "Hall Motion", DeviceType.OCCUPANCY_SENSOR, Vocabulary.OCCUPIED);
    announce("marker", "Marker", DeviceType.GENERIC_SWITCH, Vocabulary.SWITCH_PRESSED);
    announce("thermometer", "Thermometer", DeviceType.TEMPERATURE_SENSOR, Vocabulary.TEMPERATURE);
    announce("button", "Button", DeviceType.GENERIC_SWITCH, Vocabulary.SWITCH_PRESSED);
    announce(
        "ann", "Ann", DeviceType.PERSON, LOCATION, Vocabulary.TRAVEL_TIME, Vocabulary.HOMEWARD);
    announce(
        "car",
        "Blue Beetle",
        DeviceType.VEHICLE,
        LOCATION,
        Vocabulary.TRAVEL_TIME,
        Vocabulary.HOMEWARD);
    announce(
        "heating",
        "Heating",
        DeviceType.THERMOSTAT,
        Vocabulary.TARGET_TEMPERATURE,
        Vocabulary.THERMOSTAT_MODE,
        Vocabulary.LOCAL_TEMPERATURE);
    announce("ben", "Ben", DeviceType.PERSON, LOCATION);
    return new Session() {
      @Override
      public void execute(DeviceCommand command, CommandReply reply) {
        commands.add(command);
        reply.accepted();
        host.observe(command.device(), command.attribute(), command.value());
      }

      @Override
      public void close() {}
    };
  }

  private void announce(String id, String name, DeviceType type, AttributeId... attributes) {
    host.announce(
        new DeviceDescription(
            id,
            name,
            List.of(),
            "",
            type,
            Vocabulary.group(
                Stream.of(attributes)
                    .map(Vocabulary::attribute)
                    .map(Objects::requireNonNull)
                    .toList()),
            "",
            ""));
  }

  /** A device shows something. */
  void show(String device, AttributeId attribute, Value value) {
    host.observe(device, attribute, value);
  }
}
