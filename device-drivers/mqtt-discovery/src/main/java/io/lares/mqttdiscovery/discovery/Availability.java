package io.lares.mqttdiscovery.discovery;

import io.lares.mqttdiscovery.template.Template;
import java.util.List;

/** How an entity says whether it can be reached. No rules: it always can. */
public record Availability(List<Rule> rules, Mode mode) {
  public static final Availability ALWAYS = new Availability(List.of(), Mode.LATEST);

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
