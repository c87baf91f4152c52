package io.lares.planner.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.planner.command.PlanRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every sentence on its whole way through the product. {@code hub test fuzz} makes
 * it thorough, {@code -Dlares.fuzz.seed} makes it different. The sentences that were planned last
 * are in {@code target/fuzz.jsonl}.
 */
class FuzzedSentencesTest {
  private static final int SENTENCES = Integer.getInteger("lares.fuzz.sentences", 3_000);
  private static final long SEED = Long.getLong("lares.fuzz.seed", 20);
  private static final int BATCH = 1_000;

  /** Long enough for a machine that does much else; {@code hub test fuzz} asks for 200. */
  private static final int LONGEST_MILLIS = Integer.getInteger("lares.fuzz.longest", 10_000);

  /** How often a slow sentence is planned again, since a busy machine pauses anybody. */
  private static final int SECOND_LOOKS = 5;

  private static final List<String> HOMES = List.of("family", "flat-zh", "villa-tw", "greenhouse");

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void noSentenceCrashesHangsOrOpensTheHomeUnasked() throws Exception {
    RequestSet set = RequestSet.read();
    Map<String, SentenceFuzzer> fuzzers = new HashMap<>();
    for (String home : HOMES) {
      fuzzers.put(home, new SentenceFuzzer(SEED, set.requests(), set.home(home)));
    }
    int asked = 0;
    int held = 0;
    double slowest = 0;
    while (asked < SENTENCES) {
      List<ObjectNode> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        String home = HOMES.get(i % HOMES.size());
        batch.add(
            RequestSet.JSON
                .createObjectNode()
                .put("id", Integer.toString(asked + i))
                .put("lang", List.of("en", "zh-CN", "zh-TW").get(i % 3))
                .put("home", home)
                .put("text", fuzzers.get(home).next()));
      }
      List<JsonNode> results = plan(set, batch);
      assertThat(results).hasSameSizeAs(batch);
      for (int i = 0; i < results.size(); i++) {
        check(batch.get(i), results.get(i));
        held += results.get(i).path("confirmed").asBoolean() ? 1 : 0;
        slowest = Math.max(slowest, millis(set, batch.get(i), results.get(i)));
      }
      asked += batch.size();
    }
    assertThat(held).as("sentences that would open the home").isPositive();
    System.out.printf("fuzz: %d sentences, %d held, slowest %.1f ms%n", asked, held, slowest);
  }

  private static void check(ObjectNode request, JsonNode result) {
    assertThat(result.path("outcome").asText())
        .as(request.toString())
        .isIn("done", "answer", "ask", "refuse");
    assertThat(result.path("confirmed").asBoolean() || !opensTheHome(result))
        .as("confirmed: %s for %s", result, request)
        .isTrue();
  }

  /** What planning took; for a slow one the best of several looks. */
  private static double millis(RequestSet set, ObjectNode request, JsonNode result)
      throws Exception {
    double best = result.path("millis").asDouble();
    for (int i = 0; i < SECOND_LOOKS && best >= LONGEST_MILLIS; i++) {
      // The first of a home also reads the home's words.
      List<JsonNode> results = plan(set, List.of(request, request));
      best = Math.min(best, results.getLast().path("millis").asDouble());
    }
    assertThat(best).as("ms for %s", request).isLessThan(LONGEST_MILLIS);
    return best;
  }

  private static List<JsonNode> plan(RequestSet set, List<ObjectNode> requests) throws Exception {
    List<String> lines = new ArrayList<>();
    for (ObjectNode request : requests) {
      // Half a surrogate pair has no form in UTF-8.
      lines.add(
          RequestSet.JSON
              .writer()
              .with(JsonWriteFeature.ESCAPE_NON_ASCII)
              .writeValueAsString(request));
    }
    Path folder = Files.createDirectories(Path.of("target"));
    Path file = Files.write(folder.resolve("fuzz.jsonl"), lines, StandardCharsets.US_ASCII);
    List<JsonNode> results = new ArrayList<>();
    for (String line : PlanRun.results(set.homes(), file)) {
      results.add(RequestSet.JSON.readTree(line));
    }
    return results;
  }

  private static boolean opensTheHome(JsonNode result) {
    for (JsonNode change : result.path("changes")) {
      JsonNode value = change.path("value");
      boolean opens =
          switch (change.path("attribute").asText()) {
            case "Alarm.mode" -> value.asText().equals("disarmed");
            case "DoorLock.lockState" -> value.asText().equals("unlocked");
            case "GarageDoor.position", "Valve.position" -> value.asDouble() > 0;
            default -> false;
          };
      if (opens) {
        return true;
      }
    }
    return false;
  }
}
