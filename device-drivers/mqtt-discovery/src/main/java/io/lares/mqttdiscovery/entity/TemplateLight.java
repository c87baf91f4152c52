package io.lares.mqttdiscovery.entity;

import io.lares.home.Value;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.BadDiscovery;
import io.lares.mqttdiscovery.discovery.Options;
import io.lares.mqttdiscovery.template.Payload;
import io.lares.mqttdiscovery.template.Template;
import io.lares.mqttdiscovery.template.TemplateException;
import io.lares.mqttdiscovery.template.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A light whose messages are made and read by templates altogether. */
final class TemplateLight extends LightEntity {
  private static final Scale BYTE = new Scale(0, 255);

  private final String topic;
  private final Template onTemplate;
  private final Template offTemplate;

  TemplateLight(Announcement a) throws BadDiscovery {
    super(a);
    Options o = a.options();
    topic = required(o, "command_topic");
    onTemplate = need(o, "command_on_template");
    offTemplate = need(o, "command_off_template");
    String state = o.stateTopic("state_topic");

    Field onField = onField();
    Template stateTemplate = o.template("state_template");
    if (stateTemplate != null) {
      reads(state, stateTemplate, (text, payload, sink) -> power(onField, text, sink), onField);
    }
    writes(onField, (value, t) -> flag(value) ? on(Map.of(), t) : off(t));
    Template brightness = o.template("brightness_template");
    if (brightness != null) {
      Field field = levelField();
      number(
          state,
          brightness,
          field,
          (wire, sink) -> sink.shows(field, Value.of(BYTE.toLevel(wire))));
      writes(
          field,
          (value, t) ->
              number(value) == 0
                  ? off(t)
                  : on(Map.of("brightness", BYTE.toLevelWire(number(value))), t));
    }
    Template warmth = o.template("color_temp_template");
    if (warmth != null) {
      Field field = temperatureField();
      number(state, warmth, field, (wire, sink) -> showTemperature(wire, field, sink));
      writes(field, (value, t) -> on(Map.of("color_temp", temperatureOnWire(value)), t));
    }
    color(o, state);
    Template effect = o.template("effect_template");
    List<String> effects = o.list("effect_list");
    if (effect != null && !effects.isEmpty()) {
      Field field = effectField(effects);
      reads(
          state,
          effect,
          (text, payload, sink) -> {
            if (effects.contains(text)) {
              sink.shows(field, Value.of(text));
            }
          },
          field);
      writes(field, (value, t) -> on(Map.of("effect", value.toString()), t));
    }
  }

  private static Template need(Options o, String key) throws BadDiscovery {
    Template template = o.template(key);
    if (template == null) {
      throw new BadDiscovery("it needs a " + key);
    }
    return template;
  }

  private static void power(Field field, String text, Sink sink) {
    if (text.equalsIgnoreCase("on")) {
      sink.shows(field, Value.of(true));
    } else if (text.equalsIgnoreCase("off")) {
      sink.shows(field, Value.of(false));
    }
  }

  private interface Shown {
    void number(double wire, Sink sink);
  }

  private void number(@Nullable String state, Template template, Field field, Shown shown) {
    reads(
        state,
        template,
        (text, payload, sink) -> {
          double wire = Values.number(text);
          if (!Double.isNaN(wire)) {
            shown.number(wire, sink);
          }
        },
        field);
  }

  private void color(Options o, @Nullable String state) throws BadDiscovery {
    Template red = o.template("red_template");
    Template green = o.template("green_template");
    Template blue = o.template("blue_template");
    if (red == null || green == null || blue == null) {
      return;
    }
    Field field = colorField();
    Template all =
        scope -> red.render(scope) + "," + green.render(scope) + "," + blue.render(scope);
    reads(state, all, (text, payload, sink) -> show(field, text, payload, sink), field);
    writes(
        field,
        (value, t) -> {
          long[] rgb = colors(value).toRgb();
          return on(Map.of("red", rgb[0], "green", rgb[1], "blue", rgb[2]), t);
        });
  }

  private static void show(Field field, String text, Payload payload, Sink sink) {
    double[] rgb = Colors.numbers(text, 3);
    if (rgb != null) {
      sink.shows(field, hex(Colors.rgb(rgb[0], rgb[1], rgb[2])));
    }
  }

  private List<Publication> on(Map<String, Object> variables, @Nullable Duration transition)
      throws TemplateException {
    return send(onTemplate, "on", variables, transition);
  }

  private List<Publication> off(@Nullable Duration transition) throws TemplateException {
    return send(offTemplate, "off", Map.of(), transition);
  }

  private List<Publication> send(
      Template template, String state, Map<String, Object> variables, @Nullable Duration transition)
      throws TemplateException {
    Map<String, Object> all = new HashMap<>(variables);
    all.put("state", state);
    if (transition != null) {
      all.put("transition", transition.toMillis() / 1000.0);
    }
    return publish(topic, template, all);
  }
}
