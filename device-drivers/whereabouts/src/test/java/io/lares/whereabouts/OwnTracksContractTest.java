package io.lares.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.tck.DriverContract;
import io.lares.driver.tck.TestHost;
import io.lares.home.Place;
import io.lares.home.Value;

class OwnTracksContractTest implements DriverContract {
  @Override
  public Driver driver() {
    return new OwnTracksDriver();
  }

  @Override
  public void bringUp(TestHost host) {
    host.live(new Place(52.5, 13.4));
    speak(host, "anna", 52.6);
  }

  private static void speak(TestHost host, String user, double latitude) {
    host.broker()
        .send(
            "owntracks/" + user.replaceAll("[/+#\\x00]", "") + "/phone",
            "{\"_type\":\"location\",\"lat\":" + latitude + ",\"lon\":13.4,\"batt\":50}",
            false);
  }

  @Override
  public DeviceCommand command() {
    return new DeviceCommand("anna/phone", OwnTracksSession.LOCATE.id(), Value.of(true), null);
  }

  @Override
  public void react(TestHost host) {
    assertThat(host.broker().published().getLast().topic()).isEqualTo("owntracks/anna/phone/cmd");
    speak(host, "anna", 52.7);
  }

  @Override
  public void flood(TestHost host, int times) {
    for (int i = 0; i < times; i++) {
      speak(host, "anna", 52.5 + i % 100 / 1000.0);
    }
  }

  @Override
  public void hostileName(TestHost host, String name) {
    speak(host, name, 52.6);
  }
}
