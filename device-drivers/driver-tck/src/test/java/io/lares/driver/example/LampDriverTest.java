package io.lares.driver.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.driver.DeviceCommand;
import io.lares.driver.Driver;
import io.lares.driver.tck.DriverContract;
import io.lares.driver.tck.TestHost;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LampDriverTest implements DriverContract {
  @Override
  public Driver driver() {
    return new LampDriver();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("topic", "den/lamp");
  }

  @Override
  public DeviceCommand command() {
    return new DeviceCommand("den/lamp", Vocabulary.ON_OFF, Value.of(true), null);
  }

  @Override
  public void react(TestHost host) {
    host.broker().send("den/lamp/state", "ON", true);
  }

  @Test
  void a_command_goes_out_on_the_lamps_topic() {
    try (TestHost host = opened()) {
      host.command(command());
      assertThat(host.broker().published())
          .extracting(message -> message.topic() + " " + message.text())
          .containsExactly("den/lamp/set ON");
    }
  }
}
