package io.lares.automations.keep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.automations.engine.Memory;
import io.lares.automations.time.Due;
import io.lares.store.Settings;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps it in the store's settings, a row for each automation. */
public final class SettingsMemory implements Memory {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsMemory.class);
  private static final String ROWS = "automations/times/";
  private static final String FOLLOWED = "automations/followed";

  private record Row(Map<Integer, Instant> marks, List<Due> begun) {
    static final Row EMPTY = new Row(Map.of(), List.of());
  }

  private final Settings settings;
  private final Map<String, Row> rows = new HashMap<>();
  private final Set<String> followed = new HashSet<>();

  /** Reads what is there; what can't be read is as if it were not. */
  public SettingsMemory(Settings settings) {
    this.settings = settings;
    settings
        .startingWith(ROWS)
        .forEach((key, text) -> {
          String id = key.substring(ROWS.length());
          try {
            rows.put(id, read(id, RuleNotation.tree(text)));
          } catch (RuntimeException e) {
            LOG.warn("The times of the automation {} can't be read; it starts afresh", id, e);
          }
        });
    settings
        .get(FOLLOWED)
        .ifPresent(text -> {
          try {
            RuleNotation.tree(text).forEach(each -> followed.add(each.asText()));
          } catch (RuntimeException e) {
            LOG.warn("What automations have followed can't be read; it starts afresh", e);
          }
        });
  }

  private static Row read(String id, JsonNode node) {
    Map<Integer, Instant> marks = new HashMap<>();
    node.path("marks")
        .properties()
        .forEach(each ->
            marks.put(Integer.valueOf(each.getKey()), Instant.parse(each.getValue().asText())));
    List<Due> begun = new ArrayList<>();
    for (JsonNode each : node.path("begun")) {
      begun.add(
          new Due(
              id,
              each.path("trigger").asInt(),
              Instant.parse(each.path("at").asText()),
              each.path("missed").asInt(),
              each.path("late").asBoolean()));
    }
    return new Row(marks, begun);
  }

  @Override
  public synchronized Map<Integer, Instant> of(String automation) {
    return rows.getOrDefault(automation, Row.EMPTY).marks();
  }

  @Override
  public synchronized List<Due> begun(String automation) {
    return rows.getOrDefault(automation, Row.EMPTY).begun();
  }

  @Override
  public synchronized void put(String automation, Map<Integer, Instant> marks, List<Due> begunNow) {
    List<Due> begun = new ArrayList<>(begun(automation));
    begun.addAll(begunNow);
    keep(automation, new Row(Map.copyOf(marks), List.copyOf(begun)));
  }

  @Override
  public synchronized void ended(Due due) {
    Row row = rows.get(due.automation());
    if (row != null) {
      List<Due> begun = new ArrayList<>(row.begun());
      if (begun.remove(due)) {
        keep(due.automation(), new Row(row.marks(), List.copyOf(begun)));
      }
    }
  }

  private void keep(String automation, Row row) {
    rows.put(automation, row);
    ObjectNode node = RuleNotation.JSON.createObjectNode();
    ObjectNode marks = node.putObject("marks");
    row.marks().forEach((trigger, mark) -> marks.put(trigger.toString(), mark.toString()));
    ArrayNode begun = node.putArray("begun");
    for (Due due : row.begun()) {
      begun
          .addObject()
          .put("trigger", due.trigger())
          .put("at", due.at().toString())
          .put("missed", due.missed())
          .put("late", due.late());
    }
    write(ROWS + automation, node.toString());
  }

  private void write(String key, String text) {
    try {
      settings.put(key, text);
    } catch (UncheckedIOException e) {
      LOG.warn("{} can't be kept; after a restart a rule may be followed once more", key, e);
    }
  }

  @Override
  public synchronized Set<String> followed() {
    return Set.copyOf(followed);
  }

  @Override
  public synchronized void followed(Set<String> states) {
    followed.clear();
    followed.addAll(states);
    ArrayNode all = RuleNotation.JSON.createArrayNode();
    states.stream().sorted().forEach(all::add);
    write(FOLLOWED, all.toString());
  }

  @Override
  public synchronized void forget(String automation) {
    if (rows.remove(automation) != null) {
      try {
        settings.remove(ROWS + automation);
      } catch (UncheckedIOException e) {
        LOG.warn("The times of the automation {} can't be forgotten yet", automation, e);
      }
    }
  }
}
