package io.lares.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * From text to plan, by tier, on the family house of the planner's own requests and on a large home
 * made from it; and the whole way of {@code hub plan}.
 */
final class PlannerBench implements Bench.Benchmark {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUESTS = "bundles/planner/src/test/resources/requests";
  private static final String HOUSE = "family";
  private static final int LARGE = 2_000;
  private static final long SEED = 150;
  private static final String BARRED_TIER = "grammar";
  private static final int LIMIT_SECONDS = 900;

  /**
   * A home.
   *
   * @param rounds how often each request is asked there
   * @param limitMillis what planning may take at p95
   * @param rate how many requests a second {@code hub plan} is to do; 0 for no bar
   */
  private record Case(String name, int rounds, double limitMillis, double rate) {}

  @Override
  public Report run(Workplace workplace) throws Exception {
    Path source = workplace.root().resolve(REQUESTS);
    Path homes = workplace.temp("homes");
    ObjectNode house =
        (ObjectNode) JSON.readTree(source.resolve("homes/" + HOUSE + ".json").toFile());
    JSON.writeValue(homes.resolve("house.json").toFile(), house);
    JSON.writeValue(homes.resolve("large.json").toFile(), LargeHome.of(house, LARGE, SEED));
    List<ObjectNode> requests = requests(source);
    Report report = new Report("planner");
    report.figure("requests", "different requests", requests.size(), "");
    for (Case each : List.of(new Case("house", 8, 3, 200), new Case("large", 3, 10, 0))) {
      int devices =
          JSON.readTree(homes.resolve(each.name() + ".json").toFile()).path("devices").size();
      report.figure(each.name() + "_devices", each.name() + ": devices", devices, "");
      measure(workplace, homes, requests, each, report);
    }
    return report
        .note("Planning is from text to plan, without the first round, in which Java warms up.")
        .note(
            "The rate of hub plan is from the start of its process: Java, homes, devices, replies.");
  }

  /** The requests to the house without what they expect. */
  private static List<ObjectNode> requests(Path source) throws IOException {
    List<ObjectNode> requests = new ArrayList<>();
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          ObjectNode request = (ObjectNode) JSON.readTree(line);
          if (request.path("home").asText().equals(HOUSE)) {
            request.remove(List.of("expect", "group"));
            requests.add(request);
          }
        }
      }
    }
    return requests;
  }

  private static void measure(
      Workplace workplace, Path homes, List<ObjectNode> requests, Case which, Report report)
      throws Exception {
    List<String> lines = new ArrayList<>();
    for (int round = 0; round < which.rounds(); round++) {
      for (ObjectNode request : requests) {
        lines.add(
            request.put("home", which.name()).put("id", round + "-" + lines.size()).toString());
      }
    }
    Path file = Files.write(homes.resolveSibling(which.name() + ".jsonl"), lines);
    Path results = homes.resolveSibling(which.name() + "-results.jsonl");
    workplace.say(lines.size() + " requests to " + which.name());
    long begin = System.nanoTime();
    workplace.run(
        which.name(),
        workplace.root(),
        // What it says of its progress is not to stand between the results.
        List.of(
            "sh",
            "-c",
            "exec ./hub plan --home \"$1\" --requests \"$2\" >\"$3\"",
            "plan",
            homes.toString(),
            file.toString(),
            results.toString()),
        LIMIT_SECONDS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, List<Double>> tiers = new TreeMap<>();
    try (Stream<String> planned = Files.lines(results)) {
      for (String line : (Iterable<String>) planned::iterator) {
        JsonNode result = JSON.readTree(line);
        if (!result.path("id").asText().startsWith("0-")) {
          tiers
              .computeIfAbsent(result.path("planner").asText(), ignored -> new ArrayList<>())
              .add(result.path("millis").asDouble());
        }
      }
    }
    tiers.forEach((tier, millis) -> tell(which, tier, millis, report));
    double rate = lines.size() / seconds;
    String key = which.name() + "_rate";
    String label = which.name() + ": requests of hub plan";
    if (which.rate() > 0) {
      report.atLeast(key, label, rate, "/s", which.rate());
    } else {
      report.figure(key, label, rate, "/s");
    }
  }

  private static void tell(Case which, String tier, List<Double> millis, Report report) {
    Collections.sort(millis);
    String key = which.name() + "_" + tier;
    String label = which.name() + ", " + tier + ": ";
    double p95 = millis.get((int) (millis.size() * 0.95));
    report
        .figure(key + "_count", label + "requests planned", millis.size(), "")
        .figure(key + "_p50", label + "p50", millis.get(millis.size() / 2), "ms");
    if (tier.equals(BARRED_TIER)) {
      report
          .atMost(key + "_p95", label + "p95", p95, "ms", which.limitMillis())
          .figure(key + "_share", label + "share of the limit", p95 / which.limitMillis(), "");
    } else {
      report.figure(key + "_p95", label + "p95", p95, "ms");
    }
  }
}
