package io.lares.planner.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The hub's own requests and their homes, in the folder {@code requests} of the test resources. */
record RequestSet(Path homes, List<JsonNode> requests) {
  static final ObjectMapper JSON = new ObjectMapper();

  static RequestSet read() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(RequestSet.class.getResource("/requests")).toURI());
    List<JsonNode> requests = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          requests.add(JSON.readTree(line));
        }
      }
    }
    return new RequestSet(folder.resolve("homes"), requests);
  }

  JsonNode home(String name) throws IOException {
    return JSON.readTree(homes.resolve(name + ".json").toFile());
  }
}
