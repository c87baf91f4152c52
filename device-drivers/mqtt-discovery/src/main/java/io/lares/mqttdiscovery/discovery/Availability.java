package io.lares.mqttdiscovery.discovery;

import io.lares.mqttdiscovery.template.Template;
import java.util.List;

/**
 * How an entity says whether it can be reached. No rules: it always can.
 *
 * @param patience how long it may be silent before it counts as gone, in seconds; 0 for ever
 */
public record Availability(List<Rule> rules, Mode mode, long patience) {

  public Availability {
    rules = List.copyOf(rules);
  }

  /** One topic that tells. */
  public record Rule(
      String topic, Template template, String payloadAvailable, String payloadNotAvailable) {}

  /** How several topics make one answer. */
  public enum Mode {
    ALL,
    ANY,
    LATEST
  }
}
