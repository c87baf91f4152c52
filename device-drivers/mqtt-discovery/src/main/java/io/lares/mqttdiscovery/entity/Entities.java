package io.lares.mqttdiscovery.entity;

import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import org.jspecify.annotations.Nullable;

/** Makes entities of announcements. */
public final class Entities {
  private Entities() {}

  /**
   * The entity that an announcement describes, or null for a component that this driver has no use
   * for (a camera, a tag).
   *
   * @throws BadDiscovery where an option is missing or wrong
   */
  public static @Nullable Entity of(Announcement announcement) throws BadDiscovery {
    return switch (announcement.component()) {
      case "light" -> LightEntity.of(announcement);
      case "switch" -> new SwitchEntity(announcement);
      case "sensor" -> new SensorEntity(announcement);
      case "binary_sensor" -> new BinarySensorEntity(announcement);
      case "button", "scene" -> new ButtonEntity(announcement);
      case "alarm_control_panel" -> new AlarmEntity(announcement);
      case "climate" -> new ClimateEntity(announcement);
      case "cover" -> new CoverEntity(announcement);
      case "event" -> new EventEntity(announcement);
      case "fan" -> new FanEntity(announcement);
      case "humidifier" -> new HumidifierEntity(announcement);
      case "lawn_mower" -> new LawnMowerEntity(announcement);
      case "lock" -> new LockEntity(announcement);
      case "number" -> new NumberEntity(announcement);
      case "select" -> new SelectEntity(announcement);
      case "siren" -> new SirenEntity(announcement);
      case "text" -> new TextEntity(announcement);
      case "device_automation" -> new TriggerEntity(announcement);
      case "update" -> new UpdateEntity(announcement);
      case "vacuum" -> new VacuumEntity(announcement);
      case "valve" -> new ValveEntity(announcement);
      case "water_heater" -> new WaterHeaterEntity(announcement);
      default -> null;
    };
  }
}
