package io.lares.mqttdiscovery;

import io.lares.driver.Cancellable;
import io.lares.home.AttributeId;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.entity.Entity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entity as the session knows it, and its place in the home. */
final class Member {
  final String topic;
  final Announcement about;
  final Entity entity;
  final Reachability reachability;
  final Map<Integer, Cancellable> pending = new HashMap<>(0);

  /** The device that shows this entity; null until it is placed, and where none does. */
  @Nullable LiveDevice device;

  /** The final name of each field; the place is the field's index. */
  AttributeId[] ids = new AttributeId[0];

  /** True once its topics are listened to. */
  boolean listening;

  /** How many beats of its pace it may yet be silent. */
  long beatsLeft;

  /** True while its template fails, so that its recovery is noticed. */
  boolean failing;

  Member(String topic, Announcement about, Entity entity) {
    this.topic = topic;
    this.about = about;
    this.entity = entity;
    this.reachability = new Reachability(about.availability());
  }

  String key() {
    return about.key();
  }
}
