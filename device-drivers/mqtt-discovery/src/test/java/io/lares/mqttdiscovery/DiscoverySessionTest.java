package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiscoverySessionTest {
  private static final String BULB =
      """
      {"availability":[{"topic":"zigbee2mqtt/bridge/state","value_template":"{{ value_json.state }}"}],
       "availability_mode":"all","brightness":true,"brightness_scale":254,
       "command_topic":"zigbee2mqtt/bulb/set","schema":"json","state_topic":"zigbee2mqtt/bulb",
       "supported_color_modes":["xy","color_temp"],"min_mireds":153,"max_mireds":500,"name":null,
       "device":{"identifiers":["zigbee2mqtt_0x01"],"name":"Kitchen lamp","manufacturer":"IKEA",
         "model":"LED1624G9","suggested_area":"Kitchen"},
       "origin":{"name":"Zigbee2MQTT","sw":"2.1.1"},"unique_id":"0x01_light_zigbee2mqtt"}
      """;
  private static final String PLUG =
      """
      {"command_topic":"zigbee2mqtt/plug/set","payload_on":"ON","payload_off":"OFF","name":null,
       "state_topic":"zigbee2mqtt/plug","value_template":"{{ value_json.state }}",
       "device":{"identifiers":["zigbee2mqtt_0x02"],"name":"Plug"},"unique_id":"0x02_switch"}
      """;

  private static String sensor(String unique, String option, String template) {
    return """
    {"state_topic":"zigbee2mqtt/plug","value_template":"{{ value_json.%s }}",%s,
     "device":{"identifiers":["zigbee2mqtt_0x02"],"name":"Plug"},"unique_id":"%s"}
    """
        .formatted(template, option, unique);
  }

  @Test
  void a_json_light_is_announced_shows_its_state_and_takes_commands() {
    try (Bench bench = new Bench()) {
      bench.retain("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
      bench.retain("homeassistant/light/0x01/light/config", BULB).settle();
      String id = "light:0x01_light_zigbee2mqtt";
      assertThat(bench.devices.get(id))
          .satisfies(device -> {
            assertThat(device.name()).isEqualTo("Kitchen lamp");
            assertThat(device.type()).isEqualTo(DeviceType.EXTENDED_COLOR_LIGHT);
            assertThat(device.suggestedArea()).isEqualTo("Kitchen");
            assertThat(device.manufacturer()).isEqualTo("IKEA");
          });
      bench.message(
          "zigbee2mqtt/bulb",
          "{\"state\":\"ON\",\"brightness\":127,\"color_mode\":\"color_temp\",\"color_temp\":370}");
      assertThat(bench.value(id, "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.value(id, "LevelControl.currentLevel")).isEqualTo(Value.of(50));
      assertThat(bench.value(id, "ColorControl.colorTemperature")).isEqualTo(Value.of(2703));
      assertThat(bench.command(id, "LevelControl.currentLevel", Value.of(40)))
          .isEqualTo("accepted");
      assertThat(bench.published)
          .containsExactly("zigbee2mqtt/bulb/set {\"state\":\"ON\",\"brightness\":102}");
    }
  }

  @Test
  void what_a_plug_measures_belongs_to_the_plug_in_whatever_order_it_comes() {
    try (Bench bench = new Bench()) {
      bench.retain(
          "homeassistant/sensor/0x02/power/config",
          sensor(
              "0x02_power", "\"device_class\":\"power\",\"unit_of_measurement\":\"W\"", "power"));
      bench.settle();
      assertThat(bench.devices).containsOnlyKeys("device:zigbee2mqtt_0x02");
      bench.retain("homeassistant/switch/0x02/switch/config", PLUG);
      bench.retain(
          "homeassistant/sensor/0x02/linkquality/config",
          sensor(
              "0x02_lq",
              "\"entity_category\":\"diagnostic\",\"unit_of_measurement\":\"lqi\","
                  + "\"enabled_by_default\":false",
              "linkquality"));
      bench.settle();
      assertThat(bench.devices).containsOnlyKeys("switch:0x02_switch");
      bench.message("zigbee2mqtt/plug", "{\"state\":\"OFF\",\"power\":12.5,\"linkquality\":88}");
      assertThat(bench.value("switch:0x02_switch", "Sensor.power")).isEqualTo(Value.of(12.5));
      assertThat(bench.value("switch:0x02_switch", "Sensor.linkQuality")).isEqualTo(Value.of(88));
      assertThat(bench.value("switch:0x02_switch", "OnOff.onOff")).isEqualTo(Value.of(false));
      bench.retain("homeassistant/switch/0x02/switch/config", "");
      bench.retain("homeassistant/sensor/0x02/power/config", "");
      bench.retain("homeassistant/sensor/0x02/linkquality/config", "").settle();
      assertThat(bench.devices).isEmpty();
      assertThat(bench.subscriptions()).isZero();
    }
  }

  @Test
  void a_device_payload_announces_all_its_components_and_one_may_go() {
    try (Bench bench = new Bench()) {
      String topic = "homeassistant/device/ea334450945afc/config";
      String head =
          """
          {"dev":{"ids":"ea334450945afc","name":"Weather"},"o":{"name":"bla2mqtt"},"~":"weather/1",
           "stat_t":"~/state","cmps":{
           "t":{"p":"sensor","dev_cla":"temperature","unit_of_meas":"°F","val_tpl":"{{value_json.t}}",
             "uniq_id":"t1"},
          """;
      bench.retain(
          topic,
          head
              + """
              "w":{"p":"binary_sensor","dev_cla":"window","uniq_id":"w1",
                "val_tpl":"{{ value_json['w'] }}"}}}
              """);
      bench.settle();
      bench.message("weather/1/state", "{\"t\":70,\"w\":\"ON\"}");
      String id = "device:ea334450945afc";
      assertThat(bench.devices.get(id).type()).isEqualTo(DeviceType.CONTACT_SENSOR);
      assertThat(bench.value(id, "Contact.open")).isEqualTo(Value.of(true));
      assertThat(bench.value(id, "Sensor.temperature")).isEqualTo(Value.of(21.111111));
      bench.retain(topic, head + "\"w\":{\"p\":\"binary_sensor\"}}}").settle();
      assertThat(bench.attribute(id, "Contact.open")).isNull();
      assertThat(bench.attribute(id, "Sensor.temperature")).isNotNull();
    }
  }

  @Test
  void a_device_that_says_it_is_away_takes_no_commands() {
    try (Bench bench = new Bench()) {
      bench.retain("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}");
      bench.retain("homeassistant/light/0x01/light/config", BULB).settle();
      String id = "light:0x01_light_zigbee2mqtt";
      assertThat(bench.reachable).containsEntry(id, false);
      assertThat(bench.command(id, "OnOff.onOff", Value.of(true))).startsWith("OFFLINE");
      assertThat(bench.published).isEmpty();
      bench.retain("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}");
      assertThat(bench.reachable).containsEntry(id, true);
    }
  }

  @Test
  void a_renamed_entity_keeps_its_identity() {
    try (Bench bench = new Bench()) {
      bench.retain("homeassistant/light/0x01/light/config", BULB).settle();
      bench
          .retain("homeassistant/light/0x01/light/config", BULB.replace("Kitchen lamp", "Bar"))
          .settle();
      assertThat(bench.devices).containsOnlyKeys("light:0x01_light_zigbee2mqtt");
      assertThat(bench.devices.get("light:0x01_light_zigbee2mqtt").name()).isEqualTo("Bar");
      assertThat(bench.log).noneMatch(line -> line.startsWith("withdraw"));
    }
  }

  @Test
  void an_entity_may_move_to_another_topic() {
    try (Bench bench = new Bench()) {
      bench.retain("homeassistant/light/0x01/light/config", BULB).settle();
      bench.retain("homeassistant/light/elsewhere/config", BULB);
      bench.retain("homeassistant/light/0x01/light/config", "").settle();
      assertThat(bench.devices).containsOnlyKeys("light:0x01_light_zigbee2mqtt");
      assertThat(bench.log).noneMatch(line -> line.startsWith("withdraw"));
    }
  }

  @Test
  void motion_ends_after_its_off_delay() {
    try (Bench bench = new Bench()) {
      bench
          .retain(
              "homeassistant/binary_sensor/pir/config",
              "{\"stat_t\":\"pir\",\"dev_cla\":\"motion\",\"off_dly\":30,\"uniq_id\":\"pir\"}")
          .settle();
      bench.message("pir", "ON");
      String id = "device:entity/binary_sensor:pir";
      assertThat(bench.value(id, "Occupancy.occupied")).isEqualTo(Value.of(true));
      bench.pass(Duration.ofSeconds(20)).message("pir", "ON").pass(Duration.ofSeconds(20));
      assertThat(bench.value(id, "Occupancy.occupied")).isEqualTo(Value.of(true));
      bench.pass(Duration.ofSeconds(11));
      assertThat(bench.value(id, "Occupancy.occupied")).isEqualTo(Value.of(false));
    }
  }

  @Test
  void a_switch_that_reports_nothing_is_assumed_to_obey() {
    try (Bench bench = new Bench()) {
      bench
          .retain(
              "homeassistant/switch/s/config",
              "{\"cmd_t\":\"s/set\",\"uniq_id\":\"s\",\"name\":\"Pump\"}")
          .settle();
      assertThat(bench.command("switch:s", "OnOff.onOff", Value.of(true))).isEqualTo("accepted");
      assertThat(bench.value("switch:s", "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.attribute("switch:s", "OnOff.onOff").description()).contains("Assumed");
    }
  }

  @Test
  void a_bad_announcement_is_named_until_it_is_mended_and_hurts_no_other() {
    try (Bench bench = new Bench()) {
      bench.retain("homeassistant/switch/bad/config", "{\"cmd_t\":");
      bench.retain("homeassistant/switch/0x02/switch/config", PLUG);
      bench.settle().pass(Duration.ofSeconds(2));
      assertThat(bench.health).contains("homeassistant/switch/bad/config").contains("JSON");
      assertThat(bench.devices).hasSize(1);
      bench.retain("homeassistant/switch/bad/config", "").pass(Duration.ofSeconds(2));
      assertThat(bench.health).isEmpty();
    }
  }

  @Test
  void without_a_connection_a_command_fails_at_once() {
    try (Bench bench = new Bench()) {
      bench.retain("homeassistant/switch/0x02/switch/config", PLUG).settle();
      bench.connect(false);
      assertThat(bench.command("switch:0x02_switch", "OnOff.onOff", Value.of(true)))
          .startsWith("OFFLINE");
      bench.pass(Duration.ofSeconds(5));
      assertThat(bench.reachable).containsEntry("switch:0x02_switch", false);
      bench.connect(true);
      assertThat(bench.reachable).containsEntry("switch:0x02_switch", true);
    }
  }

  @Test
  void templates_that_need_the_engine_are_rendered_by_it() {
    try (Bench bench = new Bench()) {
      bench
          .retain(
              "homeassistant/sensor/t/config",
              """
              {"stat_t":"t","uniq_id":"t","dev_cla":"temperature","unit_of_meas":"°C",
               "val_tpl":"{% set x = value_json.raw | int %}{{ (x / 10) | round(1) if x > 0 else iif(x == 0, 1, 2) }}"}
              """)
          .settle();
      bench.message("t", "{\"raw\":215}");
      bench.pass(Duration.ofSeconds(2));
      assertThat(bench.health).isEmpty();
      assertThat(bench.value("device:entity/sensor:t", "Sensor.temperature"))
          .isEqualTo(Value.of(21.5));
    }
  }
}
