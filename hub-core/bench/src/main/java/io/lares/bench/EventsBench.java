package io.lares.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * MQTT in, state, a rule, MQTT out: the hub, Node-RED and a bare echo in turns on one mosquitto;
 * then ten thousand devices and a million journalled observations.
 */
final class EventsBench implements Bench.Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sensors of a home of a thousand devices, each with a light that follows it. */
  private static final int SMALL = 500;

  /** Sensors of a home of five thousand. */
  private static final int LARGE = 2_500;

  private static final int ROUNDS = 5;
  private static final int DEVICES = 10_000;
  private static final int OBSERVATIONS = 1_000_000;

  @Override
  public Report run(Workplace workplace) throws Exception {
    int broker = Mosquitto.start(workplace);
    Process smallFlows = NodeRed.startWithFlows(workplace, broker, "small", SMALL);
    Process largeFlows = NodeRed.startWithFlows(workplace, broker, "large", LARGE);
    Process function = NodeRed.startWithOneFunction(workplace, broker);
    try (Echo echo = new Echo(broker);
        MqttWire devices = new MqttWire(broker, "bench-devices");
        EventLoad toHub = new EventLoad(broker, "hub", LARGE);
        EventLoad toSmallFlows = new EventLoad(broker, "small", SMALL);
        EventLoad toLargeFlows = new EventLoad(broker, "large", LARGE);
        EventLoad toFunction = new EventLoad(broker, "nr", SMALL);
        EventLoad toEcho = new EventLoad(broker, "echo", SMALL)) {
      echo.start();
      for (int i = 0; i < LARGE; i++) {
        announce(devices, "binary_sensor", "s" + i, sensor(i));
        announce(devices, "light", "l" + i, light(i));
      }
      devices.flush();
      HubProcess hub = startHub(workplace, broker);
      workplace.say("waiting until the hub and Node-RED answer for all sensors");
      for (EventLoad load : List.of(toHub, toSmallFlows, toLargeFlows, toFunction)) {
        load.awaitReady(120);
      }
      var running = List.of(hub.process(), smallFlows, largeFlows, function);
      var besideHub = without(running, hub.process());
      var ofHub = new EventsPeer("hub", toHub, SMALL, besideHub);
      var ofHubLarge = new EventsPeer("hub, 5,000 devices", toHub, LARGE, besideHub);
      var ofFlows = new EventsPeer("Node-RED", toSmallFlows, SMALL, without(running, smallFlows));
      var ofFlowsLarge =
          new EventsPeer(
              "Node-RED, 5,000 devices", toLargeFlows, LARGE, without(running, largeFlows));
      var ofFunction =
          new EventsPeer("Node-RED, one function", toFunction, SMALL, without(running, function));
      var ofEcho = new EventsPeer("bare echo", toEcho, SMALL, running);
      var all = List.of(ofHub, ofFlows, ofHubLarge, ofFlowsLarge, ofFunction, ofEcho);
      workplace.say("warming up");
      for (EventsPeer peer : all) {
        peer.warmUp();
      }
      for (int round = 1; round <= ROUNDS; round++) {
        for (EventsPeer peer : all) {
          // Node-RED's file and the hub's journal are both written behind the messages.
          peer.measure(() -> awaitQuietJournal(hub));
          workplace.say("round " + round + " of " + ROUNDS + ": " + peer.latest());
        }
      }
      double limit = ofEcho.rate();
      Report report = new Report("events");
      report
          .figure("hub_rate", "hub at saturation", ofHub.rate(), "msg/s")
          .figure("node_red_rate", "Node-RED, a flow each", ofFlows.rate(), "msg/s")
          .figure("hub_rate_large", "hub, 5,000 devices", ofHubLarge.rate(), "msg/s")
          .figure("node_red_rate_large", "Node-RED, 5,000 devices", ofFlowsLarge.rate(), "msg/s")
          .figure("node_red_least_rate", "Node-RED, one function", ofFunction.rate(), "msg/s")
          .figure("limit_rate", "limit: bare echo, same broker", limit, "msg/s")
          .atLeast(
              "ratio_large",
              "hub : Node-RED, 5,000 devices",
              ofHubLarge.rate() / ofFlowsLarge.rate(),
              "x",
              2)
          .figure("ratio", "hub : Node-RED, 1,000 devices", ofHub.rate() / ofFlows.rate(), "x")
          .figure("ratio_least", "hub : one function", ofHub.rate() / ofFunction.rate(), "x")
          .figure("limit_ratio", "limit : one function", limit / ofFunction.rate(), "x")
          .figure("share", "hub's share of the limit", ofHub.rate() / limit, "")
          .figure("hub_p50", "hub p50 at 1,000/s", ofHub.awake().p50(), "us")
          .atMost("hub_p99", "hub p99 at 1,000/s", ofHub.awake().p99(), "us", 1000)
          .figure("hub_p99_large", "hub p99, 5,000 devices", ofHubLarge.awake().p99(), "us")
          .figure("node_red_p50", "Node-RED p50 at 1,000/s", ofFlows.awake().p50(), "us")
          .figure("node_red_p99", "Node-RED p99 at 1,000/s", ofFlows.awake().p99(), "us")
          .figure("limit_p99", "bare echo p99 at 1,000/s", ofEcho.awake().p99(), "us")
          .figure("hub_p50_asleep", "hub p50, sleepy", ofHub.asleep().p50(), "us")
          .figure("hub_p99_asleep", "hub p99, sleepy", ofHub.asleep().p99(), "us")
          .figure(
              "hub_p99_large_asleep",
              "hub p99, 5,000 devices, sleepy",
              ofHubLarge.asleep().p99(),
              "us")
          .figure("node_red_p99_asleep", "Node-RED p99, sleepy", ofFlows.asleep().p99(), "us")
          .figure("limit_p99_asleep", "bare echo p99, sleepy", ofEcho.asleep().p99(), "us")
          .atMost("lost", "changes the hub lost", ofHub.lost() + ofHubLarge.lost(), "", 0)
          .figure(
              "node_red_lost", "changes Node-RED lost", ofFlows.lost() + ofFlowsLarge.lost(), "");
      scale(workplace, hub, devices, toHub.with(SMALL), report);
      return report
          .note(
              "Each change is a JSON message in and a command out; every sensor has one under way,"
                  + " so nothing is lost unnoticed. Node-RED has a flow for each automation and"
                  + " appends each change to a file, as the hub does to its journal.")
          .note(
              "The load and mosquitto share the machine's processors with the peer; the bare echo"
                  + " shows what they leave.")
          .note(
              AwakeProcessors.allowed()
                  ? "Latencies are of processors that are kept awake (/dev/cpu_dma_latency) for all"
                      + " peers alike; sleepy ones of processors that sleep when they may, where each"
                      + " of a message's wakes waits for the machine."
                  : "This machine does not let the benchmark keep its processors awake"
                      + " (/dev/cpu_dma_latency; the superuser may), so that all latencies are of"
                      + " processors that sleep when they may.");
    }
  }

  private static List<Process> without(List<Process> all, Process one) {
    return all.stream().filter(process -> process != one).toList();
  }

  private static HubProcess startHub(Workplace workplace, int broker) throws Exception {
    Path data = workplace.temp("data");
    Path rule = workplace.root().resolve("hub-core/bench-rule/target/bench-rule.jar");
    if (!Files.exists(rule)) {
      throw new IOException(
          rule + " is missing: build it with ./mvnw -pl hub-core/bench-rule package");
    }
    Files.createDirectories(data.resolve("drop-in"));
    Files.copy(rule, data.resolve("drop-in/bench-rule.jar"));
    workplace.say("starting the hub");
    HubProcess hub = HubProcess.start(workplace, data, Workplace.freePort());
    hub.claim("empty");
    hub.send(
        "PUT",
        "mqtt",
        JSON.createObjectNode()
            .put("kind", "external")
            .put("uri", "tcp://127.0.0.1:" + broker)
            .put("user", ""));
    return hub;
  }

  /** Ten thousand more devices, a million changes of theirs, and what that costs. */
  private static void scale(
      Workplace workplace, HubProcess hub, MqttWire devices, EventLoad load, Report report)
      throws Exception {
    workplace.say("announcing " + DEVICES + " more devices");
    long begin = System.nanoTime();
    for (int i = 0; i < DEVICES; i++) {
      announce(devices, "sensor", "v" + i, meter(i));
    }
    devices.flush();
    awaitDevices(hub, DEVICES + 2 * LARGE);
    double registering = (System.nanoTime() - begin) / 1e9;
    double registered = Workplace.residentMiB(hub.process().pid());
    workplace.say("sending " + OBSERVATIONS + " observations");
    long before = journalled(hub);
    begin = System.nanoTime();
    for (int n = 0; n < OBSERVATIONS; n++) {
      devices.publish(
          bytes("hub/v" + n % DEVICES + "/state"),
          bytes("{\"v\":" + n / DEVICES + "." + n % 7 + "}"),
          false);
      if (n % 5_000 == 4_999) {
        devices.flush();
        load.awaitReady(60);
      }
    }
    devices.flush();
    double sending = (System.nanoTime() - begin) / 1e9;
    awaitQuietJournal(hub);
    double journalling = (System.nanoTime() - begin) / 1e9;
    long rows = journalled(hub) - before;
    long bytes = hub.get("health").path("store").path("bytes").asLong();
    report
        .figure("devices", "devices registered", DEVICES + 2 * LARGE, "")
        .figure("register_rate", "devices registered a second", DEVICES / registering, "/s")
        .figure("resident_devices", "memory with them (RSS)", registered, "MiB")
        .atLeast("journal_rows", "rows journalled", rows, "", OBSERVATIONS)
        .figure("observe_rate", "observations taken a second", OBSERVATIONS / sending, "/s")
        .figure(
            "journal_rate", "observations journalled a second", OBSERVATIONS / journalling, "/s")
        .figure("journal_bytes", "store's size a row", (double) bytes / Math.max(1, rows), "B")
        .figure(
            "resident_journal",
            "memory afterwards (RSS)",
            Workplace.residentMiB(hub.process().pid()),
            "MiB");
  }

  private static void awaitDevices(HubProcess hub, int count) throws Exception {
    for (int i = 0; i < 600; i++) {
      for (JsonNode driver : hub.get("drivers")) {
        if (driver.path("devices").asInt() >= count) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("The hub did not register " + count + " devices: " + hub.get("drivers"));
  }

  private static long journalled(HubProcess hub) throws Exception {
    return hub.get("activity?limit=1").path("rows").path(0).path("row").asLong();
  }

  private static void awaitQuietJournal(HubProcess hub) throws Exception {
    long last = -1;
    for (int i = 0; i < 600; i++) {
      long now = journalled(hub);
      if (now == last && hub.get("health").path("store").path("waiting").asLong() == 0) {
        return;
      }
      last = now;
      TimeUnit.MILLISECONDS.sleep(250);
    }
    throw new IOException("The journal did not come to rest");
  }

  private static ObjectNode sensor(int i) {
    return JSON.createObjectNode()
        .put("name", "bench s" + i)
        .put("uniq_id", "bench-s" + i)
        .put("stat_t", "hub/s" + i + "/state")
        .put("val_tpl", "{{ value_json.state }}")
        .put("pl_on", "ON")
        .put("pl_off", "OFF");
  }

  private static ObjectNode light(int i) {
    return JSON.createObjectNode()
        .put("name", "bench l" + i)
        .put("uniq_id", "bench-l" + i)
        .put("cmd_t", "hub/l" + i + "/set")
        .put("stat_t", "hub/l" + i + "/state")
        .put("pl_on", "ON")
        .put("pl_off", "OFF");
  }

  private static ObjectNode meter(int i) {
    return JSON.createObjectNode()
        .put("name", "bench v" + i)
        .put("uniq_id", "bench-v" + i)
        .put("stat_t", "hub/v" + i + "/state")
        .put("val_tpl", "{{ value_json.v }}")
        .put("dev_cla", "temperature")
        .put("unit_of_meas", "°C");
  }

  private static void announce(MqttWire wire, String component, String id, ObjectNode config)
      throws IOException {
    config.putObject("dev").put("ids", "bench-" + id).put("name", config.path("name").asText());
    wire.publish(
        bytes("homeassistant/" + component + "/bench-" + id + "/config"),
        JSON.writeValueAsBytes(config),
        true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The least that could do the work: every state message is answered by its command, unread. */
  private static final class Echo implements AutoCloseable {
    private final MqttWire wire;

    Echo(int port) throws IOException {
      wire = new MqttWire(port, "bench-echo");
    }

    void start() throws IOException {
      Thread.ofPlatform().daemon().name("echo").start(this::answer);
      wire.subscribe("echo/+/state");
    }

    private void answer() {
      byte[] on = bytes("ON");
      try {
        wire.read((packet, topic, topicLength, payload, end) -> {
          String name = new String(packet, topic + 6, topicLength - 12, StandardCharsets.US_ASCII);
          try {
            wire.publish(bytes("echo/l" + name + "/set"), on, false);
            if (!wire.moreWaiting()) {
              wire.flush();
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}
