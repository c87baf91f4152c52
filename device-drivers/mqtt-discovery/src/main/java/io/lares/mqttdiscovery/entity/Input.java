package io.lares.mqttdiscovery.entity;

import io.lares.mqttdiscovery.template.Payload;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;

/** What an entity makes of the messages on one topic. */
public record Input(String topic, Template template, Decoder decoder) {
  /** Makes observations of a rendered message. */
  @FunctionalInterface
  public interface Decoder {
    /**
     * @param text the message after the template, never empty
     */
    void decode(String text, Payload payload, Sink sink);
  }

  /**
   * Reads one message.
   *
   * @throws TemplateException where the template fails on it
   */
  public void read(Payload payload, Sink sink) throws TemplateException {
    String text = template.render(payload);
    if (!text.isEmpty()) {
      decoder.decode(text, payload, sink);
    }
  }
}
