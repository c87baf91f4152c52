package io.lares.mqttdiscovery.entity;

import static io.lares.home.Attribute.Access.MOMENTARY;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lock. */
final class LockEntity extends Entity {
  LockEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    boolean asksForCode = o.has("code_format") && template != null;
    String lock = o.text("payload_lock", "LOCK");
    String unlock = o.text("payload_unlock", "UNLOCK");
    String open = o.text("payload_open");
    String locked = o.text("state_locked", "LOCKED");
    String unlocked = o.text("state_unlocked", "UNLOCKED");
    String opened = o.text("state_open", "OPEN");
    String jammed = o.text("state_jammed", "JAMMED");
    Field state = field(known(Vocabulary.LOCK_STATE));
    Field problem = field(known("DoorLock.problem"));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (text.equals(jammed)) {
            sink.shows(problem, Value.of("jammed"));
          } else if (text.equals(locked) || text.equals(unlocked) || text.equals(opened)) {
            sink.shows(state, Value.of(text.equals(locked) ? "locked" : "unlocked"));
            sink.shows(problem, Value.of("none"));
          }
        },
        state,
        problem);
    writes(
        state,
        (value, t) ->
            send(topic, template, asksForCode, value.toString().equals("locked") ? lock : unlock));
    if (open != null) {
      // The bolt is drawn and the door springs open: more than unlocking.
      writes(
          field(described("DoorLock", "unlatch", ValueKind.BOOL, "", MOMENTARY, "Open the door")),
          (value, t) -> send(topic, template, asksForCode, open));
    }
  }

  private List<Publication> send(
      String topic, @Nullable Template template, boolean asksForCode, String payload)
      throws TemplateException, Unsupported {
    if (asksForCode) {
      throw new Unsupported("This lock asks for a code with each command, and the hub has none.");
    }
    return publish(topic, template, payload);
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.DOOR_LOCK;
  }
}
