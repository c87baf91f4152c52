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
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A valve. */
final class ValveEntity extends Entity {
  private final boolean water;

  ValveEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    water = !o.text("device_class", "water").equals("gas");
    String topic = o.commandTopic("command_topic");
    Template template = o.template("command_template");
    boolean positions = o.flag("reports_position", false);
    Scale scale = new Scale(o.number("position_closed", 0), o.number("position_open", 100));
    String open = o.payload("payload_open", "OPEN");
    String close = o.payload("payload_close", "CLOSE");
    String stateOpen = o.text("state_open", "open");
    String stateClosed = o.text("state_closed", "closed");
    Attribute place = known(Vocabulary.VALVE_POSITION);
    if (!positions) {
      place = place.withKind(new ValueKind.Number(0, 100, 100));
    }
    Field position = field(topic == null ? readOnly(place) : place);
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          JsonNode json = Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8));
          String said =
              json != null && json.isObject()
                  ? json.path(positions ? "position" : "state").asText()
                  : text;
          double wire = Values.number(said);
          if (positions && !Double.isNaN(wire)) {
            sink.shows(position, Value.of(scale.toPercent(wire)));
          } else if (said.equals(stateOpen) || said.equals(stateClosed)) {
            sink.shows(position, Value.of(said.equals(stateOpen) ? 100 : 0));
          }
        },
        position);
    if (topic != null) {
      writes(
          position,
          (value, t) -> {
            double wanted = number(value);
            if (positions) {
              return placed(topic, template, scale, wanted);
            }
            if (wanted != 0 && wanted != 100) {
              throw new Unsupported("This can only be opened or closed, not set to a position.");
            }
            String payload = wanted == 0 ? close : open;
            if (payload == null) {
              throw new Unsupported(
                  "This can't be " + (wanted == 0 ? "closed" : "opened") + " by command.");
            }
            return publish(topic, template, payload);
          });
    }
  }

  private List<Publication> placed(
      String topic, @Nullable Template template, Scale scale, double wanted)
      throws TemplateException {
    long wire = scale.toWire(wanted);
    return template == null
        ? publish(topic, Values.text(wire))
        : publish(topic, template, scale.variables(wire, "position", wanted));
  }

  @Override
  public DeviceType mainType() {
    return water ? DeviceType.WATER_VALVE : DeviceType.GENERIC;
  }
}
