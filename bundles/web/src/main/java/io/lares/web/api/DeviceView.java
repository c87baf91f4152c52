package io.lares.web.api;

import io.lares.home.Attribute.Access;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.web.json.MayBeAbsent;
import io.lares.web.json.MayBeNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device and its state. */
record DeviceView(
    String id,
    String name,
    List<String> aliases,
    @MayBeNull @Nullable String area,
    String type,
    String manufacturer,
    String model,
    String driver,
    boolean available,
    List<AttributeView> attributes) {

  enum Kind {
    BOOLEAN,
    NUMBER,
    CHOICE,
    TEXT,
    COLOUR
  }

  record AttributeView(
      String id,
      Access access,
      Kind kind,
      @MayBeAbsent @Nullable Double min,
      @MayBeAbsent @Nullable Double max,
      @MayBeAbsent @Nullable Double step,
      @MayBeAbsent @Nullable List<String> values,
      String unit,
      String label,
      String description,
      Risk risk,
      @MayBeNull @Nullable Value value,
      @MayBeNull @Nullable Instant time) {}
}
