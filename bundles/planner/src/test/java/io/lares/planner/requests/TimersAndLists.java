package io.lares.planner.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what became of the timers and lists with what is expected. */
final class TimersAndLists {
  private static final double SECOND_TOLERANCE = 0.5;

  private final JsonNode home;
  private final Values values;
  private final Map<String, String> lists = new HashMap<>();

  TimersAndLists(JsonNode home, Values values) {
    this.home = home;
    this.values = values;
    for (JsonNode list : home.path("lists")) {
      String id = list.path("id").asText();
      lists.putIfAbsent(Words.norm(id), id);
      lists.putIfAbsent(Words.norm(list.path("name").asText()), id);
    }
  }

  /** Why they are not as expected; empty where they are. */
  String fault(JsonNode expect, JsonNode result) {
    JsonNode wanted = expect.path("timers");
    JsonNode given = result.path("timers");
    List<String> actions = actions(wanted);
    if (!actions.equals(actions(given))) {
      return "timers %s, wanted %s".formatted(given, wanted);
    }
    List<JsonNode> started = starts(given);
    for (JsonNode want : starts(wanted)) {
      JsonNode fitting =
          started.stream().filter(start -> startFits(want, start)).findFirst().orElse(null);
      if (fitting == null) {
        return "timers %s, wanted %s".formatted(given, wanted);
      }
      started.remove(fitting);
    }
    if (!started.isEmpty()) {
      return "unexpected timer " + started;
    }
    List<String> entries = entries(expect.path("lists"));
    return entries.equals(entries(result.path("lists")))
        ? ""
        : "lists %s, wanted %s".formatted(result.path("lists"), expect.path("lists"));
  }

  private static List<JsonNode> starts(JsonNode timers) {
    List<JsonNode> starts = new ArrayList<>();
    timers.forEach(timer -> {
      if (timer.path("action").asText().equals("start")) {
        starts.add(timer);
      }
    });
    return starts;
  }

  private boolean startFits(JsonNode want, JsonNode got) {
    double apart = want.path("seconds").asDouble() - got.path("seconds").asDouble(Double.NaN);
    String name = want.path("name").asText("");
    String area = want.path("area").asText("");
    return Math.abs(apart) <= SECOND_TOLERANCE
        && (name.isEmpty() || Words.norm(name).equals(Words.norm(got.path("name").asText(""))))
        && (area.isEmpty() || values.area(area).equals(values.area(got.path("area").asText(""))))
        && want.path("command").asText("").isEmpty() == got.path("command").asText("").isEmpty();
  }

  /** What is done to timers that exist, in a fixed order; a timer that is unclear has no id. */
  private List<String> actions(JsonNode timers) {
    List<String> actions = new ArrayList<>();
    for (JsonNode timer : timers) {
      String action = timer.path("action").asText();
      switch (action) {
        case "start", "status" -> {}
        case "cancelAll" -> meant(timer).forEach(id -> actions.add("cancel " + id));
        case "add", "remove" ->
            actions.add(action + " " + one(timer) + " " + timer.path("seconds").asLong());
        default -> actions.add(action + " " + one(timer));
      }
    }
    actions.sort(null);
    return actions;
  }

  private String one(JsonNode item) {
    List<String> meant = meant(item);
    return meant.size() == 1 ? meant.getFirst() : "unclear " + item;
  }

  private List<String> meant(JsonNode item) {
    List<String> ids = new ArrayList<>();
    for (JsonNode timer : home.path("timers")) {
      String id = timer.path("id").asText();
      boolean fits =
          item.hasNonNull("id") ? item.path("id").asText().equals(id) : fits(item, timer);
      if (fits) {
        ids.add(id);
      }
    }
    return ids;
  }

  private boolean fits(JsonNode item, JsonNode timer) {
    String name = text(item, "name");
    String area = text(item, "area");
    return (name.isEmpty() || Words.norm(name).equals(Words.norm(text(timer, "name"))))
        && (area.isEmpty() || values.area(area).equals(text(timer, "area")))
        && (!item.hasNonNull("start")
            || item.path("start").asLong() == timer.path("seconds").asLong());
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : "";
  }

  private List<String> entries(JsonNode changes) {
    List<String> entries = new ArrayList<>();
    for (JsonNode change : changes) {
      String action = change.path("action").asText();
      String list = Words.norm(change.path("list").asText(""));
      String item = action.equals("clear") ? "" : Words.norm(change.path("item").asText(""));
      entries.add(action + " " + lists.getOrDefault(list, list) + " " + item);
    }
    entries.sort(null);
    return entries;
  }
}
