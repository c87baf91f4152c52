package io.lares.mqttdiscovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.DeviceType;
import io.lares.home.Value;
import org.junit.jupiter.api.Test;

class EntityMappingTest {
  private static Bench with(String component, String payload) {
    Bench bench = new Bench();
    return bench.retain("homeassistant/" + component + "/x/config", payload).settle();
  }

  @Test
  void a_tasmota_light_dims_on_its_own_topic() {
    try (Bench bench =
        with(
            "light",
            """
            {"name":"Desk","stat_t":"tele/desk/STATE","avty_t":"tele/desk/LWT","pl_avail":"Online",
             "pl_not_avail":"Offline","cmd_t":"cmnd/desk/POWER","val_tpl":"{{value_json.POWER}}",
             "pl_off":"OFF","pl_on":"ON","uniq_id":"DC4F22_LI_1","dev":{"ids":["DC4F22"]},
             "bri_cmd_t":"cmnd/desk/Dimmer","bri_stat_t":"tele/desk/STATE","bri_scl":100,
             "on_cmd_type":"brightness","bri_val_tpl":"{{value_json.Dimmer}}",
             "clr_temp_cmd_t":"cmnd/desk/CT","clr_temp_stat_t":"tele/desk/STATE",
             "clr_temp_val_tpl":"{{value_json.CT}}"}
            """)) {
      String id = "light:DC4F22_LI_1";
      bench.message("tele/desk/LWT", "Online");
      bench.message("tele/desk/STATE", "{\"POWER\":\"ON\",\"Dimmer\":30,\"CT\":200}");
      assertThat(bench.value(id, "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.value(id, "LevelControl.currentLevel")).isEqualTo(Value.of(30));
      assertThat(bench.value(id, "ColorControl.colorTemperature")).isEqualTo(Value.of(5000));
      bench.command(id, "LevelControl.currentLevel", Value.of(40));
      bench.command(id, "ColorControl.colorTemperature", Value.of(2500));
      assertThat(bench.published).containsExactly("cmnd/desk/Dimmer 40", "cmnd/desk/CT 400");
      bench.message("tele/desk/LWT", "Offline");
      assertThat(bench.reachable).containsEntry(id, false);
    }
  }

  @Test
  void an_esphome_cover_moves_to_a_position() {
    try (Bench bench =
        with(
            "cover",
            """
            {"dev_cla":"blind","name":"Blind","cmd_t":"n/cover/b/command","stat_t":"n/cover/b/state",
             "pos_t":"n/cover/b/position/state","set_pos_t":"n/cover/b/position/command",
             "uniq_id":"ESPcoverb","dev":{"ids":"a0b1","name":"window"}}
            """)) {
      String id = "cover:ESPcoverb";
      assertThat(bench.devices.get(id).type()).isEqualTo(DeviceType.WINDOW_COVERING);
      assertThat(bench.value(id, "WindowCovering.type")).isEqualTo(Value.of("blind"));
      bench.message("n/cover/b/state", "opening").message("n/cover/b/position/state", "42");
      assertThat(bench.value(id, "WindowCovering.motion")).isEqualTo(Value.of("opening"));
      assertThat(bench.value(id, "WindowCovering.position")).isEqualTo(Value.of(42));
      bench.command(id, "WindowCovering.position", Value.of(70));
      bench.command(id, "WindowCovering.motion", Value.of("stopped"));
      assertThat(bench.published)
          .containsExactly("n/cover/b/position/command 70", "n/cover/b/command STOP");
    }
  }

  @Test
  void a_garage_door_is_of_its_own_type() {
    try (Bench bench =
        with(
            "cover",
            "{\"dev_cla\":\"garage\",\"cmd_t\":\"g/s\",\"stat_t\":\"g\",\"uniq_id\":\"g\"}")) {
      assertThat(bench.devices.get("cover:g").type()).isEqualTo(DeviceType.GARAGE_DOOR);
      bench.message("g", "open");
      assertThat(bench.value("cover:g", "GarageDoor.position")).isEqualTo(Value.of(100));
      assertThat(bench.command("cover:g", "GarageDoor.position", Value.of(30)))
          .startsWith("UNSUPPORTED");
    }
  }

  @Test
  void a_zigbee2mqtt_thermostat_maps_modes_and_temperatures() {
    try (Bench bench =
        with(
            "climate",
            """
            {"temperature_unit":"C","temp_step":0.5,"min_temp":"5","max_temp":"30",
             "current_temperature_topic":"z/trv","current_temperature_template":"{{ value_json.local_temperature }}",
             "mode_state_topic":"z/trv","mode_state_template":"{{ value_json.system_mode }}",
             "modes":["off","heat","heat_cool"],"mode_command_topic":"z/trv/set/system_mode",
             "temperature_command_topic":"z/trv/set/occupied_heating_setpoint",
             "temperature_state_topic":"z/trv","temperature_state_template":"{{ value_json.occupied_heating_setpoint }}",
             "unique_id":"trv","device":{"identifiers":["z_trv"],"name":"Radiator"}}
            """)) {
      String id = "climate:trv";
      bench.message(
          "z/trv",
          "{\"local_temperature\":20.5,\"system_mode\":\"heat_cool\",\"occupied_heating_setpoint\":21}");
      assertThat(bench.value(id, "Thermostat.mode")).isEqualTo(Value.of("auto"));
      assertThat(bench.value(id, "Thermostat.localTemperature")).isEqualTo(Value.of(20.5));
      bench.command(id, "Thermostat.targetTemperature", Value.of(22.5));
      bench.command(id, "Thermostat.mode", Value.of("auto"));
      assertThat(bench.published)
          .containsExactly(
              "z/trv/set/occupied_heating_setpoint 22.5", "z/trv/set/system_mode heat_cool");
    }
  }

  @Test
  void a_lock_says_when_it_is_jammed() {
    try (Bench bench =
        with("lock", "{\"cmd_t\":\"l/s\",\"stat_t\":\"l\",\"uniq_id\":\"l\",\"name\":\"Door\"}")) {
      bench.message("l", "LOCKED").message("l", "JAMMED");
      assertThat(bench.value("lock:l", "DoorLock.lockState")).isEqualTo(Value.of("locked"));
      assertThat(bench.value("lock:l", "DoorLock.problem")).isEqualTo(Value.of("jammed"));
      bench.command("lock:l", "DoorLock.lockState", Value.of("unlocked"));
      assertThat(bench.published).containsExactly("l/s UNLOCK");
    }
  }

  @Test
  void a_fan_with_three_speeds_is_read_in_percent() {
    try (Bench bench =
        with(
            "fan",
            """
            {"cmd_t":"f/on","stat_t":"f","uniq_id":"f","pct_cmd_t":"f/pct","pct_stat_t":"f/p",
             "spd_rng_min":1,"spd_rng_max":3,"osc_cmd_t":"f/osc","osc_stat_t":"f/o"}
            """)) {
      bench.message("f/p", "2").message("f/o", "oscillate_on");
      assertThat(bench.value("fan:f", "Fan.percent")).isEqualTo(Value.of(67));
      assertThat(bench.value("fan:f", "Fan.swing")).isEqualTo(Value.of("on"));
      bench.command("fan:f", "Fan.percent", Value.of(100));
      bench.command("fan:f", "Fan.percent", Value.of(0));
      assertThat(bench.published).containsExactly("f/pct 3", "f/on OFF");
    }
  }

  @Test
  void a_press_counts_once_and_never_when_the_broker_had_kept_it() {
    try (Bench bench =
        with(
            "device_automation",
            """
            {"automation_type":"trigger","type":"action","subtype":"single","payload":"single",
             "topic":"z/btn/action","device":{"identifiers":["z_btn"],"name":"Button"}}
            """)) {
      bench.deliver("z/btn/action", "single".getBytes(), true);
      assertThat(bench.log).noneMatch(line -> line.contains("Switch.pressed="));
      bench.message("z/btn/action", "single");
      assertThat(bench.value("device:z_btn", "Switch.pressed")).isEqualTo(Value.of("single"));
    }
  }

  @Test
  void two_relays_of_one_box_are_two_devices() {
    try (Bench bench = new Bench()) {
      for (String end : new String[] {"l1", "l2"}) {
        bench.retain(
            "homeassistant/switch/0x9/switch_" + end + "/config",
            """
            {"cmd_t":"z/b/%1$s/set","stat_t":"z/b","val_tpl":"{{ value_json.state_%1$s }}",
             "uniq_id":"0x9_%1$s","name":"%1$s","dev":{"ids":["z_9"],"name":"Box"}}
            """
                .formatted(end));
      }
      bench.settle().message("z/b", "{\"state_l1\":\"ON\",\"state_l2\":\"OFF\"}");
      assertThat(bench.devices).containsOnlyKeys("switch:0x9_l1", "switch:0x9_l2");
      assertThat(bench.devices.get("switch:0x9_l2").name()).isEqualTo("Box l2");
      assertThat(bench.value("switch:0x9_l1", "OnOff.onOff")).isEqualTo(Value.of(true));
      assertThat(bench.value("switch:0x9_l2", "OnOff.onOff")).isEqualTo(Value.of(false));
    }
  }
}
