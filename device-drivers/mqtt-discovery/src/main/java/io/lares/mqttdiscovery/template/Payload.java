package io.lares.mqttdiscovery.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.driver.MqttMessage;
import org.jspecify.annotations.Nullable;

/** A message as the entities on its topic see it: decoded at most once, parsed at most once. */
public final class Payload implements Scope {
  private final MqttMessage message;
  private @Nullable String text;
  private @Nullable JsonNode json;
  private boolean parsed;

  public Payload(MqttMessage message) {
    this.message = message;
  }

  public String topic() {
    return message.topic();
  }

  public boolean retained() {
    return message.retained();
  }

  public String text() {
    String known = text;
    if (known == null) {
      known = message.text();
      text = known;
    }
    return known;
  }

  /** The message as JSON, or null where it is none. */
  public @Nullable JsonNode json() {
    if (!parsed) {
      parsed = true;
      json = Json.parseOrNull(message.payload());
    }
    return json;
  }

  @Override
  public @Nullable Object get(String name) {
    return switch (name) {
      case "value" -> text();
      case "value_json" -> json();
      default -> null;
    };
  }
}
