package io.lares.planner.meaning;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.home.Vocabulary;
import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What something in a home may be for, by nothing but its own words: a boot dryer, and "feed given
 * to the horses" of a feeder. For devices that the wishes of the book say nothing about.
 *
 * @param attribute null for what the device's name says
 */
record Purpose(DeviceId device, @Nullable AttributeId attribute) {
  /** More takes long to encode, and nobody has so many kinds of things. */
  private static final int MOST = 400;

  /** Descriptions with fewer words, or characters where there are no words, say little alone. */
  private static final int TELLING_WORDS = 3;

  private static final int TELLING_CHARACTERS = 5;

  /** The phrases that tell what the devices of a home are for. */
  static SequencedMap<Purpose, List<String>> of(Home home, LanguagePack pack) {
    SequencedMap<Purpose, List<String>> purposes = new LinkedHashMap<>();
    for (Device device : home.devices()) {
      if (purposes.size() >= MOST) {
        break;
      }
      if (!special(device)) {
        continue;
      }
      List<String> names =
          Stream.concat(Stream.of(device.name()), device.aliases().stream())
              .map(pack.form()::of)
              .filter(name -> !name.isBlank())
              .toList();
      if (names.isEmpty()) {
        continue;
      }
      purposes.put(new Purpose(device.id(), null), names);
      for (Attribute attribute : own(device)) {
        purposes.put(
            new Purpose(device.id(), attribute.id()), phrases(names.getFirst(), attribute, pack));
      }
    }
    return purposes;
  }

  private static List<String> phrases(String name, Attribute attribute, LanguagePack pack) {
    String told = pack.form().of(attribute.description());
    String text = told.isBlank() ? pack.form().of(words(attribute)) : told;
    List<String> phrases = new ArrayList<>(List.of(name + " " + text));
    boolean telling =
        pack.spaced()
            ? told.split(" ").length >= TELLING_WORDS
            : told.length() >= TELLING_CHARACTERS;
    if (telling) {
      phrases.add(told);
    }
    return phrases;
  }

  private static String words(Attribute attribute) {
    return attribute.label().isEmpty()
        ? attribute.id().name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        : attribute.label();
  }

  /** True for what no wish of the book is about, and what nobody would be harmed by. */
  private static boolean special(Device device) {
    boolean person = device.type() == DeviceType.PERSON;
    boolean scene = device.type() == DeviceType.SCENE || device.type() == DeviceType.SCRIPT;
    boolean known = Stream.of(Kind.values()).anyMatch(kind -> kind.includes(device));
    return !person && !scene && (!known || !own(device).isEmpty()) && switchable(device);
  }

  private static boolean switchable(Device device) {
    Attribute onOff = device.attribute(Vocabulary.ON_OFF);
    return onOff != null && harmless(device, onOff) || !own(device).isEmpty();
  }

  /** What a device can do that no vocabulary knows. */
  static List<Attribute> own(Device device) {
    List<Attribute> own = new ArrayList<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (Vocabulary.attribute(attribute.id()) == null && harmless(device, attribute)) {
          own.add(attribute);
        }
      }
    }
    return own;
  }

  private static boolean harmless(Device device, Attribute attribute) {
    return attribute.commandable() && device.risk(attribute.id()) != Risk.SECURITY;
  }
}
