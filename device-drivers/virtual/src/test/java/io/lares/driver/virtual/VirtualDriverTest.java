package io.lares.driver.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.DriverException;
import io.lares.driver.tck.TestHost;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualDriverTest implements VirtualContract {
  @Override
  public String pace() {
    return "instant";
  }

  @Test
  void atInstantPaceOnlyWhatWasCommandedChanges() {
    try (TestHost host = opened()) {
      host.command(command());
      assertThat(host.shown("lamp", Vocabulary.LEVEL)).isEqualTo(Value.of(80));
      assertThat(host.shown("lamp", Vocabulary.ON_OFF)).isEqualTo(Value.of(false));
    }
  }

  @Test
  void whatIsMomentaryHasNotHappenedAtFirst() {
    try (TestHost host = opened()) {
      assertThat(host.shown("aroma", Vocabulary.TRACK)).isNull();
    }
  }

  @Test
  void statesAreLaidOverThoseOfTheFile() throws DriverException {
    Driver driver = driver();
    try (TestHost host = new TestHost(driver.manifest())) {
      host.open(
          driver,
          Map.of(
              "devices", DEVICES,
              "pace", "instant",
              "set", "{\"heat\": {\"Thermostat.localTemperature\": 23.5}}"));
      assertThat(host.shown("heat", Vocabulary.LOCAL_TEMPERATURE)).isEqualTo(Value.of(23.5));
    }
  }

  @Test
  void aDescribedRangeIsKept() {
    try (TestHost host = opened()) {
      AttributeId intensity = AttributeId.parse("Aromatherapy.intensity");
      var given = host.command(new DeviceCommand("aroma", intensity, Value.of(150), null));
      assertThat(given.message()).contains("between 0 and 100");
      assertThat(host.command(new DeviceCommand("aroma", intensity, Value.of(60), null)))
          .matches(answer -> answer.wasAccepted());
    }
  }

  @Test
  void aBrokenDeviceIsNamed() {
    Driver driver = driver();
    try (TestHost host = new TestHost(driver.manifest())) {
      assertThatThrownBy(() -> host.open(driver, Map.of("devices", "[{\"id\": \"x\"}]")))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("Device x")
          .hasMessageContaining("state");
    }
  }
}
