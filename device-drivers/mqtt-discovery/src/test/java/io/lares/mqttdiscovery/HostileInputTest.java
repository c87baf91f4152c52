package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private static final List<String> COMPONENTS =
      List.of("light", "switch", "sensor", "cover", "climate", "fan", "number", "device", "event");

  private static final String REAL =
      """
      {"name":"Lamp","schema":"json","brightness":true,"brightness_scale":254,"stat_t":"~/state",
       "~":"base","cmd_t":"~/set","val_tpl":"{{ value_json.a | round(1) }}","min":1,"max":10,
       "avty":[{"t":"~/av","val_tpl":"{{ value_json.s }}"}],"ops":["a","b"],"uniq_id":"u1",
       "sup_clrm":["xy"],"dev":{"ids":["d1"],"name":"Device","mf":"M"},"modes":["off","heat"],
       "temp_cmd_t":"t/c","mode_cmd_t":"m/c","pct_cmd_t":"p/c","evt_typ":["x"],
       "cmps":{"a":{"p":"sensor","stat_t":"s","uniq_id":"q"}}}
      """;

  @Test
  void twenty_thousand_mutated_announcements_hurt_nobody_else() {
    try (Bench bench = new Bench()) {
      bench.retain(
          "homeassistant/switch/good/config",
          "{\"cmd_t\":\"good/set\",\"stat_t\":\"good\",\"uniq_id\":\"good\"}");
      Random random = new Random(20_261_124);
      bench.remembering = false;
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = REAL.getBytes(StandardCharsets.UTF_8);
        for (int n = random.nextInt(8); n >= 0; n--) {
          bytes[random.nextInt(bytes.length)] =
              random.nextBoolean()
                  ? (byte) random.nextInt(256)
                  : (byte) "{}[]\":,0~\\".charAt(random.nextInt(10));
        }
        String component = COMPONENTS.get(random.nextInt(COMPONENTS.size()));
        bench.deliver("homeassistant/" + component + "/f" + i % 50 + "/config", bytes, false);
        bench.deliver("base/state", bytes, false);
        if (i % 100 == 0) {
          bench.settle();
        }
      }
      bench.remembering = true;
      bench.pass(Duration.ofSeconds(5));
      bench.message("good", "ON");
      assertThat(bench.value("switch:good", "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.health).isNotEmpty().hasSizeLessThan(500);
    }
  }

  @Test
  void huge_deep_and_garbled_input_is_refused_in_words_or_cut_to_size() {
    try (Bench bench = new Bench()) {
      String huge = "x".repeat(1_000_000);
      bench.retain("homeassistant/switch/a/config", "{\"cmd_t\":\"" + huge + "\"}");
      bench.retain(
          "homeassistant/switch/b/config", "{\"cmd_t\":\"" + huge.substring(0, 300_000) + "\"}");
      bench.retain("homeassistant/switch/c/config", "[".repeat(100_000));
      String name = "<script>alert(1)</script>\u202etxt" + "n".repeat(10_000);
      bench.retain(
          "homeassistant/switch/d/config",
          "{\"cmd_t\":\"d\",\"stat_t\":\"d/s\",\"uniq_id\":\"d\",\"name\":\"" + name + "\"}");
      bench.settle().pass(Duration.ofSeconds(2));
      assertThat(bench.devices).containsOnlyKeys("switch:d");
      assertThat(bench.devices.get("switch:d").name())
          .hasSizeLessThanOrEqualTo(200)
          .startsWith("<script>")
          .doesNotContain("\u202e");
      assertThat(bench.health).startsWith("3 MQTT messages");
      bench.message("d/s", huge).message("d/s", "ON");
      assertThat(bench.value("switch:d", "OnOff.onOff")).isEqualTo(Value.of(true));
    }
  }

  @Test
  void a_template_that_fails_or_runs_wild_is_named_and_ends_nothing() {
    try (Bench bench = new Bench()) {
      String[] templates = {
        "{{ value_json.a | float }}",
        "{% for i in range(100000) %}{% for j in range(100000) %}xxxxxxxxxx{% endfor %}{% endfor %}",
        "{{ ''.getClass().forName('java.lang.Runtime') }}",
        "{{ value_json.a.class.classLoader }}{{ 1 | nosuchfilter }}",
      };
      for (int i = 0; i < templates.length; i++) {
        bench.retain(
            "homeassistant/sensor/t" + i + "/config",
            "{\"stat_t\":\"t\",\"uniq_id\":\"t" + i + "\",\"val_tpl\":\"" + templates[i] + "\"}");
      }
      bench.settle().message("t", "{\"a\":\"word\"}").pass(Duration.ofSeconds(2));
      assertThat(bench.health).isNotEmpty();
      assertThat(bench.log).noneMatch(line -> line.contains("Runtime") || line.contains("Loader"));
    }
  }

  @Test
  void what_is_too_long_or_too_large_for_any_value_shows_nothing_and_ends_nothing() {
    try (Bench bench = new Bench()) {
      bench.retain(
          "homeassistant/device/d/config",
          """
          {"dev":{"ids":["d"]},"o":{"name":"o"},"stat_t":"d","cmps":{
            "s":{"p":"select","uniq_id":"s","cmd_t":"d/s","ops":["a"],"val_tpl":"{{ value_json.s }}"},
            "e":{"p":"sensor","uniq_id":"e","unit_of_meas":"MWh","dev_cla":"energy","val_tpl":"{{ value_json.e }}"},
            "l":{"p":"light","schema":"json","uniq_id":"l","cmd_t":"d/l","fx_list":["x"],"fx":true}}}
          """);
      bench.settle();
      String huge = "x".repeat(100_000);
      bench.message(
          "d", "{\"s\":\"" + huge + "\",\"e\":1e308,\"effect\":\"" + huge + "\",\"state\":\"ON\"}");
      assertThat(bench.value("light:l", "OnOff.onOff")).isEqualTo(Value.of(true));
      bench.message("d", "{\"s\":\"a\",\"e\":2}");
      assertThat(bench.value("light:l", "Setting.s")).isNull();
      assertThat(bench.value("light:l", "Select.s")).isEqualTo(Value.of("a"));
      assertThat(bench.value("light:l", "Sensor.energy")).isEqualTo(Value.of(2000));
    }
  }

  @Test
  void ten_thousand_entities_at_once_are_all_there_and_leave_nothing_when_they_go() {
    try (Bench bench = new Bench()) {
      bench.settle();
      int before = bench.subscriptions();
      int waiting = bench.waiting();
      for (int i = 0; i < 10_000; i++) {
        bench.retain(
            "homeassistant/sensor/n" + i / 10 + "/s" + i % 10 + "/config",
            """
            {"stat_t":"n%1$d/state","uniq_id":"u%2$d","exp_aft":%3$d,"avty_t":"n%1$d/up",
             "val_tpl":"{{ value_json.v%4$d * 2 }}","unit_of_meas":"x%4$d","dev":{"ids":["n%1$d"]}}
            """
                .formatted(i / 10, i, 10 + i, i % 10));
      }
      bench.pass(Duration.ofSeconds(5));
      assertThat(bench.devices).hasSize(1000);
      assertThat(bench.waiting()).isLessThan(waiting + 50);
      bench.message("n999/up", "online").message("n999/state", "{\"v3\":21}");
      assertThat(bench.value("device:n999", "Sensor.s3")).isEqualTo(Value.of(42));
      for (int i = 0; i < 10_000; i++) {
        bench.retain("homeassistant/sensor/n" + i / 10 + "/s" + i % 10 + "/config", "");
      }
      bench.pass(Duration.ofHours(2));
      assertThat(bench.devices).isEmpty();
      assertThat(bench.subscriptions()).isEqualTo(before);
      assertThat(bench.waiting()).isLessThanOrEqualTo(waiting);
      assertThat(bench.health).isEmpty();
    }
  }

  @Test
  void one_that_comes_and_goes_and_changes_its_kind_leaves_the_others_alone() {
    try (Bench bench = new Bench()) {
      bench.retain(
          "homeassistant/switch/good/config",
          "{\"cmd_t\":\"good/set\",\"stat_t\":\"good\",\"uniq_id\":\"good\",\"dev\":{\"ids\":[\"g\"]}}");
      bench.settle();
      int subscriptions = bench.subscriptions();
      for (int i = 0; i < 3000; i++) {
        bench.retain(
            "homeassistant/device/flap/config",
            i % 3 == 2
                ? ""
                : "{\"dev\":{\"ids\":[\"flap\"]},\"o\":{\"name\":\"o\"},\"cmps\":{\"a\":{\"p\":\"%s\",\"uniq_id\":\"flap\",\"cmd_t\":\"f/set\",\"stat_t\":\"good\"}}}"
                    .formatted(i % 3 == 0 ? "switch" : "lock"));
        if (i % 7 == 0) {
          bench.settle();
        }
      }
      bench.pass(Duration.ofSeconds(5));
      assertThat(bench.devices).containsOnlyKeys("switch:good");
      assertThat(bench.subscriptions()).isEqualTo(subscriptions);
      bench.message("good", "ON");
      assertThat(bench.value("switch:good", "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.health).isEmpty();
    }
  }

  @Test
  void a_lost_connection_is_named_among_thousands_of_other_problems() {
    try (Bench bench = new Bench()) {
      for (int i = 0; i < 5000; i++) {
        bench.message("homeassistant/switch/" + "j".repeat(150) + i + "/config", "junk");
      }
      bench.connect(false);
      bench.pass(Duration.ofSeconds(5));
      assertThat(bench.health)
          .startsWith("5001 MQTT messages")
          .endsWith("There is no connection to the MQTT broker.");
      bench.connect(true);
      bench.message("homeassistant/switch/last/config", "junk").pass(Duration.ofSeconds(2));
      assertThat(bench.health).contains("switch/last/config").hasSizeLessThan(500);
    }
  }
}
