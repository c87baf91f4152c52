package io.lares.planner.grammar;

import io.lares.home.AttributeId;

/** Attributes that only the planner has to know by name. */
public final class Ids {
  public static final AttributeId BROADCAST = AttributeId.parse("Message.broadcast");
  static final AttributeId SCENE = AttributeId.parse("Scene.activated");
  static final AttributeId SCRIPT = AttributeId.parse("Script.started");
  static final AttributeId LOCATION = AttributeId.parse("Person.location");
  static final AttributeId WEATHER = AttributeId.parse("Weather.condition");
  static final AttributeId RAIN = AttributeId.parse("Sensor.rain");
  static final AttributeId PRECIPITATION_INTENSITY =
      AttributeId.parse("Sensor.precipitation_intensity");
  static final AttributeId OUTSIDE = AttributeId.parse("Weather.temperature");

  private Ids() {}
}
