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
}
