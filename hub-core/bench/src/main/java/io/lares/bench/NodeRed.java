package io.lares.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Node-RED from npm, as the peer that does the same work. */
final class NodeRed {
  /** The newest line that runs on Node 20. */
  static final String VERSION = "4.1.15";

  private static final ObjectMapper JSON = new ObjectMapper();

  private NodeRed() {}

  /**
   * Starts it with one flow for all sensors, a hand-written function behind a wildcard: as little
   * work as Node-RED can make of it.
   */
  static Process startWithOneFunction(Workplace workplace, int brokerPort) throws Exception {
    return start(workplace, "node-red-function", resource("node-red-flow.json"), brokerPort);
  }

  /**
   * Starts it with a flow for each automation, of the palette's own nodes, as people wire devices
   * that have topics of their own: a sensor's topic, a filter for changes, the command, the light's
   * topic. Each change is appended to a file, as the hub appends it to its journal; unlike there,
   * nothing waits until it is on the disk.
   *
   * @param prefix of the topics
   */
  static Process startWithFlows(Workplace workplace, int brokerPort, String prefix, int automations)
      throws Exception {
    ArrayNode flow = (ArrayNode) JSON.readTree(resource("node-red-flow.json"));
    ArrayNode nodes = JSON.createArrayNode();
    ObjectNode in = node(flow, "in");
    ObjectNode out = node(flow, "out");
    nodes
        .add(node(flow, "flow"))
        .add(node(flow, "broker"))
        .add(
            made("history", "file")
                .put("filename", workplace.temp("history").resolve(prefix + ".log").toString())
                .put("filenameType", "str")
                .put("appendNewline", true)
                .put("overwriteFile", "false"));
    for (int i = 0; i < automations; i++) {
      nodes
          .add(
              wired(in.deepCopy(), "filter" + i)
                  .put("id", "in" + i)
                  .put("topic", prefix + "/s" + i + "/state"))
          .add(
              wired(made("filter" + i, "rbe"), "command" + i, "history")
                  .put("func", "rbe")
                  .put("septopics", false)
                  .put("property", "payload.state"))
          .add(command("command" + i, "out" + i))
          .add(out.deepCopy().put("id", "out" + i).put("topic", prefix + "/l" + i + "/set"));
    }
    return start(workplace, "node-red-" + prefix, JSON.writeValueAsString(nodes), brokerPort);
  }

  /** Makes the light's command of what the sensor says. */
  private static ObjectNode command(String id, String next) {
    ObjectNode node = wired(made(id, "change"), next);
    node.putArray("rules")
        .addObject()
        .put("t", "set")
        .put("p", "payload")
        .put("pt", "msg")
        .put("to", "payload.state")
        .put("tot", "msg");
    return node;
  }

  private static ObjectNode made(String id, String type) {
    return JSON.createObjectNode().put("id", id).put("type", type).put("z", "flow");
  }

  private static ObjectNode wired(ObjectNode node, String... next) {
    ArrayNode first = node.putArray("wires").addArray();
    for (String id : next) {
      first.add(id);
    }
    return node;
  }

  private static ObjectNode node(ArrayNode flow, String id) {
    for (JsonNode node : flow) {
      if (node.path("id").asText().equals(id)) {
        return (ObjectNode) node;
      }
    }
    throw new IllegalArgumentException("The flow has no node " + id);
  }

  private static Process start(Workplace workplace, String name, String flow, int brokerPort)
      throws Exception {
    Path home = workplace.installed("node-red-" + VERSION);
    Path program = home.resolve("node_modules/node-red/red.js");
    if (!Files.exists(program)) {
      workplace.say("installing node-red " + VERSION + " from npm, once; this takes a minute");
      Files.writeString(home.resolve("package.json"), "{\"private\":true}");
      workplace.run(
          "npm",
          home,
          List.of("npm", "install", "--no-audit", "--no-fund", "--omit=dev", "node-red@" + VERSION),
          600);
    }
    Path user = workplace.temp(name);
    Files.writeString(
        user.resolve("flows.json"), flow.replace("\"@PORT@\"", Integer.toString(brokerPort)));
    Files.writeString(user.resolve("settings.js"), resource("node-red-settings.js"));
    return workplace.start(
        name,
        user,
        Standstill.groupOfItsOwn(
            List.of(
                "node",
                program.toString(),
                "--userDir",
                user.toString(),
                "--settings",
                user.resolve("settings.js").toString(),
                "flows.json")));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = NodeRed.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
