package io.lares.planner.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.planner.command.PlanRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub's own requests, on the way that a request takes in the product. No group may fall below
 * its floor in {@code floors.properties}, in percent; a better planner raises them. What went wrong
 * is in {@code target/request-faults.txt}.
 */
class RequestSetTest {
  /** How a group fared. */
  private static final class Tally {
    int right;
    int all;

    double percent() {
      return 100.0 * right / all;
    }
  }

  @TempDir Path temp;

  @Test
  void everyGroupOfRequestsIsUnderstoodAtLeastAsWellAsItsFloor() throws Exception {
    RequestSet set = RequestSet.read();
    Map<String, JsonNode> results = plan(set);
    Map<String, Judge> judges = new HashMap<>();
    Map<String, Tally> groups = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (JsonNode request : set.requests()) {
      String home = request.path("home").asText();
      Judge judge = judges.get(home);
      if (judge == null) {
        judge = new Judge(set.home(home));
        judges.put(home, judge);
      }
      JsonNode result = results.get(request.path("id").asText());
      String fault = result == null ? "no result" : judge.fault(request, result);
      Tally tally = groups.computeIfAbsent(request.path("group").asText(), ignored -> new Tally());
      tally.all++;
      if (fault.isEmpty()) {
        tally.right++;
      } else {
        faults.add(
            "%s [%s] %s%n    %s"
                .formatted(
                    request.path("id").asText(),
                    request.path("group").asText(),
                    request.path("text").asText(),
                    fault));
      }
    }
    Files.write(Files.createDirectories(Path.of("target")).resolve("request-faults.txt"), faults);
    Properties floors = floors();
    print(groups, floors);

    SoftAssertions softly = new SoftAssertions();
    groups.forEach((group, tally) ->
        softly
            .assertThat(tally.percent())
            .as("percent right of group " + group)
            .isGreaterThanOrEqualTo(
                Double.parseDouble(Objects.requireNonNull(floors.getProperty(group), group))));
    softly.assertThat(floors.stringPropertyNames()).isEqualTo(groups.keySet());
    softly.assertAll();
  }

  @Test
  void theSetIsLargeAndAThirdOfItIsHard() throws Exception {
    List<JsonNode> requests = RequestSet.read().requests();
    List<String> hard =
        List.of("multi", "conditional", "vague", "ambiguous", "impossible", "impossible-part");

    assertThat(requests).hasSizeGreaterThanOrEqualTo(600);
    assertThat(requests).extracting(r -> r.path("id").asText()).doesNotHaveDuplicates();
    assertThat(requests.stream().map(r -> r.path("home").asText()).distinct())
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(
            requests.stream()
                .map(r -> r.path("group").asText().replace("own-", ""))
                .filter(hard::contains)
                .count())
        .isGreaterThanOrEqualTo(requests.size() / 3);
  }

  private static Properties floors() throws IOException {
    Properties floors = new Properties();
    try (InputStream in = RequestSetTest.class.getResourceAsStream("/requests/floors.properties")) {
      floors.load(Objects.requireNonNull(in));
    }
    return floors;
  }

  /** Runs {@code hub plan} on the requests without what they expect. */
  private Map<String, JsonNode> plan(RequestSet set) throws Exception {
    List<String> bare = new ArrayList<>();
    for (JsonNode request : set.requests()) {
      bare.add(((ObjectNode) request.deepCopy()).without(List.of("expect", "group")).toString());
    }
    Path file = Files.write(temp.resolve("requests.jsonl"), bare);
    Map<String, JsonNode> results = new HashMap<>();
    for (String line : PlanRun.results(set.homes(), file)) {
      JsonNode result = RequestSet.JSON.readTree(line);
      assertThat(results.put(result.path("id").asText(), result)).isNull();
    }
    return results;
  }

  private static void print(Map<String, Tally> groups, Properties floors) {
    StringBuilder table = new StringBuilder("requests\n");
    Tally all = new Tally();
    groups.forEach((group, tally) -> {
      all.right += tally.right;
      all.all += tally.all;
      table.append(row(group, tally, floors.getProperty(group, "")));
    });
    System.out.print(table.append(row("total", all, "")));
  }

  private static String row(String name, Tally tally, String floor) {
    return String.format(
        Locale.ROOT,
        "  %-16s %4d of %4d  %5.1f %%  floor %s%n",
        name,
        tally.right,
        tally.all,
        tally.percent(),
        floor);
  }
}
