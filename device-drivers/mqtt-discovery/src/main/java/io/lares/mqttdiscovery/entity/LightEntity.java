package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A light; what its three schemas have in common. */
abstract sealed class LightEntity extends Entity permits DefaultLight, JsonLight, TemplateLight {
  /** What warm and cold are where a light does not say: 153 to 500 mired. */
  private static final double WARMEST = 2000;

  private static final double COLDEST = 6535;

  final boolean kelvin;
  private final double minKelvin;
  private final double maxKelvin;
  @Nullable Field on;
  @Nullable Field level;
  @Nullable Field temperature;
  @Nullable Field color;

  LightEntity(Announcement a) throws BadDiscovery {
    super(a.options());
    Options o = a.options();
    kelvin = o.flag("color_temp_kelvin", false);
    double warmest = bound(o, "min_kelvin", "max_mireds", WARMEST);
    double coldest = bound(o, "max_kelvin", "min_mireds", COLDEST);
    minKelvin = Math.min(warmest, coldest);
    maxKelvin = Math.max(warmest, coldest);
  }

  /** The entity of a light, by its schema. */
  static LightEntity of(Announcement a) throws BadDiscovery {
    return switch (a.options().text("schema", "default")) {
      case "json", "mqtt_json" -> new JsonLight(a);
      case "template", "mqtt_template" -> new TemplateLight(a);
      default -> new DefaultLight(a);
    };
  }

  private static double bound(Options o, String kelvinKey, String miredKey, double otherwise)
      throws BadDiscovery {
    double kelvin = o.number(kelvinKey, Double.NaN);
    if (Double.isNaN(kelvin)) {
      double mired = o.number(miredKey, Double.NaN);
      kelvin = Double.isNaN(mired) ? otherwise : 1_000_000 / Math.clamp(mired, 100, 1000);
    }
    return Math.clamp(Math.rint(kelvin), 1000, 10_000);
  }

  final Field onField() {
    Field field = field(known(Vocabulary.ON_OFF));
    on = field;
    return field;
  }

  final Field levelField() {
    Field field = field(known(Vocabulary.LEVEL));
    level = field;
    return field;
  }

  final Field temperatureField() {
    Field field =
        field(
            known(Vocabulary.COLOR_TEMPERATURE)
                .withKind(new ValueKind.Number(minKelvin, maxKelvin, 1)));
    temperature = field;
    return field;
  }

  final Field colorField() {
    Field field = field(known(Vocabulary.COLOR));
    color = field;
    return field;
  }

  final Field effectField(List<String> effects) {
    ValueKind kind = effects.isEmpty() ? new ValueKind.Text(255) : new ValueKind.Choice(effects);
    return field(described("Light", "effect", kind, "", Attribute.Access.WRITE, "Effect"));
  }

  final void showTemperature(double wire, Field field, Sink sink) {
    if (wire > 0) {
      double value = Math.rint(kelvin ? wire : 1_000_000 / wire);
      sink.shows(field, Value.of(Math.clamp(value, minKelvin, maxKelvin)));
    }
  }

  final long temperatureOnWire(Value value) {
    double wanted = number(value);
    return Math.round(kelvin ? wanted : 1_000_000 / Math.max(1, wanted));
  }

  @Override
  public final List<Constant> implied(Field field, Value value) {
    Field power = on;
    if (power == null || field == power || !assumed(power)) {
      return super.implied(field, value);
    }
    boolean lit = field != level || number(value) > 0;
    return List.of(new Constant(field, value), new Constant(power, Value.of(lit)));
  }

  static Value hex(Colors color) {
    return Value.of(color.toString());
  }

  static Colors colors(Value value) {
    return Colors.parse(((Value.Text) value).value());
  }

  static Scale scale(Options o, String key) throws BadDiscovery {
    double scale = o.number(key, 255);
    if (scale < 1 || scale > 1_000_000) {
      throw new BadDiscovery(key + " must be 1 to 1000000");
    }
    return new Scale(0, scale);
  }

  @Override
  public final DeviceType mainType() {
    if (color != null) {
      return DeviceType.EXTENDED_COLOR_LIGHT;
    }
    if (temperature != null) {
      return DeviceType.COLOR_TEMPERATURE_LIGHT;
    }
    return level != null ? DeviceType.DIMMABLE_LIGHT : DeviceType.ON_OFF_LIGHT;
  }
}
