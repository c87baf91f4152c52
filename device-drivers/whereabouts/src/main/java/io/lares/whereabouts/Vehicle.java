package io.lares.whereabouts;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.driver.DeviceDescription;
import io.lares.driver.DriverHost;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One vehicle: what it has told so far, and what of it the home sees. For the session's thread. */
final class Vehicle {
  private static final int MOST_SIGNALS = 150;

  private final String id;
  private final DriverHost host;
  private final Whereabouts whereabouts;
  private final Map<String, Signal> signals = new HashMap<>();
  private final Map<AttributeId, String> pathOf = new HashMap<>();
  private final Map<AttributeId, Attribute> attributes = new LinkedHashMap<>();
  private final Map<AttributeId, Value> values = new LinkedHashMap<>();
  private final Doors doors = new Doors();
  private boolean announced;
  private boolean fresh = true;
  private double latitude = Double.NaN;
  private double longitude = Double.NaN;
  private double accuracy;
  private String brand = "";
  private String model = "";

  Vehicle(String id, DriverHost host, double radius, Paces paces) {
    this.id = id;
    this.host = host;
    this.whereabouts = new Whereabouts(host, id, radius, paces);
    Whereabouts.ATTRIBUTES.forEach(this::has);
  }

  /** A signal has come; its path is without {@code Vehicle.} at its front. */
  void signal(String path, JsonNode value, Instant now) {
    switch (path) {
      case "CurrentLocation.Latitude" -> latitude = value.asDouble(Double.NaN);
      case "CurrentLocation.Longitude" -> longitude = value.asDouble(Double.NaN);
      case "CurrentLocation.HorizontalAccuracy" -> accuracy = Payload.metres(value);
      case "VehicleIdentification.Brand" -> brand = named(brand, value);
      case "VehicleIdentification.Model" -> model = named(model, value);
      default -> other(path, value);
    }
    if (path.equals("CurrentLocation.Latitude") || path.equals("CurrentLocation.Longitude")) {
      Payload.place(latitude, longitude).ifPresent(place -> at(place, now));
    }
  }

  private String named(String before, JsonNode value) {
    String name = Payload.name(value.asText());
    fresh |= !name.equals(before);
    return name;
  }

  private void at(Place place, Instant now) {
    show(Vocabulary.attribute(Vocabulary.LATITUDE), Value.of(rounded(place.latitude())));
    show(Vocabulary.attribute(Vocabulary.LONGITUDE), Value.of(rounded(place.longitude())));
    if (announced) {
      whereabouts.at(new Fix(place, accuracy, now), List.of(), now);
    }
  }

  /** To some ten metres: enough to find a car, and a parked one is not written down again. */
  private static double rounded(double degrees) {
    return Math.round(degrees * 1e4) / 1e4;
  }

  private void other(String path, JsonNode value) {
    if (value.isBoolean() && doors.take(path, value.asBoolean())) {
      show(Signal.DOORS_OPEN, doors.anyOpen());
      show(Vocabulary.attribute(Vocabulary.LOCK_STATE), doors.lockState());
      return;
    }
    Signal signal = signals.get(path);
    if (signal == null) {
      signal = signals.size() < MOST_SIGNALS ? Signal.of(path, value) : null;
      if (signal == null) {
        return;
      }
      signals.put(path, signal);
      pathOf.putIfAbsent(signal.attribute().id(), path);
    }
    // Of several signals that say the same, the first one that came speaks.
    if (path.equals(pathOf.get(signal.attribute().id()))) {
      show(signal.attribute(), signal.value(value));
    }
  }

  private void show(@Nullable Attribute attribute, @Nullable Value value) {
    if (attribute == null || value == null) {
      return;
    }
    has(attribute);
    values.put(attribute.id(), value);
    if (announced && !fresh) {
      host.observe(id, attribute.id(), value);
    }
  }

  private void has(Attribute attribute) {
    fresh |= attributes.put(attribute.id(), attribute) == null;
  }

  /** Tells the home what there is to see by now. */
  void announce(Instant now) {
    if (!fresh) {
      return;
    }
    fresh = false;
    String title = (brand + " " + model).strip();
    host.announce(
        new DeviceDescription(
            id,
            title.isEmpty() ? id : title,
            List.of(),
            "",
            DeviceType.VEHICLE,
            Vocabulary.group(List.copyOf(attributes.values())),
            brand,
            model));
    values.forEach((attribute, value) -> host.observe(id, attribute, value));
    if (!announced) {
      announced = true;
      Payload.place(latitude, longitude)
          .ifPresent(place -> whereabouts.at(new Fix(place, accuracy, now), List.of(), now));
    }
  }

  void look(Instant now) {
    whereabouts.look(now);
  }

  /**
   * What is to be published for a wish: values by the paths of their signals; empty where it has no
   * such control.
   */
  Map<String, String> written(AttributeId attribute, Value value) {
    Map<String, String> written = new LinkedHashMap<>();
    Attribute known = attributes.get(attribute);
    if (known == null || !known.commandable() || known.kind().misfit(value) != null) {
      return written;
    }
    if (attribute.equals(Vocabulary.LOCK_STATE)) {
      boolean lock = value.equals(Value.of("locked"));
      doors.locks().forEach(path -> written.put(path, Boolean.toString(lock)));
      return written;
    }
    String path = pathOf.get(attribute);
    if (path != null) {
      written.put(path, Objects.requireNonNull(signals.get(path)).written(value));
    }
    return written;
  }
}
