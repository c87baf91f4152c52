package io.lares.mqttdiscovery.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private final Templates templates = new Templates();

  private String render(String template, Map<String, Object> variables) throws TemplateException {
    Map<String, @Nullable Object> scope = new HashMap<>(variables);
    if (variables.get("value") instanceof String text) {
      scope.put("value_json", Json.parseOrNull(text.getBytes(StandardCharsets.UTF_8)));
    }
    return templates.compile(template).render(scope::get);
  }

  private String render(String template, String value) throws TemplateException {
    return render(template, Map.of("value", value));
  }

  /**
   * A template with its variables, and what Python's Jinja 3.1.6 makes of it; null for an error.
   */
  record Vector(String template, Map<String, Object> variables, @Nullable String expected) {
    @Override
    public String toString() {
      return template;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (InputStream in = TemplatesTest.class.getResourceAsStream("jinja-vectors.json")) {
      assertThat(in).isNotNull();
      for (JsonNode group : Json.parse(in.readAllBytes())) {
        Map<String, Object> variables = new HashMap<>();
        group
            .get("variables")
            .properties()
            .forEach(entry -> variables.put(entry.getKey(), variable(entry.getValue())));
        for (JsonNode pair : group.get("templates")) {
          JsonNode expected = pair.get(1);
          vectors.add(
              new Vector(
                  pair.get(0).asText(), variables, expected.isNull() ? null : expected.asText()));
        }
      }
    }
    return vectors.stream();
  }

  private static Object variable(JsonNode node) {
    return node.isTextual()
        ? node.textValue()
        : node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void renders_what_python_renders(Vector vector) throws TemplateException {
    String expected = vector.expected;
    if (expected != null) {
      assertThat(render(vector.template, vector.variables)).isEqualTo(expected);
      return;
    }
    String rendered;
    try {
      rendered = render(vector.template, vector.variables);
    } catch (TemplateException e) {
      return;
    }
    // What is missing in a message shows nothing, without an error that people would have to read.
    assertThat(rendered).isEmpty();
  }

  @Test
  void what_most_templates_look_like_needs_no_engine() throws TemplateException {
    for (String template :
        List.of(
            "{{ value }}",
            "{{ value_json.a }}",
            "{{ value_json['a']['b'][0] | round(1) }}",
            "{{ value_json.a | float(0) }}",
            "{% if value_json.a %} on {% else %} off {% endif %}")) {
      render(template, "{\"a\":1}");
    }
    assertThat(templates.engineLoaded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ value | nosuchfilter }}",
        "{{ value is nosuchtest }}",
        "{{ nosuchfunction(1) }}",
        "{{ value.nosuchmethod() }}",
        "{{ states('sensor.other') }}",
        "{{ value | float }}",
        "{{ value / 2 }}",
        "{{ 1 / 0 }}",
        "{{ value ",
        "{% if value %}never ended",
        "{% for %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ value | regex_replace('(', '') }}",
      })
  void says_in_words_what_is_wrong(String template) {
    assertThatThrownBy(() -> render(template, "word"))
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching("(?s).{5,250}")
        .hasMessageNotContainingAny("Exception", "com.hubspot", "jinjava.", "java.lang");
  }

  @Test
  void names_the_value_that_is_no_number() {
    assertThatThrownBy(() -> render("{{ value_json.a | float * 2 }}", "{\"a\":\"word\"}"))
        .hasMessage("float was given 'word', which is not a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for i in range(9999) %}{% for j in range(9999) %}{% for k in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}",
        "{{ range(1000000000) | list }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '%999d' | format(1) ~ ('x' * 65000) ~ ('x' * 65000) }}",
        "{{ ('x' * 60000) | replace('x', 'y' * 60000) }}",
        "{{ ('x' * 60000) | replace('', 'y' * 60000) }}",
        "{% set ns = namespace(t='xxxxxxxxxxxxxxxx') %}{% for i in range(999) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(999) %}{% set ns.l = ns.l + ns.l %}{% endfor %}{{ ns.l }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | to_json }}",
        "{% set a = namespace(l=[1]) %}{% set b = namespace(l=[1]) %}{% for i in range(60) %}{% set a.l = [a.l, a.l] %}{% set b.l = [b.l, b.l] %}{% endfor %}{{ a.l == b.l }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(9000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set big = range(9999) | list %}{% for i in range(9999) %}{% set x = big | sort %}{% endfor %}",
        "{% set t = 'ab' * 30000 %}{% for i in range(9999) %}{% set x = t | replace('a', 'c') %}{% endfor %}",
      })
  @Timeout(20)
  void one_that_loops_or_explodes_ends_soon(String template) {
    long start = System.nanoTime();
    try {
      assertThat(render(template, "word").length()).isLessThanOrEqualTo(Template.MAX_OUTPUT);
    } catch (TemplateException e) {
      assertThat(e).hasMessageMatching("(?s).{5,250}");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.getClass() }}",
        "{{ ''.class }}",
        "{{ value_json.a.class.classLoader }}",
        "{{ value.__class__ }}",
        "{{ value.bytes }}",
        "{{ [].getClass().forName('java.lang.Runtime') }}",
        "{{ now().time }}",
        "{{ loop }}",
        "{{ ____int3rpr3t3r____ }}",
        "{{ ____int3rpr3t3r____.config }}",
        "{{ self }}",
        "{% for i in [1] %}{{ loop.it }}{{ loop.class }}{% endfor %}",
      })
  void no_java_object_is_within_reach(String template) {
    String rendered;
    try {
      rendered = render(template, "{\"a\":\"x\"}");
    } catch (TemplateException e) {
      return;
    }
    assertThat(rendered).doesNotContain("java", "hubspot", "@", "Loader");
  }
}
