package io.lares.driver.example;

import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.Driver;
import io.lares.driver.DriverConfig;
import io.lares.driver.DriverException;
import io.lares.driver.DriverHost;
import io.lares.driver.DriverManifest;
import io.lares.driver.MqttMessage;
import io.lares.driver.Session;
import io.lares.home.DeviceType;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A lamp that says ON or OFF on {@code TOPIC/state} and obeys the same on {@code TOPIC/set}. */
public final class LampDriver implements Driver {
  @Override
  public DriverManifest manifest() {
    return new DriverManifest(
        "lamp",
        "Lamp on a topic",
        "1.0.0",
        Set.of(DriverManifest.Permission.MQTT),
        List.of(new DriverManifest.Setting("topic", "Topic of the lamp", "lamp", true, false)),
        true);
  }

  @Override
  public Session open(DriverConfig config, DriverHost host) throws DriverException {
    String topic = config.get("topic");
    if (!topic.matches("[A-Za-z0-9/_-]{1,100}")) {
      throw new DriverException(
          DriverException.Remedy.RECONFIGURE, "The topic must be short and without wildcards.");
    }
    return new LampSession(topic, host);
  }

  private static final class LampSession implements Session {
    private final String topic;
    private final DriverHost host;

    LampSession(String topic, DriverHost host) {
      this.topic = topic;
      this.host = host;
      host.announce(
          new DeviceDescription(
              topic,
              "Lamp",
              List.of(),
              "",
              DeviceType.ON_OFF_LIGHT,
              Vocabulary.group(
                  List.of(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.ON_OFF)))),
              "",
              ""));
      host.mqtt().subscribe(topic + "/state", 1, this::shows);
    }

    private void shows(MqttMessage message) {
      switch (message.text()) {
        case "ON" -> host.observe(topic, Vocabulary.ON_OFF, Value.of(true));
        case "OFF" -> host.observe(topic, Vocabulary.ON_OFF, Value.of(false));
        default -> {} // Whatever else comes is no news of the lamp.
      }
    }

    @Override
    public void execute(DeviceCommand command, CommandReply reply) {
      if (!command.device().equals(topic)
          || !command.attribute().equals(Vocabulary.ON_OFF)
          || !(command.value() instanceof Value.Bool(boolean on))) {
        reply.failed(CommandReply.Failure.UNSUPPORTED, "The lamp can only be turned on and off.");
        return;
      }
      byte[] payload = (on ? "ON" : "OFF").getBytes(StandardCharsets.UTF_8);
      host.mqtt()
          .publish(topic + "/set", payload, 1, false)
          .whenComplete((done, failure) -> {
            if (failure == null) {
              reply.accepted();
            } else {
              reply.failed(CommandReply.Failure.OFFLINE, "The broker did not take the command.");
            }
          });
    }

    @Override
    public void close() {} // The host closes the subscription.
  }
}
