package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Announcements in the style of those who publish most of them, from end to end. */
class PublishersTest {
  private static Bench with(String component, String payload) {
    Bench bench = new Bench();
    return bench.retain("homeassistant/" + component + "/x/config", payload).settle();
  }

  @Test
  void a_tasmota_strip_tells_its_colour_as_the_first_numbers_of_a_list() {
    try (Bench bench =
        with(
            "light",
            """
            {"name":"Strip","cmd_t":"~cmnd/POWER","stat_t":"~tele/STATE","val_tpl":"{{value_json.POWER}}",
             "pl_off":"OFF","pl_on":"ON","avty_t":"~tele/LWT","pl_avail":"Online","pl_not_avail":"Offline",
             "uniq_id":"2CF4_LI_1","~":"strip/","dev":{"ids":["2CF4"],"cns":[["mac","2C:F4"]]},
             "bri_cmd_t":"~cmnd/Dimmer","bri_stat_t":"~tele/STATE","bri_scl":100,"on_cmd_type":"brightness",
             "bri_val_tpl":"{{value_json.Dimmer}}","rgb_cmd_t":"~cmnd/Color2","rgb_stat_t":"~tele/STATE",
             "rgb_val_tpl":"{{value_json.Color.split(',')[0:3]|join(',')}}","fx_cmd_t":"~cmnd/Scheme",
             "fx_stat_t":"~tele/STATE","fx_val_tpl":"{{value_json.Scheme}}","fx_list":["0","1","2"]}
            """)) {
      String id = "light:2CF4_LI_1";
      bench.message("strip/tele/LWT", "Online");
      bench.message(
          "strip/tele/STATE",
          "{\"POWER\":\"ON\",\"Dimmer\":50,\"Color\":\"128,64,0,0\",\"Scheme\":1}");
      assertThat(bench.value(id, "ColorControl.color")).isEqualTo(Value.of("#ff8000"));
      assertThat(bench.value(id, "LevelControl.currentLevel")).isEqualTo(Value.of(50));
      assertThat(bench.value(id, "Light.effect")).isEqualTo(Value.of("1"));
      bench.command(id, "ColorControl.color", Value.of("#00ff00"));
      assertThat(bench.published).containsExactly("strip/cmnd/Color2 0,255,0");
      // Between the full reports come short ones, which say nothing of the colour.
      bench.message("strip/tele/STATE", "{\"POWER\":\"OFF\"}").pass(Duration.ofSeconds(2));
      assertThat(bench.value(id, "OnOff.onOff")).isEqualTo(Value.of(false));
      assertThat(bench.health).isEmpty();
    }
  }

  @Test
  void a_tasmota_shutter_speaks_through_branches() {
    try (Bench bench =
        with(
            "cover",
            """
            {"uniq_id":"SHT_1","cmd_t":"cmnd/b/Backlog","pl_open":"ShutterOpen1","pl_cls":"ShutterClose1",
             "pl_stop":"ShutterStop1","pos_t":"stat/b/RESULT","pos_tpl":"{{value_json.Shutter1.Position}}",
             "set_pos_t":"cmnd/b/ShutterPosition1","stat_t":"stat/b/RESULT",
             "val_tpl":"{% if value_json.Shutter1.Direction > 0 %}opening{% elif value_json.Shutter1.Direction < 0 %}closing{% elif value_json.Shutter1.Position == 0 %}closed{% else %}open{% endif %}"}
            """)) {
      bench.message(
          "stat/b/RESULT", "{\"Shutter1\":{\"Position\":20,\"Direction\":-1,\"Target\":0}}");
      assertThat(bench.value("cover:SHT_1", "WindowCovering.motion"))
          .isEqualTo(Value.of("closing"));
      assertThat(bench.value("cover:SHT_1", "WindowCovering.position")).isEqualTo(Value.of(20));
      bench.message("stat/b/RESULT", "{\"Shutter1\":{\"Position\":0,\"Direction\":0}}");
      assertThat(bench.value("cover:SHT_1", "WindowCovering.motion"))
          .isEqualTo(Value.of("stopped"));
      bench.message("stat/b/RESULT", "{\"POWER1\":\"ON\"}").pass(Duration.ofSeconds(2));
      assertThat(bench.value("cover:SHT_1", "WindowCovering.motion"))
          .isEqualTo(Value.of("stopped"));
      assertThat(bench.health).isEmpty();
      bench.command("cover:SHT_1", "WindowCovering.motion", Value.of("stopped"));
      assertThat(bench.published).containsExactly("cmnd/b/Backlog ShutterStop1");
    }
  }

  @Test
  void an_esphome_node_is_one_piece_of_hardware_with_its_light_its_fan_and_its_readings() {
    String node =
        "\"avty_t\":\"den/status\",\"dev\":{\"ids\":\"a0b1c2\",\"name\":\"Den\",\"sw\":\"2024.10\",\"mdl\":\"esp32dev\",\"mf\":\"Espressif\",\"sa\":\"Den\"}";
    try (Bench bench = new Bench()) {
      bench.retain(
          "homeassistant/light/den/lamp/config",
          "{\"schema\":\"json\",\"clrm\":true,\"supported_color_modes\":[\"rgbww\",\"color_temp\"],\"brightness\":true,\"effect\":true,\"fx_list\":[\"Rainbow\",\"None\"],\"name\":\"Lamp\",\"stat_t\":\"den/light/lamp/state\",\"cmd_t\":\"den/light/lamp/command\",\"uniq_id\":\"ESPlightlamp\","
              + node
              + "}");
      bench.retain(
          "homeassistant/fan/den/fan/config",
          "{\"name\":\"Fan\",\"stat_t\":\"den/fan/fan/state\",\"cmd_t\":\"den/fan/fan/command\",\"pct_cmd_t\":\"den/fan/fan/speed_level/command\",\"pct_stat_t\":\"den/fan/fan/speed_level/state\",\"spd_rng_max\":4,\"osc_cmd_t\":\"den/fan/fan/oscillation/command\",\"osc_stat_t\":\"den/fan/fan/oscillation/state\",\"uniq_id\":\"ESPfanfan\","
              + node
              + "}");
      bench.retain(
          "homeassistant/sensor/den/temperature/config",
          "{\"dev_cla\":\"temperature\",\"unit_of_meas\":\"°C\",\"stat_cla\":\"measurement\",\"name\":\"Temperature\",\"stat_t\":\"den/sensor/temperature/state\",\"uniq_id\":\"ESPsensortemperature\",\"exp_aft\":150,"
              + node
              + "}");
      bench.settle().message("den/status", "online");
      assertThat(bench.devices).containsOnlyKeys("light:ESPlightlamp", "fan:ESPfanfan");
      assertThat(bench.devices.get("light:ESPlightlamp").suggestedArea()).isEqualTo("Den");
      bench.message(
          "den/light/lamp/state",
          "{\"color_mode\":\"rgbww\",\"state\":\"ON\",\"brightness\":128,\"color\":{\"r\":255,\"g\":0,\"b\":0,\"c\":0,\"w\":0}}");
      bench.message("den/fan/fan/state", "ON").message("den/fan/fan/speed_level/state", "3");
      bench.message("den/sensor/temperature/state", "21.3");
      assertThat(bench.value("light:ESPlightlamp", "ColorControl.color"))
          .isEqualTo(Value.of("#ff0000"));
      assertThat(bench.value("fan:ESPfanfan", "Fan.percent")).isEqualTo(Value.of(75));
      assertThat(bench.value("fan:ESPfanfan", "Sensor.temperature")).isEqualTo(Value.of(21.3));
      bench.command("light:ESPlightlamp", "ColorControl.color", Value.of("#0000ff"));
      bench.command("fan:ESPfanfan", "Fan.percent", Value.of(50));
      assertThat(bench.published)
          .containsExactly(
              "den/light/lamp/command {\"state\":\"ON\",\"color\":{\"r\":0,\"g\":0,\"b\":255,\"c\":0,\"w\":0}}",
              "den/fan/fan/speed_level/command 2");
    }
  }

  @Test
  void a_gateway_for_small_radios_shares_one_topic_among_readings_that_come_apart() {
    try (Bench bench = new Bench()) {
      for (String[] reading :
          new String[][] {
            {"tempc", "temperature", "°C"}, {"hum", "humidity", "%"}, {"batt", "battery", "%"}
          }) {
        bench.retain(
            "homeassistant/sensor/A4C1-" + reading[0] + "/config",
            """
            {"stat_t":"+/+/BTtoMQTT/A4C1","name":"LYWSD-%1$s","uniq_id":"A4C1-%1$s","dev_cla":"%2$s",
             "unit_of_meas":"%3$s","stat_cla":"measurement","val_tpl":"{{ value_json.%1$s | is_defined }}",
             "dev":{"ids":["A4C1"],"cns":[["mac","A4C1"]],"name":"LYWSD","mf":"X","mdl":"Y","via_device":"G"}}
            """
                .formatted((Object[]) reading));
      }
      bench.settle();
      bench.message("home/gate1/BTtoMQTT/A4C1", "{\"id\":\"A4:C1\",\"rssi\":-70,\"tempc\":20.1}");
      bench.message("home/gate2/BTtoMQTT/A4C1", "{\"id\":\"A4:C1\",\"hum\":45.5,\"batt\":90}");
      bench.pass(Duration.ofSeconds(2));
      assertThat(bench.devices).containsOnlyKeys("device:A4C1");
      assertThat(bench.devices.get("device:A4C1").type()).isEqualTo(DeviceType.TEMPERATURE_SENSOR);
      assertThat(bench.value("device:A4C1", "Sensor.temperature")).isEqualTo(Value.of(20.1));
      assertThat(bench.value("device:A4C1", "Sensor.humidity")).isEqualTo(Value.of(46));
      assertThat(bench.value("device:A4C1", "Sensor.battery")).isEqualTo(Value.of(90));
      assertThat(bench.health).isEmpty();
    }
  }

  @Test
  void what_a_remote_control_does_is_found_by_patterns() {
    try (Bench bench =
        with(
            "event",
            """
            {"stat_t":"z/remote","uniq_id":"r","evt_typ":["press","hold"],"dev":{"ids":["r"]},"val_tpl":
             "{% set m = value_json.action|default('')|regex_findall('^(?P<button>[a-z0-9]+)_(?P<action>press|hold)$') %}{% set ns = namespace(r=[]) %}{% for key, value in zip(['button','action'], m[0] if m else []) %}{% set ns.r = ns.r + [(key, value)] %}{% endfor %}{% set ns.r = ns.r + [('event_type', ns.r|selectattr(0, 'eq', 'action')|map(attribute=1)|first)] %}{{ dict.from_keys(ns.r|rejectattr(0, 'in', ('action', 'x'))|reject('eq', ('event_type', None)))|to_json }}"}
            """)) {
      bench.message("z/remote", "{\"action\":\"on_press\"}");
      assertThat(bench.value("device:r", "Switch.pressed")).isEqualTo(Value.of("on press"));
      bench.message("z/remote", "{\"battery\":80}").pass(Duration.ofSeconds(2));
      assertThat(bench.health).isEmpty();
    }
  }
}
