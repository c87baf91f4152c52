package io.lares.mqttdiscovery.entity;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Template;

/** A lock. */
final class LockEntity extends Entity {
  LockEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    String topic = required(o, "command_topic");
    Template template = o.template("command_template");
    String lock = o.text("payload_lock", "LOCK");
    String unlock = o.text("payload_unlock", "UNLOCK");
    String locked = o.text("state_locked", "LOCKED");
    String unlocked = o.text("state_unlocked", "UNLOCKED");
    String jammed = o.text("state_jammed", "JAMMED");
    Field state = field(known(Vocabulary.LOCK_STATE));
    Field problem = field(known("DoorLock.problem"));
    reads(
        o.stateTopic("state_topic"),
        o.template("value_template"),
        (text, payload, sink) -> {
          if (text.equals(jammed)) {
            sink.shows(problem, Value.of("jammed"));
          } else if (text.equals(locked) || text.equals(unlocked)) {
            sink.shows(state, Value.of(text.equals(locked) ? "locked" : "unlocked"));
            sink.shows(problem, Value.of("none"));
          }
        },
        state,
        problem);
    writes(
        state,
        (value, t) -> publish(topic, template, value.toString().equals("locked") ? lock : unlock));
  }

  @Override
  public DeviceType mainType() {
    return DeviceType.DOOR_LOCK;
  }
}
