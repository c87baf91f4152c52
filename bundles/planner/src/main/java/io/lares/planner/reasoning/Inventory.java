package io.lares.planner.reasoning;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The devices that a model is told of, by short words of the hub's own: {@code d1}, {@code d2}. So
 * no name that somebody gave a device can be taken for anything but a name.
 */
final class Inventory {
  /** More devices would fill the prompt; those of a home come in the order in which they joined. */
  static final int MOST_DEVICES = 300;

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_.:-]{1,100}");
  private static final Pattern CHOICE = Pattern.compile("[\\p{L}\\p{N} _.:+/-]{1,60}");
  private static final Value LOCKED = Value.of("locked");

  private final Home home;
  private final SequencedMap<String, Device> devices = new LinkedHashMap<>();

  Inventory(Home home) {
    this.home = home;
    for (Device device : home.devices()) {
      if (devices.size() < MOST_DEVICES && !sayable(device).isEmpty()) {
        devices.put("d" + (devices.size() + 1), device);
      }
    }
  }

  Home home() {
    return home;
  }

  SequencedMap<String, Device> devices() {
    return devices;
  }

  @Nullable Device device(String word) {
    return devices.get(word);
  }

  /**
   * The attributes of a device that the language of plans can name, by their words in it: their
   * names without the capability, or with it where a device has two of one name.
   */
  static SequencedMap<String, Attribute> attributes(Device device) {
    SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (Attribute attribute : sayable(device)) {
      if (attributes.putIfAbsent(attribute.id().name(), attribute) != null) {
        twice.add(attribute.id().name());
      }
    }
    if (twice.isEmpty()) {
      return attributes;
    }
    attributes.clear();
    for (Attribute attribute : sayable(device)) {
      AttributeId id = attribute.id();
      attributes.put(twice.contains(id.name()) ? id.toString() : id.name(), attribute);
    }
    return attributes;
  }

  private static List<Attribute> sayable(Device device) {
    List<Attribute> attributes = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (ID.matcher(attribute.id().toString()).matches() && kind(attribute) != null) {
          attributes.add(attribute);
        }
      }
    }
    return attributes;
  }

  /** The values of an attribute as far as they can be said on a line; null where none can. */
  static @Nullable ValueKind kind(Attribute attribute) {
    if (attribute.kind() instanceof ValueKind.Choice(List<String> all)) {
      List<String> values = all.stream().filter(value -> CHOICE.matcher(value).matches()).toList();
      return values.isEmpty() ? null : new ValueKind.Choice(values);
    }
    return attribute.kind();
  }

  /**
   * What a model may command an attribute to, or null for nothing: what opens or endangers the home
   * it may only make safer.
   */
  static @Nullable ValueKind settable(Device device, Attribute attribute) {
    if (!attribute.commandable()) {
      return null;
    }
    if (device.risk(attribute.id()).compareTo(Risk.SECURITY) < 0) {
      return kind(attribute);
    }
    return attribute.id().equals(Vocabulary.LOCK_STATE) && attribute.kind().misfit(LOCKED) == null
        ? new ValueKind.Choice(List.of(LOCKED.toString()))
        : null;
  }
}
