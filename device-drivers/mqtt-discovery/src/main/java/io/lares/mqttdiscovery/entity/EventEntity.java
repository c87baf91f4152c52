package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Happenings that a device reports, such as the presses of a remote control. */
final class EventEntity extends Entity {
  EventEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    List<String> types = o.list("event_types");
    Field field = field(known(Vocabulary.SWITCH_PRESSED).withAccess(Attribute.Access.MOMENTARY));
    reads(
        requiredState(o, "state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          // What the broker had kept happened at another time.
          if (payload.retained()) {
            return;
          }
          JsonNode json = Json.parseOrNull(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          String type =
              json == null || !json.isObject() ? text : json.path("event_type").asText("");
          if (types.isEmpty() ? !type.isEmpty() : types.contains(type)) {
            // A remote control says beside it which of its buttons it was.
            String button = json == null ? "" : json.path("button").asText("");
            sink.shows(field, Value.of(Text.shorten((button + " " + type).strip(), 255)));
          }
        },
        field);
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
