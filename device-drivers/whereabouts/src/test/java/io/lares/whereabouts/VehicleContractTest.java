package io.lares.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.tck.DriverContract;
import io.lares.driver.tck.TestHost;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.Vocabulary;

class VehicleContractTest implements DriverContract {
  private static final String SEAT = "Vehicle/Cabin/HVAC/Station/Row1/Driver/Temperature";

  @Override
  public Driver driver() {
    return new VehicleDriver();
  }

  @Override
  public void bringUp(TestHost host) {
    host.live(new Place(52.5, 13.4));
    host.broker().send("vss/kona/" + SEAT, "20", false);
    host.broker().send("vss/kona/Vehicle/Speed", "0", false);
  }

  @Override
  public DeviceCommand command() {
    return new DeviceCommand("kona", Vocabulary.TARGET_TEMPERATURE, Value.of(22), null);
  }

  @Override
  public void react(TestHost host) {
    assertThat(host.broker().published().getLast().topic()).isEqualTo("vss/kona/" + SEAT + "/set");
    host.broker().send("vss/kona/" + SEAT, "{\"value\": 22.0}", false);
  }

  @Override
  public void flood(TestHost host, int times) {
    for (int i = 0; i < times; i++) {
      host.broker().send("vss/kona/Vehicle/Speed", Integer.toString(i % 130), false);
    }
  }

  @Override
  public void hostileName(TestHost host, String name) {
    host.broker().send("vss/" + name.replaceAll("[/+#\\x00]", "") + "/Vehicle/Speed", "30", false);
    host.broker().send("vss/kona/Vehicle/VehicleIdentification/Model", name, false);
  }
}
