package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Attribute;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the documentation of Home Assistant's MQTT integration promises to those who publish. */
class DocumentedOptionsTest {
  private static Bench with(String component, String payload) {
    Bench bench = new Bench();
    return bench.retain("homeassistant/" + component + "/x/config", payload).settle();
  }

  private static ValueKind kind(Bench bench, String device, String attribute) {
    return Objects.requireNonNull(bench.attribute(device, attribute)).kind();
  }

  @Test
  void a_siren_is_silenced_by_the_template_for_off() {
    try (Bench bench =
        with(
            "siren",
            """
            {"cmd_t":"s/set","uniq_id":"s","opt":true,"av_tones":["burglar","fire"],
             "cmd_tpl":"{\\"w\\":\\"{{ tone | default('burglar') }}\\",\\"s\\":{{ duration | default(10) }}}",
             "cmd_off_tpl":"{\\"w\\":\\"stop\\"}"}
            """)) {
      bench.command("siren:s", "Siren.sounding", Value.of(true));
      bench.command("siren:s", "Siren.sounding", Value.of(false));
      assertThat(bench.published)
          .containsExactly("s/set {\"w\":\"burglar\",\"s\":10}", "s/set {\"w\":\"stop\"}");
      assertThat(bench.value("siren:s", "Siren.sounding")).isEqualTo(Value.of(false));
    }
  }

  @Test
  void a_cover_with_a_range_of_its_own_speaks_of_percent_and_of_its_ends() {
    try (Bench bench =
        with(
            "cover",
            """
            {"uniq_id":"c","pos_t":"c","set_pos_t":"c/p","pos_open":255,"pos_clsd":0,
             "pos_tpl":"{{ position_open - value | int }}",
             "set_pos_tpl":"{{ value }} {{ position }} {{ position_open }} {{ position_closed }}",
             "tilt_cmd_t":"c/tilt","tilt_min":0,"tilt_max":180,
             "tilt_cmd_tpl":"{{ value }} of {{ tilt_max }} is {{ tilt_position }}"}
            """)) {
      bench.message("c", "0");
      assertThat(bench.value("cover:c", "WindowCovering.position")).isEqualTo(Value.of(100));
      bench.command("cover:c", "WindowCovering.position", Value.of(40));
      bench.command("cover:c", "WindowCovering.tilt", Value.of(50));
      assertThat(bench.published).containsExactly("c/p 102 40 255 0", "c/tilt 90 of 180 is 50");
    }
  }

  @Test
  void a_cover_whose_range_runs_backwards_is_closed_at_its_upper_end() {
    try (Bench bench =
        with(
            "cover",
            """
            {"uniq_id":"c","pos_t":"c","set_pos_t":"c/p","pos_open":0,"pos_clsd":100,
             "tilt_status_t":"c/t","tilt_cmd_t":"c/ts","tilt_min":90,"tilt_max":0}
            """)) {
      bench.message("c", "100").message("c/t", "0");
      assertThat(bench.value("cover:c", "WindowCovering.position")).isEqualTo(Value.of(0));
      assertThat(bench.value("cover:c", "WindowCovering.tilt")).isEqualTo(Value.of(100));
      bench.command("cover:c", "WindowCovering.position", Value.of(100));
      bench.command("cover:c", "WindowCovering.tilt", Value.of(0));
      assertThat(bench.published).containsExactly("c/p 0", "c/ts 90");
    }
  }

  @Test
  void a_cover_may_report_position_and_tilt_in_one_message() {
    try (Bench bench =
        with(
            "cover",
            "{\"uniq_id\":\"c\",\"pos_t\":\"c\",\"set_pos_t\":\"c/p\",\"tilt_cmd_t\":\"c/t\"}")) {
      bench.message("c", "{\"position\": 30, \"tilt_position\": 70}");
      assertThat(bench.value("cover:c", "WindowCovering.position")).isEqualTo(Value.of(30));
      assertThat(bench.value("cover:c", "WindowCovering.tilt")).isEqualTo(Value.of(70));
    }
  }

  @Test
  void a_cover_without_a_stop_says_so_and_one_that_only_tilts_has_no_position() {
    try (Bench bench =
        with("cover", "{\"uniq_id\":\"c\",\"cmd_t\":\"c\",\"pl_stop\":null,\"stat_t\":\"s\"}")) {
      assertThat(bench.command("cover:c", "WindowCovering.motion", Value.of("stopped")))
          .startsWith("UNSUPPORTED");
      bench.command("cover:c", "WindowCovering.motion", Value.of("opening"));
      assertThat(bench.published).containsExactly("c OPEN");
    }
    try (Bench bench = with("cover", "{\"uniq_id\":\"c\",\"tilt_cmd_t\":\"c/t\"}")) {
      assertThat(bench.attribute("cover:c", "WindowCovering.position")).isNull();
      bench.command("cover:c", "WindowCovering.tilt", Value.of(50));
      assertThat(bench.published).containsExactly("c/t 50");
    }
  }

  @Test
  void a_valve_reports_a_position_or_its_two_ends_as_text_or_as_json() {
    try (Bench bench =
        with(
            "valve",
            """
            {"uniq_id":"v","stat_t":"v","cmd_t":"v/s","pos":true,"pos_open":50,
             "val_tpl":"{{ value_json.pct }}","cmd_tpl":"{{ value }}/{{ position }}"}
            """)) {
      bench.message("v", "{\"position\":99,\"pct\":25}");
      assertThat(bench.value("valve:v", "Valve.position")).isEqualTo(Value.of(50));
      bench.command("valve:v", "Valve.position", Value.of(10));
      assertThat(bench.published).containsExactly("v/s 5/10");
    }
    try (Bench bench =
        with(
            "valve",
            "{\"uniq_id\":\"v\",\"stat_t\":\"v\",\"cmd_t\":\"v/s\",\"dev_cla\":\"gas\"}")) {
      assertThat(bench.devices.get("valve:v").type()).isEqualTo(DeviceType.GENERIC);
      bench.message("v", "{\"state\": \"open\"}");
      assertThat(bench.value("valve:v", "Valve.position")).isEqualTo(Value.of(100));
      bench.message("v", "closed");
      assertThat(bench.value("valve:v", "Valve.position")).isEqualTo(Value.of(0));
    }
  }

  @Test
  void a_vacuum_cleaner_does_what_its_features_say_and_no_more() {
    try (Bench bench =
        with(
            "vacuum",
            """
            {"uniq_id":"r","stat_t":"r","cmd_t":"r/s","set_fan_spd_t":"r/f","fanspd_lst":["min","max"],
             "sup_feat":["start","return_home","locate","fan_speed"]}
            """)) {
      bench.message("r", "{\"state\":\"error\",\"fan_speed\":\"max\"}");
      assertThat(bench.value("vacuum:r", "Vacuum.operation")).isEqualTo(Value.of("error"));
      assertThat(bench.value("vacuum:r", "Vacuum.fanSpeed")).isEqualTo(Value.of("max"));
      assertThat(bench.attribute("vacuum:r", "Sensor.battery")).isNull();
      assertThat(bench.command("vacuum:r", "Vacuum.operation", Value.of("paused")))
          .startsWith("UNSUPPORTED");
      bench.command("vacuum:r", "Vacuum.operation", Value.of("docked"));
      bench.command("vacuum:r", "Vacuum.locate", Value.of(true));
      bench.command("vacuum:r", "Vacuum.fanSpeed", Value.of("min"));
      assertThat(bench.published).containsExactly("r/s return_to_base", "r/s locate", "r/f min");
    }
  }

  @Test
  void a_lawn_mower_has_a_topic_for_each_order() {
    try (Bench bench =
        with(
            "lawn_mower",
            """
            {"uniq_id":"m","act_stat_t":"m","act_val_tpl":"{{ value_json.a }}",
             "strt_mw_cmd_t":"m/start","dock_cmd_t":"m/dock","dock_cmd_tpl":"{\\"do\\":\\"{{ value }}\\"}"}
            """)) {
      assertThat(bench.devices.get("lawn_mower:m").type()).isEqualTo(DeviceType.LAWN_MOWER);
      bench.message("m", "{\"a\":\"mowing\"}");
      assertThat(bench.value("lawn_mower:m", "LawnMower.operation")).isEqualTo(Value.of("mowing"));
      bench.command("lawn_mower:m", "LawnMower.operation", Value.of("mowing"));
      bench.command("lawn_mower:m", "LawnMower.operation", Value.of("docked"));
      assertThat(bench.command("lawn_mower:m", "LawnMower.operation", Value.of("paused")))
          .startsWith("UNSUPPORTED");
      assertThat(bench.published)
          .containsExactly("m/start start_mowing", "m/dock {\"do\":\"dock\"}");
    }
  }

  @Test
  void a_boiler_keeps_its_modes_and_its_temperatures() {
    try (Bench bench =
        with(
            "water_heater",
            """
            {"uniq_id":"w","temp_unit":"F","min_temp":95,"max_temp":149,"temp_cmd_t":"w/t","temp_stat_t":"w",
             "curr_temp_t":"w/c","mode_cmd_t":"w/m","mode_stat_t":"w/ms","modes":["off","eco"],
             "pow_cmd_t":"w/p"}
            """)) {
      assertThat(bench.devices.get("water_heater:w").type()).isEqualTo(DeviceType.WATER_HEATER);
      bench.message("w", "122").message("w/ms", "eco");
      assertThat(bench.value("water_heater:w", "Thermostat.targetTemperature"))
          .isEqualTo(Value.of(50));
      assertThat(kind(bench, "water_heater:w", "Thermostat.targetTemperature"))
          .isEqualTo(new ValueKind.Number(35, 65, Math.rint(5e6 / 9) / 1e6));
      bench.command("water_heater:w", "Thermostat.targetTemperature", Value.of(60));
      bench.command("water_heater:w", "OnOff.onOff", Value.of(false));
      assertThat(bench.published).containsExactly("w/t 140", "w/p OFF");
    }
  }

  @Test
  void an_air_conditioner_without_lists_has_the_usual_fan_speeds_and_two_ways_to_swing() {
    try (Bench bench =
        with(
            "climate",
            """
            {"uniq_id":"a","fan_mode_cmd_t":"a/f","swing_mode_cmd_t":"a/v","swing_h_mode_cmd_t":"a/h",
             "swing_h_modes":["left","right"],"pow_cmd_t":"a/p","min_temp":30,"max_temp":16,"temp_cmd_t":"a/t"}
            """)) {
      assertThat(((ValueKind.Choice) kind(bench, "climate:a", "Fan.mode")).values())
          .containsExactly("auto", "low", "medium", "high");
      bench.command("climate:a", "Fan.swing", Value.of("on"));
      bench.command("climate:a", "Fan.swingHorizontal", Value.of("left"));
      bench.command("climate:a", "OnOff.onOff", Value.of(true));
      bench.command("climate:a", "Thermostat.targetTemperature", Value.of(21));
      assertThat(bench.published).containsExactly("a/v on", "a/h left", "a/p ON", "a/t 21");
    }
  }

  @Test
  void a_lock_that_asks_for_a_code_refuses_and_one_with_a_latch_can_be_opened() {
    try (Bench bench =
        with(
            "lock",
            """
            {"uniq_id":"l","cmd_t":"l","cod_form":"^\\\\d{4}$","cmd_tpl":"{{ value }}{{ code }}"}
            """)) {
      assertThat(bench.command("lock:l", "DoorLock.lockState", Value.of("unlocked")))
          .startsWith("UNSUPPORTED: This lock asks for a code");
      assertThat(bench.published).isEmpty();
    }
    try (Bench bench =
        with("lock", "{\"uniq_id\":\"l\",\"cmd_t\":\"l\",\"stat_t\":\"s\",\"pl_open\":\"OPEN\"}")) {
      assertThat(bench.attribute("lock:l", "DoorLock.unlatch"))
          .extracting(Attribute::access)
          .isEqualTo(Attribute.Access.MOMENTARY);
      bench.command("lock:l", "DoorLock.unlatch", Value.of(true));
      bench.message("s", "OPEN");
      assertThat(bench.published).containsExactly("l OPEN");
      assertThat(bench.value("lock:l", "DoorLock.lockState")).isEqualTo(Value.of("unlocked"));
    }
  }

  @Test
  void a_sensor_that_falls_silent_is_out_of_reach_until_it_speaks_again() {
    try (Bench bench =
        with(
            "sensor",
            """
            {"uniq_id":"t","stat_t":"t","dev_cla":"temperature","unit_of_meas":"°C","exp_aft":60,
             "dev":{"ids":["t"],"name":"Cellar"}}
            """)) {
      bench.pass(Duration.ofSeconds(5));
      assertThat(bench.reachable).containsEntry("device:t", false);
      bench.message("t", "20.5");
      assertThat(bench.reachable).containsEntry("device:t", true);
      for (int i = 0; i < 10; i++) {
        bench.pass(Duration.ofSeconds(55)).message("t", "20." + i);
        assertThat(bench.reachable).containsEntry("device:t", true);
      }
      bench.pass(Duration.ofSeconds(59));
      assertThat(bench.reachable).containsEntry("device:t", true);
      bench.pass(Duration.ofSeconds(21));
      assertThat(bench.reachable).containsEntry("device:t", false);
      bench.message("t", "21");
      assertThat(bench.reachable).containsEntry("device:t", true);
    }
  }

  @Test
  void a_component_with_an_availability_of_its_own_does_not_heed_that_of_the_payload() {
    try (Bench bench =
        with(
            "device",
            """
            {"dev":{"ids":["d"],"name":"D"},"o":{"name":"o"},"avty":[{"t":"all"}],"cmps":{
              "a":{"p":"switch","uniq_id":"a","cmd_t":"a"},
              "b":{"p":"switch","uniq_id":"b","cmd_t":"b","avty_t":"own"}}}
            """)) {
      bench.message("all", "online").message("own", "online").message("all", "offline");
      assertThat(bench.reachable).containsEntry("switch:a", false).containsEntry("switch:b", true);
    }
  }

  @Test
  void all_any_and_latest_decide_by_their_names() {
    for (String mode : new String[] {"all", "any", "latest"}) {
      try (Bench bench =
          with(
              "switch",
              """
              {"uniq_id":"s","cmd_t":"~/set","~":"base","avty_mode":"%s","avty":[
                {"t":"~/one"},
                {"t":"two/~","val_tpl":"{{ value_json.s }}","pl_avail":"up","pl_not_avail":"down"}]}
              """
                  .formatted(mode))) {
        bench.message("two/base", "{\"s\":\"up\"}").message("base/one", "offline");
        assertThat(bench.reachable).containsEntry("switch:s", mode.equals("any"));
        bench.message("two/base", "{\"s\":\"up\"}");
        assertThat(bench.reachable).containsEntry("switch:s", !mode.equals("all"));
      }
    }
  }

  @Test
  void numbers_are_numbers_by_their_class_and_settings_keep_their_unit() {
    try (Bench bench =
        with(
            "device",
            """
            {"dev":{"ids":["d"]},"o":{"name":"o"},"stat_t":"d","cmps":{
              "pf":{"p":"sensor","uniq_id":"pf","dev_cla":"power_factor","val_tpl":"{{ value_json.pf }}"},
              "dt":{"p":"sensor","uniq_id":"dt","dev_cla":"temperature_delta","unit_of_meas":"°F",
                    "val_tpl":"{{ value_json.dt }}"},
              "cal":{"p":"number","uniq_id":"cal","cmd_t":"d/cal","unit_of_meas":"°F","min":-9,"max":9,
                     "val_tpl":"{{ value_json.cal }}"}}}
            """)) {
      bench.message("d", "{\"pf\":0.9,\"dt\":18,\"cal\":2}");
      assertThat(bench.value("device:d", "Sensor.pf")).isEqualTo(Value.of(0.9));
      assertThat(bench.value("device:d", "Sensor.dt")).isEqualTo(Value.of(10));
      assertThat(bench.value("device:d", "Number.cal")).isEqualTo(Value.of(2));
      assertThat(bench.attribute("device:d", "Number.cal"))
          .extracting(Attribute::unit)
          .isEqualTo("°F");
    }
  }

  @Test
  void a_light_whose_warmest_and_coldest_are_mixed_up_is_a_light_all_the_same() {
    try (Bench bench =
        with(
            "light",
            """
            {"schema":"json","uniq_id":"l","cmd_t":"l/s","stat_t":"l","sup_clrm":["color_temp"],
             "min_mirs":500,"max_mirs":153}
            """)) {
      assertThat(kind(bench, "light:l", "ColorControl.colorTemperature"))
          .isEqualTo(new ValueKind.Number(2000, 6536, 1));
    }
  }

  @Test
  void what_the_hub_has_no_use_for_is_left_alone() {
    try (Bench bench = new Bench()) {
      for (String component :
          new String[] {"camera", "image", "tag", "notify", "infrared", "device_tracker", "new"}) {
        bench.retain("homeassistant/" + component + "/x/config", "{\"t\":\"x\",\"uniq_id\":\"x\"}");
      }
      bench.settle().pass(Duration.ofSeconds(2));
      assertThat(bench.devices).isEmpty();
      assertThat(bench.health).isEmpty();
    }
  }
}
