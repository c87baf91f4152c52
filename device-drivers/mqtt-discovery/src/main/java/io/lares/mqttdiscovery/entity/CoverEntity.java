package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.Values;
import java.util.Map;

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
    String open = o.text("payload_open", "OPEN");
    String close = o.text("payload_close", "CLOSE");
    String stop = o.text("payload_stop", "STOP");
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
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> states.show(text, position, motion, sink),
        positionState == null ? new Field[] {position, motion} : new Field[] {motion});
    reads(
        positionState,
        o.template("position_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            sink.shows(position, Value.of(scale.toPercent(wire)));
          }
        },
        position);
    Template positionTemplate = o.template("set_position_template");
    if (positionCommand != null) {
      writes(
          position,
          (value, t) -> {
            Object wire = scale.toWire(number(value));
            return positionTemplate == null
                ? publish(positionCommand, Values.text(wire))
                : publish(
                    positionCommand, positionTemplate, Map.of("value", wire, "position", wire));
          });
    } else if (command != null) {
      writes(
          position,
          (value, t) -> {
            double wanted = number(value);
            if (wanted != 0 && wanted != 100) {
              throw new Unsupported("This can only be opened or closed, not set to a position.");
            }
            return publish(command, wanted == 0 ? close : open);
          });
    }
    if (command != null) {
      writes(
          motion,
          (value, t) ->
              publish(
                  command,
                  switch (value.toString()) {
                    case "opening" -> open;
                    case "closing" -> close;
                    default -> stop;
                  }));
    }
    tilt(o);
    String type = type(deviceClass);
    if (!garage && !type.isEmpty()) {
      constant(field(known(Vocabulary.COVERING_TYPE)), type);
    }
  }

  private void tilt(Options o) throws BadDiscovery {
    String command = o.commandTopic("tilt_command_topic");
    String state = o.stateTopic("tilt_status_topic");
    if (command == null && state == null) {
      return;
    }
    Scale scale = new Scale(o.number("tilt_min", 0), o.number("tilt_max", 100));
    Attribute attribute = known("WindowCovering.tilt");
    Field tilt = field(command == null ? readOnly(attribute) : attribute);
    reads(
        state,
        o.template("tilt_status_template"),
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            sink.shows(tilt, Value.of(scale.toPercent(wire)));
          }
        },
        tilt);
    Template template = o.template("tilt_command_template");
    if (command != null) {
      writes(
          tilt,
          (value, t) -> {
            Object wire = scale.toWire(number(value));
            return template == null
                ? publish(command, Values.text(wire))
                : publish(command, template, Map.of("value", wire, "tilt_position", wire));
          });
    }
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
