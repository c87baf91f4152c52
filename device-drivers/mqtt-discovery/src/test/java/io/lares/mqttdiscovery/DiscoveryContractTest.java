package io.lares.mqttdiscovery;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.tck.DriverContract;
import io.lares.driver.tck.TestHost;
import io.lares.home.Value;
import io.lares.home.Vocabulary;

class DiscoveryContractTest implements DriverContract {
  @Override
  public Driver driver() {
    return new MqttDiscoveryDriver();
  }

  @Override
  public java.util.Map<String, String> settings() {
    return java.util.Map.of("prefix", "homeassistant");
  }

  @Override
  public void bringUp(TestHost host) {
    announce(host, "lamp", "Lamp");
  }

  private static void announce(TestHost host, String id, String name) {
    host.broker()
        .send(
            "homeassistant/switch/" + id + "/config",
            io.lares.mqttdiscovery.template.Json.write(
                java.util.Map.of("cmd_t", id + "/set", "stat_t", id, "uniq_id", id, "name", name)),
            true);
  }

  @Override
  public DeviceCommand command() {
    return new DeviceCommand("switch:lamp", Vocabulary.ON_OFF, Value.of(true), null);
  }

  @Override
  public void react(TestHost host) {
    host.broker().send("lamp", "ON", false);
  }

  @Override
  public void garbage(TestHost host, int number) {
    host.broker().send("homeassistant/switch/junk" + number + "/config", "{\"" + number, false);
    host.broker().send("lamp", "\u0000junk" + number, false);
  }

  @Override
  public void flood(TestHost host, int times) {
    for (int i = 0; i < times; i++) {
      host.broker().send("lamp", i % 2 == 0 ? "ON" : "OFF", false);
    }
  }

  @Override
  public void hostileName(TestHost host, String name) {
    announce(host, "hostile", name);
  }
}
