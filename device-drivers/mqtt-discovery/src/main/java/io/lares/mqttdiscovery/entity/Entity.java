package io.lares.mqttdiscovery.entity;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Scope;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity as a table of pure mappings: which attributes it has, what messages show of them, and
 * which messages a command becomes. A kind of entity fills the table in its constructor.
 */
public abstract sealed class Entity
    permits AlarmEntity,
        BinarySensorEntity,
        ButtonEntity,
        ClimateEntity,
        CoverEntity,
        EventEntity,
        FanEntity,
        HumidifierEntity,
        LawnMowerEntity,
        LightEntity,
        LockEntity,
        NumberEntity,
        SelectEntity,
        SensorEntity,
        SirenEntity,
        SwitchEntity,
        TextEntity,
        TriggerEntity,
        UpdateEntity,
        VacuumEntity,
        ValveEntity,
        WaterHeaterEntity {

  /** Makes the messages of a command. */
  @FunctionalInterface
  interface Encoder {
    List<Publication> encode(Value value, @Nullable Duration transition)
        throws TemplateException, Unsupported;
  }

  /** A value that an entity shows without a message: from the start, or by assumption. */
  public record Constant(Field field, Value value) {}

  private static final Scope NO_VARIABLES = name -> null;

  private final List<Field> fields = new ArrayList<>(2);
  private final List<Input> inputs = new ArrayList<>(2);
  private final List<Constant> constants = new ArrayList<>(0);
  private final Map<Integer, Encoder> encoders = new LinkedHashMap<>(2);
  private final List<Integer> observed = new ArrayList<>(2);
  private final boolean optimistic;
  private final int qos;
  private final boolean retain;

  Entity(Options options) throws BadDiscovery {
    optimistic = options.flag("optimistic", false);
    qos = options.qos();
    retain = options.flag("retain", false);
  }

  /** What a device is whose main entity this is, or null where it can't be the main one. */
  public abstract @Nullable DeviceType mainType();

  public final List<Field> fields() {
    return fields;
  }

  public final List<Input> inputs() {
    return inputs;
  }

  public final List<Constant> constants() {
    return constants;
  }

  public final int qos() {
    return qos;
  }

  /**
   * True where a command's value is taken to hold once it was published, since the device does not
   * report it.
   */
  public final boolean assumed(Field field) {
    return encoders.containsKey(field.index())
        && field.attribute().access() == Attribute.Access.WRITE
        && (optimistic || !observed.contains(field.index()));
  }

  /** What is assumed once this value was published: the value itself, and what goes with it. */
  public List<Constant> implied(Field field, Value value) {
    return List.of(new Constant(field, value));
  }

  /**
   * The messages that a command becomes.
   *
   * @throws Unsupported where the device can't do that
   * @throws TemplateException where a command template fails
   */
  public final List<Publication> encode(Field field, Value value, @Nullable Duration transition)
      throws TemplateException, Unsupported {
    Encoder encoder = encoders.get(field.index());
    if (encoder == null) {
      throw new Unsupported(field.attribute().id() + " can only be observed.");
    }
    return encoder.encode(value, transition);
  }

  // What the kinds fill the table with.

  final Field field(Attribute attribute) {
    Field field = new Field(fields.size(), attribute, false);
    fields.add(field);
    return field;
  }

  final Field sharedField(Attribute attribute) {
    Field field = new Field(fields.size(), attribute, true);
    fields.add(field);
    return field;
  }

  final void constant(Field field, String value) {
    constants.add(new Constant(field, Value.of(value)));
  }

  /** Listens to a topic, where there is one; says which fields it shows. */
  final void reads(
      @Nullable String topic, @Nullable Template template, Input.Decoder decoder, Field... shows) {
    if (topic != null) {
      inputs.add(new Input(topic, template == null ? Template.VALUE : template, decoder));
      for (Field field : shows) {
        observed.add(field.index());
      }
    }
  }

  final void writes(Field field, Encoder encoder) {
    encoders.put(field.index(), encoder);
  }

  final List<Publication> publish(String topic, String payload) {
    return List.of(new Publication(topic, payload.getBytes(StandardCharsets.UTF_8), qos, retain));
  }

  /** Publishes a value, through the command template where there is one. */
  final List<Publication> publish(String topic, @Nullable Template template, Object value)
      throws TemplateException {
    return publish(
        topic,
        template == null
            ? Values.text(value)
            : template.render(name -> name.equals("value") ? value : null));
  }

  final List<Publication> publish(String topic, Template template, Map<String, Object> variables)
      throws TemplateException {
    return publish(topic, template.render(variables.isEmpty() ? NO_VARIABLES : variables::get));
  }

  static Attribute known(AttributeId id) {
    Attribute attribute = Vocabulary.attribute(id);
    if (attribute == null) {
      throw new IllegalArgumentException("Not in the vocabulary: " + id);
    }
    return attribute;
  }

  static Attribute known(String id) {
    return known(AttributeId.parse(id));
  }

  static Attribute readOnly(Attribute attribute) {
    return attribute.withAccess(Attribute.Access.READ);
  }

  /** An attribute that the vocabulary does not know. */
  static Attribute described(
      String capability,
      String name,
      ValueKind kind,
      String unit,
      Attribute.Access access,
      String label) {
    return new Attribute(new AttributeId(capability, name), kind, unit, access, label, "");
  }

  static Attribute described(
      Announcement a, String capability, ValueKind kind, Attribute.Access x) {
    return described(capability, Slugs.of(a), kind, "", x, Slugs.label(a));
  }

  /** What a command topic must be there for. */
  static String required(Options options, String key) throws BadDiscovery {
    String topic = options.commandTopic(key);
    if (topic == null) {
      throw new BadDiscovery("it needs a " + key);
    }
    return topic;
  }

  static String requiredState(Options options, String key) throws BadDiscovery {
    String topic = options.stateTopic(key);
    if (topic == null) {
      throw new BadDiscovery("it needs a " + key);
    }
    return topic;
  }

  /** True where a message stands for a payload: exactly, or as Python's or JSON's truth. */
  static boolean means(String text, String payload) {
    return text.equals(payload)
        || text.equalsIgnoreCase(payload)
            && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
  }

  static boolean flag(Value value) {
    return value instanceof Value.Bool(boolean on) && on;
  }

  static double number(Value value) {
    return value instanceof Value.Num(double number) ? number : 0;
  }

  /** A number as people and firmware write it: whole ones without a point. */
  static Object plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? (Object) (long) number
        : (Object) number;
  }
}
