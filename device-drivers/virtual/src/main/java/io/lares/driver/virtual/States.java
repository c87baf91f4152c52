package io.lares.driver.virtual;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a device shows now, and what of it is new since it was last asked. */
final class States {
  private final Blueprint device;
  private final Map<AttributeId, Value> shown;
  private final Map<AttributeId, Value> fresh = new LinkedHashMap<>();

  private boolean reachable = true;

  States(Blueprint device) {
    this.device = device;
    this.shown = new HashMap<>(device.state());
  }

  boolean has(AttributeId id) {
    return device.attributes().containsKey(id);
  }

  boolean is(AttributeId id, String text) {
    return shown.get(id) instanceof Value.Text(String value) && value.equals(text);
  }

  boolean on(AttributeId id) {
    return shown.get(id) instanceof Value.Bool(boolean value) && value;
  }

  double number(AttributeId id, double otherwise) {
    return shown.get(id) instanceof Value.Num(double value) ? value : otherwise;
  }

  /** The unit of an attribute, empty where it has none. */
  String unit(AttributeId id) {
    var attribute = device.attributes().get(id);
    return attribute == null ? "" : attribute.unit();
  }

  /** Whether anything has been seen of an attribute. */
  boolean shows(AttributeId id) {
    return shown.containsKey(id);
  }

  /** Whether the device answers. */
  boolean reachable() {
    return reachable;
  }

  void reachable(boolean now) {
    reachable = now;
  }

  /** Shows a value, if the device can. */
  void show(AttributeId id, Value value) {
    var attribute = device.attributes().get(id);
    if (attribute != null
        && attribute.kind().misfit(value) == null
        && !value.equals(shown.put(id, value))) {
      fresh.put(id, value);
    }
  }

  /** Shows what was commanded, even where it is nothing new. */
  void obey(AttributeId id, Value value) {
    shown.put(id, value);
    fresh.put(id, value);
  }

  Map<AttributeId, Value> drain() {
    Map<AttributeId, Value> result = new LinkedHashMap<>(fresh);
    fresh.clear();
    return result;
  }
}
