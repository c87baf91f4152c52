package io.lares.planner.grammar;

import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Vocabulary;
import java.util.List;
import java.util.Set;

/** What people mean of all that could do it, where they name nothing or everything. */
final class Unnamed {
  /** What "stop everything" is said of: what moves or plays, not the heating. */
  private static final Set<AttributeId> STOPPABLE =
      Set.of(
          Vocabulary.PLAYBACK,
          Vocabulary.VACUUM_OPERATION,
          Vocabulary.MOWER_OPERATION,
          Vocabulary.COVERING_POSITION);

  private static final double COOLEST_ROOM = 15;
  private static final double WARMEST_ROOM = 28;
  private static final double COOLEST_FAHRENHEIT = 59;
  private static final double WARMEST_FAHRENHEIT = 82;

  private final Clause clause;
  private final Doing doing;

  Unnamed(Clause clause, Doing doing) {
    this.clause = clause;
    this.doing = doing;
  }

  /** Of all that could do it, what people mean when they name nothing. */
  List<Device> usual(List<Device> devices) {
    if (!clause.hints.isEmpty() && clause.feature == null) {
      List<Device> hinted =
          Targets.filter(
              devices,
              device -> clause.hints.stream().anyMatch(id -> device.attribute(id) != null));
      if (!hinted.isEmpty()) {
        return hinted;
      }
    }
    if (clause.feature == Feature.SPEED) {
      return Targets.preferring(devices, device -> device.type() == DeviceType.FAN);
    }
    if (clause.hasFeature() && clause.feature != Feature.BRIGHTNESS) {
      return devices;
    }
    List<Device> result = Targets.filter(devices, device -> !Group.excludedFromEverything(device));
    if (result.isEmpty()) {
      return result;
    }
    if (clause.verbs.contains(Verb.PAUSE) || clause.verbs.contains(Verb.RESUME)) {
      List<Device> players =
          Targets.preferring(result, device -> device.attribute(Vocabulary.PLAYBACK) != null);
      return clause.verbs.contains(Verb.RESUME)
          ? Targets.preferring(players, doing::paused)
          : players;
    }
    boolean warmth = clause.verbs.contains(Verb.WARMER) || clause.verbs.contains(Verb.COOLER);
    if (warmth || roomTemperature(result)) {
      return Targets.preferring(
          result, device -> device.attribute(Vocabulary.TARGET_TEMPERATURE) != null);
    }
    List<Device> lights = Targets.filter(result, device -> device.type().isLight());
    boolean opening = clause.verbs.contains(Verb.OPEN) || clause.verbs.contains(Verb.CLOSE);
    if (!lights.isEmpty() && !opening) {
      return lights;
    }
    return Targets.preferring(
        result, device -> Deeds.OPENABLE.stream().anyMatch(id -> device.attribute(id) != null));
  }

  /** More or less of what, a number of what? Nothing says. */
  boolean vague() {
    boolean relative =
        clause.direction() != 0 && clause.verbs.stream().allMatch(verb -> verb.feature() == null);
    boolean coloured = clause.colour != null || clause.kelvin != null;
    return !clause.hasFeature()
        && clause.hints.isEmpty()
        && !coloured
        && (relative || clause.number != null);
  }

  /** What "everything" is depends on what is to be done with it. */
  boolean ofEverything(Device device) {
    if (clause.verbs.contains(Verb.OPEN) || clause.verbs.contains(Verb.CLOSE)) {
      return Deeds.OPENABLE.stream().anyMatch(id -> device.attribute(id) != null);
    }
    if (clause.verbs.contains(Verb.STOP)) {
      return STOPPABLE.stream().anyMatch(id -> device.attribute(id) != null);
    }
    return !switches() || Group.switched(device);
  }

  private boolean switches() {
    return clause.verbs.stream()
        .anyMatch(verb ->
            verb == Verb.ON || verb == Verb.OFF || verb == Verb.OPENON || verb == Verb.CLOSEOFF);
  }

  /** "Keep the study at 21": a number that people give as the warmth of a room. */
  private boolean roomTemperature(List<Device> devices) {
    Double number = clause.number;
    return number != null
        && !clause.percent
        && clause.unit.isEmpty()
        && !clause.hasFeature()
        && clause.direction() == 0
        && (within(number, COOLEST_ROOM, WARMEST_ROOM)
            || within(number, COOLEST_FAHRENHEIT, WARMEST_FAHRENHEIT) && fahrenheit(devices));
  }

  private static boolean within(double number, double least, double most) {
    return number >= least && number <= most;
  }

  /** True where warmth is told in °F. */
  private static boolean fahrenheit(List<Device> devices) {
    return devices.stream()
        .map(device -> device.attribute(Vocabulary.TARGET_TEMPERATURE))
        .anyMatch(attribute -> attribute != null && attribute.unit().equals("°F"));
  }
}
