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
import io.lares.mqttdiscovery.template.Values;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A blind, an awning, a garage door: position, motion and tilt. */
final class CoverEntity extends Entity {
  private final boolean garage;

  CoverEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String deviceClass = o.text("device_class", "");
    // What lets people in carries the risk of a garage door.
    garage =
        deviceClass.equals("garage") || deviceClass.equals("gate") || deviceClass.equals("door");
    String command = o.commandTopic("command_topic");
    String positionCommand = o.commandTopic("set_position_topic");
    String positionState = o.stateTopic("position_topic");
    Scale scale = new Scale(o.number("position_closed", 0), o.number("position_open", 100));
    String open = o.payload("payload_open", "OPEN");
    String close = o.payload("payload_close", "CLOSE");
    String stop = o.payload("payload_stop", "STOP");
    String state = o.stateTopic("state_topic");
    boolean moves =
        command != null || positionCommand != null || positionState != null || state != null;
    if (!moves) {
      tilt(o);
      return;
    }
    Attribute place = known(garage ? Vocabulary.GARAGE_POSITION : Vocabulary.COVERING_POSITION);
    if (positionCommand == null && positionState == null) {
      place = place.withKind(new ValueKind.Number(0, 100, 100));
    }
    if (command == null && positionCommand == null) {
      place = readOnly(place);
    }
    Field position = field(place);
    Field motion =
        field(
            known(garage ? Vocabulary.GARAGE_MOTION : Vocabulary.COVERING_MOTION)
                .withAccess(command == null ? Attribute.Access.READ : Attribute.Access.WRITE));
    States states = new States(o, positionState == null);
    reads(
        state,
        within(o, "value_template"),
        (text, payload, sink) -> states.show(text, position, motion, sink),
        positionState == null ? new Field[] {position, motion} : new Field[] {motion});
    Tilt tilt = tilt(o);
    reads(
        positionState,
        within(o, "position_template"),
        (text, payload, sink) -> {
          JsonNode json = Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8));
          if (json == null || !json.isObject()) {
            scale.show(text, position, sink);
            return;
          }
          scale.show(json.path("position").asText(), position, sink);
          if (tilt != null) {
            tilt.scale.show(json.path("tilt_position").asText(), tilt.field, sink);
          }
        },
        position);
    Template positionTemplate = o.template("set_position_template");
    if (positionCommand != null) {
      writes(
          position,
          (value, t) -> {
            long wire = scale.toWire(number(value));
            return positionTemplate == null
                ? publish(positionCommand, Values.text(wire))
                : publish(
                    positionCommand,
                    positionTemplate,
                    scale.variables(wire, "position", number(value)));
          });
    } else if (command != null) {
      writes(
          position,
          (value, t) -> {
            double wanted = number(value);
            if (wanted != 0 && wanted != 100) {
              throw new Unsupported("This can only be opened or closed, not set to a position.");
            }
            return publish(command, there(wanted == 0 ? close : open));
          });
    }
    if (command != null) {
      writes(
          motion,
          (value, t) ->
              publish(
                  command,
                  there(
                      switch (value.toString()) {
                        case "opening" -> open;
                        case "closing" -> close;
                        default -> stop;
                      })));
    }
    String type = type(deviceClass);
    if (!garage && !type.isEmpty()) {
      constant(field(known(Vocabulary.COVERING_TYPE)), type);
    }
  }

  private static String there(@Nullable String payload) throws Unsupported {
    if (payload == null) {
      throw new Unsupported("This can't be told to do that.");
    }
    return payload;
  }

  /** A value template, which may speak of the ends of the ranges. */
  private static @Nullable Template within(Options o, String key) throws BadDiscovery {
    Template template = o.template(key);
    if (template == null) {
      return null;
    }
    Map<String, Object> ends =
        Map.of(
            "position_closed", plain(o.number("position_closed", 0)),
            "position_open", plain(o.number("position_open", 100)),
            "tilt_min", plain(o.number("tilt_min", 0)),
            "tilt_max", plain(o.number("tilt_max", 100)));
    return scope -> template.render(name -> ends.getOrDefault(name, scope.get(name)));
  }

  private record Tilt(Field field, Scale scale) {}

  private @Nullable Tilt tilt(Options o) throws BadDiscovery {
    String command = o.commandTopic("tilt_command_topic");
    String state = o.stateTopic("tilt_status_topic");
    if (command == null && state == null) {
      return null;
    }
    Scale scale = new Scale(o.number("tilt_min", 0), o.number("tilt_max", 100));
    Attribute attribute = known("WindowCovering.tilt");
    Field tilt = field(command == null ? readOnly(attribute) : attribute);
    reads(
        state,
        within(o, "tilt_status_template"),
        (text, payload, sink) -> scale.show(text, tilt, sink),
        tilt);
    Template template = o.template("tilt_command_template");
    if (command != null) {
      writes(
          tilt,
          (value, t) -> {
            long wire = scale.toWire(number(value));
            return template == null
                ? publish(command, Values.text(wire))
                : publish(command, template, scale.variables(wire, "tilt_position", number(value)));
          });
    }
    return new Tilt(tilt, scale);
  }

  private static String type(String deviceClass) {
    return switch (deviceClass) {
      case "curtain", "blind", "shutter", "awning", "window" -> deviceClass;
      case "shade" -> "blind";
      default -> "";
    };
  }

  /** What a cover's state topic says. */
  private record States(
      String open, String opening, String closed, String closing, String stopped, boolean placed) {
    States(Options o, boolean placed) throws BadDiscovery {
      this(
          o.text("state_open", "open"),
          o.text("state_opening", "opening"),
          o.text("state_closed", "closed"),
          o.text("state_closing", "closing"),
          o.text("state_stopped", "stopped"),
          placed);
    }

    void show(String text, Field position, Field motion, Sink sink) {
      if (text.equals(opening) || text.equals(closing)) {
        sink.shows(motion, Value.of(text.equals(opening) ? "opening" : "closing"));
      } else if (text.equals(open) || text.equals(closed) || text.equals(stopped)) {
        sink.shows(motion, Value.of("stopped"));
        if (placed && !text.equals(stopped)) {
          sink.shows(position, Value.of(text.equals(open) ? 100 : 0));
        }
      }
    }
  }

  @Override
  public DeviceType mainType() {
    return garage ? DeviceType.GARAGE_DOOR : DeviceType.WINDOW_COVERING;
  }
}
