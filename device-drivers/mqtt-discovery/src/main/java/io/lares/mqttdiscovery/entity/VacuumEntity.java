package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vacuum cleaner. */
final class VacuumEntity extends Entity {
  private static final List<String> STATES =
      List.of("docked", "cleaning", "returning", "paused", "idle", "error");

  private static final List<String> USUAL =
      List.of("start", "stop", "return_home", "status", "battery", "clean_spot");

  VacuumEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = o.commandTopic("command_topic");
    List<String> features = o.has("supported_features") ? o.list("supported_features") : USUAL;
    Map<String, String> payloads = new HashMap<>();
    offer(payloads, features, "start", "cleaning", o.text("payload_start", "start"));
    offer(payloads, features, "pause", "paused", o.text("payload_pause", "pause"));
    offer(payloads, features, "stop", "idle", o.text("payload_stop", "stop"));
    String dock = o.text("payload_return_to_base", "return_to_base");
    offer(payloads, features, "return_home", "docked", dock);
    offer(payloads, features, "return_home", "returning", dock);
    Attribute known = known(Vocabulary.VACUUM_OPERATION).withKind(new ValueKind.Choice(STATES));
    boolean commanded = topic != null && !payloads.isEmpty();
    Field operation = field(commanded ? known : readOnly(known));
    Field battery = features.contains("battery") ? field(known(Vocabulary.BATTERY)) : null;
    Field speed = speed(o);
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          JsonNode json = Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8));
          if (json == null || !json.isObject()) {
            return;
          }
          show(operation, json.path("state"), sink);
          show(speed, json.path("fan_speed"), sink);
          if (battery != null && json.path("battery_level").isNumber()) {
            sink.shows(battery, Value.of(Math.rint(json.path("battery_level").doubleValue())));
          }
        },
        fields().toArray(Field[]::new));
    if (topic == null) {
      return;
    }
    if (commanded) {
      writes(
          operation,
          (value, t) -> {
            String payload = payloads.get(value.toString());
            if (payload == null) {
              throw new Unsupported("This vacuum cleaner can't be told that.");
            }
            return publish(topic, payload);
          });
    }
    button(topic, features, "locate", "Locate", o.text("payload_locate", "locate"));
    button(
        topic, features, "clean_spot", "Clean a spot", o.text("payload_clean_spot", "clean_spot"));
  }

  private static void offer(
      Map<String, String> payloads,
      List<String> features,
      String feature,
      String state,
      String payload) {
    if (features.contains(feature)) {
      payloads.put(state, payload);
    }
  }

  private void button(
      String topic, List<String> features, String feature, String label, String payload) {
    if (features.contains(feature)) {
      Field field =
          field(
              described(
                  "Vacuum",
                  Slugs.camel(feature),
                  ValueKind.BOOL,
                  "",
                  Attribute.Access.MOMENTARY,
                  label));
      writes(field, (value, t) -> publish(topic, payload));
    }
  }

  private @Nullable Field speed(Options o) throws BadDiscovery {
    List<String> speeds = o.list("fan_speed_list");
    if (speeds.isEmpty()) {
      return null;
    }
    String topic = o.commandTopic("set_fan_speed_topic");
    Field speed =
        field(
            described(
                "Vacuum",
                "fanSpeed",
                new ValueKind.Choice(speeds),
                "",
                topic == null ? Attribute.Access.READ : Attribute.Access.WRITE,
                "Fan speed"));
    if (topic != null) {
      writes(speed, (value, t) -> publish(topic, value.toString()));
    }
    return speed;
  }

  private static void show(@Nullable Field field, JsonNode said, Sink sink) {
    if (field != null && said.isTextual()) {
      sink.shows(field, Value.of(Text.shorten(said.textValue(), 60)));
    }
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.ROBOTIC_VACUUM_CLEANER;
  }
}
