package io.lares.driver;

import java.nio.charset.StandardCharsets;

/**
 * A message from the broker.
 *
 * @param payload must not be changed
 * @param retained true where the broker had kept it
 */
@SuppressWarnings("ArrayRecordComponent")
public record MqttMessage(String topic, byte[] payload, int qos, boolean retained) {
  /** The payload as UTF-8; malformed bytes become replacement characters. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
