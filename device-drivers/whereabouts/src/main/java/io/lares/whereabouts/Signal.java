package io.lares.whereabouts;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a signal of the Vehicle Signal Specification (COVESA, release 5) is to the home. Those that
 * the table does not know become described attributes, so that every vehicle shows all it tells.
 *
 * @param attribute what it is shown as
 * @param scale what its number is multiplied by to be in people's units
 */
record Signal(Attribute attribute, double scale) {
  private static final String VEHICLE = "Vehicle";
  private static final int MAX_TEXT = 200;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9]");
  private static final ValueKind.Number NOT_NEGATIVE = new ValueKind.Number(0, Double.MAX_VALUE, 0);

  /** A known signal: its path after {@code Vehicle.} and what it becomes. */
  private record Known(Pattern path, Signal signal) {}

  static final Attribute DOORS_OPEN =
      read("doorsOpen", ValueKind.BOOL, "", "Whether any door or the boot is open");

  private static final List<Known> TABLE =
      List.of(
          known("Speed", read("speed", NOT_NEGATIVE, "km/h", ""), 1),
          known("TraveledDistance", read("odometer", NOT_NEGATIVE, "km", ""), 1),
          known(
              "Powertrain\\.TractionBattery\\.StateOfCharge\\.(Current|Displayed)",
              read("charge", ValueKind.PERCENT, "%", "How full the battery is"),
              1),
          known(
              "Powertrain\\.((TractionBattery|CombustionEngine|FuelSystem)\\.)?Range",
              read("range", NOT_NEGATIVE, "km", "How far it gets"),
              0.001),
          known(
              "Powertrain\\.FuelSystem\\.RelativeLevel",
              read("fuel", ValueKind.PERCENT, "%", "How full the tank is"),
              1),
          known(
              "Powertrain\\.TractionBattery\\.Charging\\.IsCharging",
              read("charging", ValueKind.BOOL, "", ""),
              1),
          known(
              "Powertrain\\.TractionBattery\\.Charging\\.IsChargingCableConnected",
              read("pluggedIn", ValueKind.BOOL, "", ""),
              1),
          known(
              "Powertrain\\.TractionBattery\\.Charging\\.TimeToComplete",
              read("chargingTime", NOT_NEGATIVE, "min", ""),
              1 / 60.0),
          known(
              "Powertrain\\.TractionBattery\\.Charging\\.ChargeLimit",
              write("chargeLimit", ValueKind.PERCENT, "%", "Charges up to here"),
              1),
          known(
              "Cabin\\.HVAC\\.IsAirConditioningActive",
              write("climate", ValueKind.BOOL, "", "Heats or cools the cabin"),
              1),
          known(
              "Cabin\\.HVAC\\.AmbientAirTemperature", vocabulary(Vocabulary.LOCAL_TEMPERATURE), 1),
          known(
              "Cabin\\.HVAC\\.Station\\.Row1\\.(Driver|Left|DriverSide)\\.Temperature",
              vocabulary(Vocabulary.TARGET_TEMPERATURE),
              1),
          known("Exterior\\.AirTemperature", vocabulary(Vocabulary.TEMPERATURE), 1));

  private static Known known(String path, Attribute attribute, double scale) {
    return new Known(Pattern.compile(path), new Signal(attribute, scale));
  }

  private static Attribute vocabulary(AttributeId id) {
    return Objects.requireNonNull(Vocabulary.attribute(id));
  }

  /** Without a label: the page has its own words for what the table knows. */
  private static Attribute read(String name, ValueKind kind, String unit, String words) {
    return new Attribute(
        new AttributeId(VEHICLE, name), kind, unit, Attribute.Access.READ, "", words);
  }

  private static Attribute write(String name, ValueKind kind, String unit, String words) {
    return read(name, kind, unit, words).withAccess(Attribute.Access.WRITE);
  }

  /**
   * What a path stands for.
   *
   * @param path without {@code Vehicle.} at its front
   * @param first the first value, by which an unknown signal is described
   * @return null where it can't be shown
   */
  static @Nullable Signal of(String path, JsonNode first) {
    for (Known known : TABLE) {
      if (known.path().matcher(path).matches()) {
        return known.signal();
      }
    }
    ValueKind kind =
        first.isBoolean()
            ? ValueKind.BOOL
            : first.isNumber()
                ? ValueKind.ANY_NUMBER
                : first.isTextual() ? new ValueKind.Text(MAX_TEXT) : null;
    String name = camel(path);
    return kind == null || name.isEmpty() || name.length() > 60
        ? null
        : new Signal(
            new Attribute(
                new AttributeId(VEHICLE, name), kind, "", Attribute.Access.READ, label(path), ""),
            1);
  }

  /** {@code Cabin.Sunroof.Position} becomes {@code cabinSunroofPosition}. */
  private static String camel(String path) {
    String joined = UNSAFE.matcher(path).replaceAll("");
    return joined.isEmpty() || !Character.isLetter(joined.charAt(0))
        ? ""
        : joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  /** The last two words of the path, which tell people most. */
  private static String label(String path) {
    List<String> words = new ArrayList<>();
    for (String part : path.split("\\.")) {
      words.add(Payload.name(part).replaceAll("(?<=[a-z])(?=[A-Z])", " "));
    }
    return String.join(" ", words.subList(Math.max(0, words.size() - 2), words.size()));
  }

  /** The value in people's units; null where it does not fit. */
  @Nullable Value value(JsonNode node) {
    Value value =
        switch (attribute.kind()) {
          case ValueKind.Bool ignored ->
              node.isBoolean()
                  ? Value.of(node.asBoolean())
                  : node.isTextual() && node.asText().matches("(?i)true|false|on|off")
                      ? Value.of(node.asText().matches("(?i)true|on"))
                      : null;
          case ValueKind.Number number -> {
            double told = node.isNumber() ? node.asDouble() : Double.NaN;
            double shown = told * scale;
            double digits = number.step() == 1 ? 1 : 100;
            yield Double.isFinite(shown) ? Value.of(Math.round(shown * digits) / digits) : null;
          }
          default ->
              node.isValueNode() && node.asText().length() <= MAX_TEXT
                  ? Value.of(Payload.name(node.asText()))
                  : null;
        };
    return value == null || attribute.kind().misfit(value) != null ? null : value;
  }

  /** What is published for a wish, in the signal's own unit. */
  String written(Value value) {
    return switch (value) {
      case Value.Bool(boolean on) -> Boolean.toString(on);
      case Value.Num(double number) -> Value.of(number / scale).toString();
      case Value.Text(String text) -> text;
    };
  }
}
