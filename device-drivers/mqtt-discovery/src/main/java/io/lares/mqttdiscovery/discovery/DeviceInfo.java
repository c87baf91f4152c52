package io.lares.mqttdiscovery.discovery;

/**
 * The device block of a payload.
 *
 * @param key what makes entities belong together: the first identifier, or the first connection;
 *     empty where the payload names no device
 * @param name for people; empty where unknown
 * @param suggestedArea empty for none
 */
public record DeviceInfo(
    String key, String name, String manufacturer, String model, String suggestedArea) {
  public static final DeviceInfo NONE = new DeviceInfo("", "", "", "", "");

  /** What two payloads together say of the device: this one, with gaps filled from the other. */
  public DeviceInfo or(DeviceInfo other) {
    return new DeviceInfo(
        key,
        first(name, other.name),
        first(manufacturer, other.manufacturer),
        first(model, other.model),
        first(suggestedArea, other.suggestedArea));
  }

  private static String first(String one, String two) {
    return one.isEmpty() ? two : one;
  }
}
