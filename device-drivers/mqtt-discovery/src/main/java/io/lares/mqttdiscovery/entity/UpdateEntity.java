package io.lares.mqttdiscovery.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Json;
import io.lares.mqttdiscovery.template.Text;
import org.jspecify.annotations.Nullable;

/** Whether there is newer firmware; read only, since people update where they can watch. */
final class UpdateEntity extends Entity {
  UpdateEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    Field installed =
        field(
            described(
                "Update",
                "installed",
                new ValueKind.Text(255),
                "",
                Attribute.Access.READ,
                "Installed version"));
    Field latest =
        field(
            described(
                "Update",
                "latest",
                new ValueKind.Text(255),
                "",
                Attribute.Access.READ,
                "Latest version"));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          JsonNode json = Json.parseOrNull(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          if (json == null || !json.isObject()) {
            show(installed, text, sink);
          } else {
            show(installed, json.path("installed_version").asText(""), sink);
            show(latest, json.path("latest_version").asText(""), sink);
          }
        },
        installed);
    reads(
        o.stateTopic("latest_version_topic"),
        o.template("latest_version_template"),
        (text, payload, sink) -> show(latest, text, sink),
        latest);
  }

  private static void show(Field field, String version, Sink sink) {
    if (!version.isEmpty() && !version.equals("None")) {
      sink.shows(field, Value.of(Text.shorten(version, 250)));
    }
  }

  @Override
  public @Nullable DeviceType mainType() {
    return null;
  }
}
