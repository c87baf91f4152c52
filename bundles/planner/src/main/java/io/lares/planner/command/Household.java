package io.lares.planner.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.home.AreaId;
import io.lares.planner.HomeList;
import io.lares.planner.HomeTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The timers and lists of a home file, whose other parts the file's reader has checked. */
record Household(List<HomeTimer> timers, List<HomeList> lists) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException where the text is no JSON or a timer has no length
   */
  static Household parse(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The home file is not valid JSON", e);
    }
    List<HomeTimer> timers = new ArrayList<>();
    for (JsonNode node : root.path("timers")) {
      double seconds = node.path("seconds").asDouble(0);
      if (!(seconds > 0)) {
        throw new IllegalArgumentException("A timer of the home file needs seconds above 0");
      }
      timers.add(
          new HomeTimer(
              node.path("id").asText(),
              node.path("name").isTextual() ? node.path("name").asText() : "",
              node.path("area").isTextual() ? new AreaId(node.path("area").asText()) : null,
              duration(seconds),
              duration(node.path("secondsLeft").asDouble(seconds)),
              node.path("paused").asBoolean(false),
              ""));
    }
    List<HomeList> lists = new ArrayList<>();
    for (JsonNode node : root.path("lists")) {
      List<HomeList.Item> items = new ArrayList<>();
      for (JsonNode item : node.path("items")) {
        items.add(
            new HomeList.Item(item.path("text").asText(), item.path("done").asBoolean(false)));
      }
      List<String> aliases = new ArrayList<>();
      node.path("aliases").forEach(alias -> aliases.add(alias.asText()));
      lists.add(new HomeList(node.path("id").asText(), node.path("name").asText(), aliases, items));
    }
    return new Household(timers, lists);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
