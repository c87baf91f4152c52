package io.lares.driver.tck;

import io.lares.driver.DeviceCommand;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What strangers send: the stimuli of {@link DriverContract} where a driver has none of its own.
 */
final class Hostile {
  /** Names that a device may have given itself. */
  static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "\u202egnol si siht\u0000\u0007",
          "x".repeat(10_000),
          " ",
          "../../etc/passwd",
          "a'; drop table devices; --",
          "\ud800 half a character",
          "灯".repeat(300));

  private static final List<String> TEXTS =
      List.of(
          "",
          "null",
          "NaN",
          "-1e999",
          "{",
          "{\"a\":",
          "[".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "\u0000\u0001\u001b[2J",
          "{\"name\":{\"name\":[]},\"state\":1e400,\"\":\"\"}",
          "99999999999999999999999999999999",
          "x".repeat(100_000));

  private Hostile() {}

  /** Junk on every topic that the session listens to, and a command that no sane hub would send. */
  static void garbage(TestHost host, DeviceCommand good, int number) {
    byte[] payload = bytes(number);
    for (String topic : host.broker().topics("junk" + number)) {
      host.broker().send(topic, payload, false);
    }
    Value value =
        switch (number % 4) {
          case 0 -> Value.of("\u0000" + "x".repeat(Value.MAX_TEXT - 1));
          case 1 -> Value.of(Double.MAX_VALUE);
          case 2 -> Value.of(-Double.MIN_VALUE);
          default -> Value.of("");
        };
    AttributeId attribute =
        number % 2 == 0 ? good.attribute() : new AttributeId("\ud83d\ude00", "x".repeat(200));
    String device = number % 3 == 0 ? good.device() : TEXTS.get(number % TEXTS.size());
    host.command(new DeviceCommand(device, attribute, value, Duration.ofDays(10_000)));
  }

  private static byte[] bytes(int number) {
    if (number % 3 == 0) {
      byte[] noise = new byte[1 + number];
      new Random(number).nextBytes(noise);
      return noise;
    }
    return TEXTS.get(number % TEXTS.size()).getBytes(StandardCharsets.UTF_8);
  }

  /** Messages on all that the session listens to; commands where it listens to nothing. */
  static void flood(TestHost host, DeviceCommand good, int times) {
    List<String> topics = host.broker().topics("flood");
    for (int i = 0; i < times; i++) {
      if (topics.isEmpty()) {
        host.command(good);
      } else {
        host.broker().send(topics.get(i % topics.size()), Integer.toString(i), false);
      }
    }
  }

  /** A stranger of that name speaks, in its topic and in what it says. */
  static void name(TestHost host, String name) {
    String inTopic = name.replaceAll("[+#/\u0000\ud800]", "_");
    String json = "{\"name\": \"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + "\"}";
    for (String topic : host.broker().topics(inTopic)) {
      host.broker().send(topic, json, true);
      host.broker().send(topic, name, false);
    }
  }

  /** Some value of a kind. */
  static Value fitting(ValueKind kind) {
    return switch (kind) {
      case ValueKind.Bool b -> Value.of(true);
      case ValueKind.Number(double min, double max, double step) ->
          Value.of(Math.clamp(1.0, min, max));
      case ValueKind.Choice(List<String> values) -> Value.of(values.getFirst());
      case ValueKind.Text t -> Value.of("x");
      case ValueKind.Colour c -> Value.of("#ff8800");
    };
  }
}
