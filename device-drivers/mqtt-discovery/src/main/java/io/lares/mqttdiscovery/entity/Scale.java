package io.lares.mqttdiscovery.entity;

import io.lares.home.Value;
import io.lares.mqttdiscovery.template.Values;
import java.util.Map;

/** A range on the wire that people read as 0 to 100 %; the range may run backwards. */
record Scale(double zero, double hundred) {
  /** Whole percent, held within 0 to 100. */
  double toPercent(double wire) {
    if (zero == hundred) {
      return 0;
    }
    return Math.clamp(Math.rint((wire - zero) * 100 / (hundred - zero)), 0, 100);
  }

  /** Shows what a text says, where it is a number. */
  void show(String text, Field field, Sink sink) {
    double wire = Values.number(text);
    if (!Double.isNaN(wire)) {
      sink.shows(field, Value.of(toPercent(wire)));
    }
  }

  /** As {@link #toPercent}, but what is not off is never 0 %. */
  double toLevel(double wire) {
    double percent = toPercent(wire);
    return percent == 0 && wire > zero ? 1 : percent;
  }

  /** The nearest whole number on the wire. */
  long toWire(double percent) {
    return Math.round(zero + percent * (hundred - zero) / 100);
  }

  /**
   * What a command template may speak of: the place on the wire, the same in percent, and the ends.
   */
  Map<String, Object> variables(long wire, String name, double percent) {
    boolean tilt = name.equals("tilt_position");
    return Map.of(
        "value",
        wire,
        name,
        Math.round(percent),
        tilt ? "tilt_min" : "position_closed",
        Entity.plain(zero),
        tilt ? "tilt_max" : "position_open",
        Entity.plain(hundred));
  }

  /** As {@link #toWire}, but what is not 0 % is never off. */
  long toLevelWire(double percent) {
    long wire = toWire(percent);
    return percent > 0 && wire <= zero ? (long) Math.floor(zero) + 1 : wire;
  }
}
