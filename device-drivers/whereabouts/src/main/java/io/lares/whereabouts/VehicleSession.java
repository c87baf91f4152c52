package io.lares.whereabouts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lares.driver.Cancellable;
import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DriverHost;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.driver.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Vehicles that publish signals of the Vehicle Signal Specification. The specification leaves the
 * topics open, so what is in use is understood: {@code PREFIX/VEHICLE/} and the signal's path with
 * dots or with slashes, with the bare value, {@code {"value":..}} or {@code {"path":..,
 * "dp":{"value":..}}} (VISS); or one object of many paths on {@code PREFIX/VEHICLE}. A wish is
 * published on the signal's topic with {@code /set} at its end, as the bare value.
 */
final class VehicleSession implements Session {
  /** Signals come in bursts: a vehicle is announced once it has been quiet for so long. */
  private static final Duration QUIET = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String SET = "/set";
  private static final String ROOT = "Vehicle.";
  private static final int MOST_VEHICLES = 30;
  private static final int MOST_PATH = 160;

  private final String prefix;
  private final double radius;
  private final DriverHost host;
  private final Paces paces;
  private final MqttChannel mqtt;
  private final Map<String, Vehicle> vehicles = new HashMap<>();

  /** On which topic each signal of each vehicle came, for wishes to go the same way. */
  private final Map<String, String> topics = new HashMap<>();

  private final List<Cancellable> open = new ArrayList<>();
  private boolean planned;

  VehicleSession(String prefix, double radius, DriverHost host) {
    this.prefix = prefix;
    this.radius = radius;
    this.host = host;
    this.paces = new Paces(host);
    this.mqtt = host.mqtt();
    open.add(mqtt.subscribe(prefix + "/+/#", 1, this::heard));
    open.add(
        host.repeat(
            LOOK,
            () -> {
              Instant now = Instant.now();
              vehicles.values().forEach(vehicle -> vehicle.look(now));
            }));
  }

  private void heard(MqttMessage message) {
    String topic = message.topic();
    if (topic.endsWith(SET) || message.payload().length > Payload.MAX_BYTES) {
      return;
    }
    String rest = topic.substring(prefix.length() + 1);
    int slash = rest.indexOf('/');
    String name = Payload.name(slash < 0 ? rest : rest.substring(0, slash));
    String path = slash < 0 ? "" : rest.substring(slash + 1).replace('/', '.');
    JsonNode node =
        Payload.json(message).orElseGet(() -> TextNode.valueOf(Payload.name(message.text())));
    Instant now = Instant.now();
    if (path.startsWith(ROOT)) {
      take(name, path, bare(node), topic, now);
    } else if (node.path("path").isTextual()) {
      take(name, node.path("path").asText().replace('/', '.'), bare(node), null, now);
    } else {
      node.properties()
          .forEach(
              one -> take(name, one.getKey().replace('/', '.'), bare(one.getValue()), null, now));
    }
  }

  /** The value without what is around it. */
  private static JsonNode bare(JsonNode node) {
    JsonNode point = node.path("dp").isMissingNode() ? node : node.path("dp");
    return point.path("value").isMissingNode() ? point : point.path("value");
  }

  private void take(String name, String path, JsonNode value, @Nullable String topic, Instant now) {
    if (!path.startsWith(ROOT)
        || path.length() > MOST_PATH
        || name.isEmpty()
        || !value.isValueNode()
        || value.isNull()) {
      return;
    }
    Vehicle vehicle = vehicles.get(name);
    if (vehicle == null) {
      if (vehicles.size() >= MOST_VEHICLES) {
        host.health("More than " + MOST_VEHICLES + " vehicles speak here; the rest is left out.");
        return;
      }
      vehicle = new Vehicle(name, host, radius, paces);
      vehicles.put(name, vehicle);
    }
    String signal = path.substring(ROOT.length());
    if (topic != null && topics.size() < MOST_VEHICLES * 200) {
      topics.put(name + " " + signal, topic);
    }
    vehicle.signal(signal, value, now);
    if (!planned) {
      planned = true;
      host.schedule(QUIET, this::announce);
    }
  }

  private void announce() {
    planned = false;
    Instant now = Instant.now();
    vehicles.values().forEach(vehicle -> vehicle.announce(now));
  }

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {
    Vehicle vehicle = vehicles.get(command.device());
    Map<String, String> written =
        vehicle == null ? Map.of() : vehicle.written(command.attribute(), command.value());
    if (written.isEmpty()) {
      reply.failed(CommandReply.Failure.UNSUPPORTED, "This vehicle has no such control.");
      return;
    }
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    written.forEach((path, value) -> {
      String told =
          topics.getOrDefault(
              command.device() + " " + path, prefix + "/" + command.device() + "/" + ROOT + path);
      sent.add(
          mqtt.publish(told + SET, value.getBytes(StandardCharsets.UTF_8), 1, false)
              .toCompletableFuture());
    });
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .whenComplete((done, failure) -> {
          if (failure == null) {
            reply.accepted();
          } else {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            reply.failed(CommandReply.Failure.OFFLINE, String.valueOf(cause.getMessage()));
          }
        });
  }

  @Override
  public void close() {
    open.forEach(Cancellable::cancel);
  }
}
