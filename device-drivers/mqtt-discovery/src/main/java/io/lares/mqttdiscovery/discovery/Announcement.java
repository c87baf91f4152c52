package io.lares.mqttdiscovery.discovery;

/**
 * One entity as a discovery message describes it.
 *
 * @param component such as {@code light}
 * @param key the same after restarts, renames and another topic: component and unique id
 * @param objectId the last part of the topic, or the component's key in a device payload
 * @param name the entity's own name; empty where it bears the device's name
 * @param category what the entity is for
 * @param enabled false where the publisher thinks that few people want it
 * @param options everything else, at full length
 */
public record Announcement(
    String component,
    String key,
    String objectId,
    String name,
    DeviceInfo device,
    Availability availability,
    Category category,
    boolean enabled,
    Options options) {

  /** What an entity is for. */
  public enum Category {
    /** What the device is about. */
    PRIMARY,
    /** A setting of the device. */
    CONFIG,
    /** A sign of its health. */
    DIAGNOSTIC
  }

  /** The same without the options, which only the entity's construction needs. */
  public Announcement slim() {
    return new Announcement(
        component, key, objectId, name, device, availability, category, enabled, Options.NONE);
  }
}
