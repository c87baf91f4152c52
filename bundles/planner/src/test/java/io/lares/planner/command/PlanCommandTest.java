package io.lares.planner.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.driver.virtual.VirtualDriver;
import io.lares.homefile.file.HomeFileReader;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private List<JsonNode> plan(String... lines) throws Exception {
    for (String home : List.of("house", "jia")) {
      try (InputStream in = getClass().getResourceAsStream("/homes/" + home + ".json")) {
        assertThat(in).isNotNull();
        Files.copy(in, folder.resolve(home + ".json"));
      }
    }
    Path requests = folder.resolve("requests.jsonl");
    Files.write(requests, List.of(lines));
    new PlanCommand(
            new KernelFactoryComponent(),
            List.of(new VirtualDriver()),
            new HomeFileReader(),
            new Tiers(new GrammarPlanner(), List::of),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run("--home", folder.toString(), "--requests", requests.toString());
    ObjectMapper json = new ObjectMapper();
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> {
          try {
            return json.readTree(line);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        })
        .toList();
  }

  private static String request(String id, String home, String text) {
    return """
    {"id": "%s", "lang": "%s", "text": "%s", "home": "%s", "area": null}\
    """
        .formatted(id, home.equals("jia") ? "zh-CN" : "en", text, home)
        .strip();
  }

  @Test
  void tellsWhatWasObservedAndStartsEveryRequestAfresh() throws Exception {
    List<JsonNode> results =
        plan(
            request("a", "house", "set the bedroom lamp to 20 %"),
            request("b", "house", "is the bedroom lamp on"),
            request("c", "jia", "把床头灯关掉"),
            request("d", "house", "make the bedroom lamp brighter"));

    assertThat(results).extracting(r -> r.get("id").asText()).containsExactly("a", "b", "c", "d");
    assertThat(results.get(0).get("outcome").asText()).isEqualTo("done");
    assertThat(results.get(0).get("changes").get(0).get("device").asText())
        .isEqualTo("bedroom_lamp");
    assertThat(results.get(0).get("changes").get(0).get("value").asDouble()).isEqualTo(20);
    assertThat(results.get(0).get("reply").asText()).isEqualTo("Bedroom Lamp is at 20 %.");
    assertThat(results.get(1).get("outcome").asText()).isEqualTo("answer");
    assertThat(results.get(2).get("reply").asText()).isEqualTo("床头灯已关。");
    assertThat(results.get(3).get("changes").get(0).get("value").asDouble()).isEqualTo(80);
  }

  @Test
  void statesOfARequestAreLaidOverThoseOfTheHome() throws Exception {
    String line =
        """
        {"id":"a","text":"is the front door locked","home":"house",\
        "set":{"front_door":{"DoorLock.lockState":"unlocked"}}}\
        """;

    List<JsonNode> results = plan(line);

    assertThat(results.getFirst().get("reply").asText()).startsWith("No");
  }

  @Test
  void whatOpensTheHomeIsCarriedOutAsConfirmed() throws Exception {
    JsonNode result = plan(request("a", "house", "unlock the front door")).getFirst();

    assertThat(result.get("confirmed").asBoolean()).isTrue();
    assertThat(result.get("outcome").asText()).isEqualTo("done");
    assertThat(result.get("changes").get(0).get("value").asText()).isEqualTo("unlocked");
  }

  @Test
  void aBadLineIsNamedAndTheRestGoesOn() throws Exception {
    List<JsonNode> results =
        plan(
            "{\"id\": \"x\"",
            request("y", "nowhere", "lights off"),
            request("z", "house", "lights off"));

    assertThat(results).extracting(r -> r.get("id").asText()).containsExactly("z");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("line 1: ")
        .contains("line 2: there is no home nowhere");
  }
}
