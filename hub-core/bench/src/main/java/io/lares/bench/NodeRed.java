package io.lares.bench;

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

  private NodeRed() {}

  static Process start(Workplace workplace, int brokerPort) throws Exception {
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
    Path user = workplace.temp("node-red");
    Files.writeString(
        user.resolve("flows.json"),
        resource("node-red-flow.json").replace("\"@PORT@\"", Integer.toString(brokerPort)));
    Files.writeString(user.resolve("settings.js"), resource("node-red-settings.js"));
    return workplace.start(
        "node-red",
        user,
        List.of(
            "node",
            program.toString(),
            "--userDir",
            user.toString(),
            "--settings",
            user.resolve("settings.js").toString(),
            "flows.json"));
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
