package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.language.LanguagePack;
import org.jspecify.annotations.Nullable;

/**
 * Puts a value into words, in three ways: as a state (unlocked), as news (has been unlocked) and as
 * a deed (unlock the door). A language that says news as it says states has no words of its own for
 * them.
 */
final class Phrases {
  private static final String STATE = "state.";

  private final Home home;
  private final PackWords words;
  private final LanguagePack pack;
  private final Names names;

  Phrases(Home home, PackWords words, Names names) {
    this.home = home;
    this.words = words;
    this.pack = words.pack();
    this.names = names;
  }

  /** A reply's key and what fills its blank. */
  private record Wording(String key, Object blank, Object second) {
    Wording(String key) {
      this(key, "", "");
    }

    Wording(String key, Object blank) {
      this(key, blank, "");
    }

    /** The key of the same in another way of telling. */
    String as(String way) {
      return key.startsWith(STATE) ? way + key.substring(STATE.length()) : key;
    }
  }

  /** On, 40 % open, set to 21 °C. */
  String state(AttributeId id, Value value, @Nullable Attribute attribute) {
    Wording wording = wording(id, value, attribute);
    return pack.say(wording.key, wording.blank, wording.second);
  }

  /** The same, told as something that has just come about. */
  String news(AttributeId id, Value value, @Nullable Attribute attribute) {
    Wording wording = wording(id, value, attribute);
    String key = wording.as("now.");
    return pack.say(pack.has(key) ? key : wording.key, wording.blank, wording.second);
  }

  /** What to do to some devices, to follow "shall I": unlock the front door. */
  String deed(String devices, AttributeId id, Value value, @Nullable Attribute attribute) {
    Wording wording = wording(id, value, attribute);
    String key = wording.as("deed.");
    return pack.has(key)
        ? pack.say(key, devices, wording.blank, wording.second)
        : pack.say("deed.change", devices, state(id, value, attribute));
  }

  /** A bare value with its unit, as an answer gives it. */
  String reading(AttributeId id, Value value, @Nullable Attribute attribute) {
    String unit = attribute == null ? "" : attribute.unit();
    return value instanceof Value.Num ? withUnit(value, unit) : state(id, value, attribute);
  }

  static String withUnit(Value value, String unit) {
    return unit.isEmpty() ? value.toString() : value + " " + unit;
  }

  private Wording wording(AttributeId id, Value value, @Nullable Attribute attribute) {
    if (value instanceof Value.Num(double number)) {
      return number(id, number, value, attribute);
    }
    String key =
        switch (value) {
          case Value.Bool(boolean flag) -> flag(id, flag);
          case Value.Text(String text) -> text(id, text);
          default -> "";
        };
    if (!key.isEmpty() && pack.has(key)) {
      return new Wording(key);
    }
    if (id.equals(Vocabulary.COLOR)) {
      return new Wording("state.colour", words.colourName(value.toString()));
    }
    if (id.equals(Vocabulary.TRACK)) {
      return new Wording("state.track", value);
    }
    if (id.equals(Vocabulary.VACUUM_AREA)) {
      Area area = value.toString().isEmpty() ? null : home.area(new AreaId(value.toString()));
      return new Wording("state.area", area == null ? value : names.of(area));
    }
    if (id.name().equals("mode")) {
      String mode = "mode." + value;
      return new Wording("state.mode", pack.has(mode) ? pack.say(mode) : value);
    }
    Object told =
        value instanceof Value.Bool(boolean on) ? pack.say(on ? "state.on" : "state.off") : value;
    return new Wording(
        value instanceof Value.Bool ? "state.flag" : "state.other", label(id, attribute), told);
  }

  private static String flag(AttributeId id, boolean flag) {
    return switch (id.toString()) {
      case "OnOff.onOff" -> flag ? "state.on" : "state.off";
      case "Contact.open" -> flag ? "state.open" : "state.closed";
      case "Occupancy.occupied" -> flag ? "state.occupied" : "state.clear";
      case "Media.muted" -> flag ? "state.muted" : "state.unmuted";
      case "Scene.activated" -> "state.activated";
      case "Script.started" -> "state.started";
      default -> id.capability().equals("Sensor") ? flag ? "state.on" : "state.off" : "";
    };
  }

  private static String text(AttributeId id, String text) {
    return switch (id.toString()) {
      case "DoorLock.lockState",
          "Media.playback",
          "Vacuum.operation",
          "LawnMower.operation",
          "Person.location" ->
          STATE + text;
      case "Media.track" -> "state.track." + text;
      case "Thermostat.mode", "Fan.mode" -> text.equals("off") ? "state.off" : "";
      case "Weather.condition" -> "weather." + text;
      default -> "";
    };
  }

  private Wording number(
      AttributeId id, double number, Value value, @Nullable Attribute attribute) {
    String unit = attribute == null ? "" : attribute.unit();
    return switch (id.toString()) {
      case "LevelControl.currentLevel" -> new Wording("state.level", value);
      case "WindowCovering.position", "GarageDoor.position", "Valve.position" ->
          number == 0
              ? new Wording("state.closed")
              : number == 100 ? new Wording("state.open") : new Wording("state.position", value);
      case "ColorControl.colorTemperature" -> new Wording("state.kelvin", value);
      case "Thermostat.targetTemperature" -> new Wording("state.target", withUnit(value, unit));
      case "Fan.percent" -> new Wording("state.speed", value);
      case "Media.volume" -> new Wording("state.volume", value);
      case "Humidity.target" -> new Wording("state.humidity", value);
      default -> new Wording("state.other", label(id, attribute), withUnit(value, unit));
    };
  }

  /** What an attribute is called. */
  String label(AttributeId id, @Nullable Attribute attribute) {
    if (attribute != null && !attribute.label().isEmpty()) {
      return attribute.label();
    }
    String description = attribute == null ? "" : DescribedWords.brief(attribute);
    if (!description.isEmpty()
        && description.length() <= DescribedWords.LONGEST_DESCRIPTION
        && pack.writes(description)) {
      return description;
    }
    return id.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(pack.locale());
  }
}
