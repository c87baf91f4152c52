package io.lares.driver.virtual;

import com.fasterxml.jackson.databind.node.TextNode;
import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.tck.DriverContract;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.Map;

/** The contract over a small virtual home, for either pace. */
interface VirtualContract extends DriverContract {
  String DEVICES =
      """
      [{"id": "lamp", "name": "Lamp", "aliases": ["light"], "area": "den", "type": "DimmableLight",
        "state": {"OnOff.onOff": false, "LevelControl.currentLevel": 40}},
       {"id": "heat", "name": "Heating", "aliases": [], "area": "den", "type": "Thermostat",
        "state": {"Thermostat.targetTemperature": 20, "Thermostat.localTemperature": 19},
        "describe": {"Thermostat.targetTemperature": {"kind": "number", "min": 5, "max": 30}}},
       {"id": "aroma", "name": "Diffuser", "aliases": [], "area": null, "type": "Generic",
        "state": {"Aromatherapy.intensity": 10, "Media.track": ""},
        "describe": {"Aromatherapy.intensity": {"kind": "integer", "min": 0, "max": 100}}}]
      """;

  /** The pace under test. */
  String pace();

  @Override
  default Driver driver() {
    return new VirtualDriver();
  }

  @Override
  default Map<String, String> settings() {
    return Map.of("devices", DEVICES, "pace", pace());
  }

  @Override
  default Map<String, String> settingsNaming(String name) {
    String quoted = TextNode.valueOf(name).toString();
    return Map.of("devices", DEVICES.replace("\"Lamp\"", quoted), "pace", pace());
  }

  @Override
  default DeviceCommand command() {
    return new DeviceCommand("lamp", Vocabulary.LEVEL, Value.of(80), null);
  }
}
