package io.lares.planner.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import io.lares.home.Home;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.HomeList;
import io.lares.planner.HomeTimer;
import io.lares.planner.Situation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A home of the format lares-home/1 with its states in a map, without a kernel. */
public final class TestHome implements StateView {
  private static final ObjectMapper JSON = new ObjectMapper();

  public final Home home;
  final Map<DeviceId, Map<AttributeId, Reading>> states = new HashMap<>();

  final List<HomeTimer> timers = new ArrayList<>();
  final List<HomeList> lists = new ArrayList<>();

  private TestHome(Home home) {
    this.home = home;
  }

  public static TestHome of(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      List<Floor> floors = new ArrayList<>();
      for (JsonNode node : root.path("floors")) {
        floors.add(
            new Floor(
                new FloorId(node.get("id").asText()),
                node.get("name").asText(),
                strings(node.path("aliases")),
                floors.size()));
      }
      List<Area> areas = new ArrayList<>();
      for (JsonNode node : root.path("areas")) {
        String floor = node.path("floor").asText("");
        areas.add(
            new Area(
                new AreaId(node.get("id").asText()),
                node.get("name").asText(),
                strings(node.path("aliases")),
                floor.isEmpty() || floor.equals("null") ? null : new FloorId(floor)));
      }
      List<Device> devices = new ArrayList<>();
      Map<DeviceId, Map<AttributeId, Reading>> states = new HashMap<>();
      for (JsonNode node : root.path("devices")) {
        Device device = device(node);
        devices.add(device);
        states.put(device.id(), readings(node.path("state")));
      }
      Home home =
          new Home(
              root.get("name").asText(),
              Locale.forLanguageTag(root.path("language").asText("en")),
              floors,
              areas,
              List.of(),
              devices);
      TestHome result = new TestHome(home);
      result.states.putAll(states);
      for (JsonNode node : root.path("timers")) {
        String area = node.path("area").asText("");
        result.timers.add(
            new HomeTimer(
                node.get("id").asText(),
                node.path("name").asText(""),
                area.isEmpty() ? null : new AreaId(area),
                Duration.ofSeconds(node.get("seconds").asLong()),
                Duration.ofSeconds(node.get("secondsLeft").asLong()),
                node.path("paused").asBoolean(),
                ""));
      }
      for (JsonNode node : root.path("lists")) {
        List<HomeList.Item> items = new ArrayList<>();
        node.path("items")
            .forEach(item ->
                items.add(
                    new HomeList.Item(item.get("text").asText(), item.get("done").asBoolean())));
        result.lists.add(
            new HomeList(node.get("id").asText(), node.get("name").asText(), List.of(), items));
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Device device(JsonNode node) {
    List<Attribute> attributes = new ArrayList<>();
    JsonNode describe = node.path("describe");
    node.path("state")
        .properties()
        .forEach(entry -> {
          AttributeId id = AttributeId.parse(entry.getKey());
          attributes.add(attribute(id, describe.path(entry.getKey()), entry.getValue()));
        });
    String area = node.path("area").asText("");
    return new Device(
        new DeviceId(node.get("id").asText()),
        node.get("name").asText(),
        strings(node.path("aliases")),
        area.isEmpty() || area.equals("null") ? null : new AreaId(area),
        DeviceType.named(node.get("type").asText()),
        Vocabulary.group(attributes),
        new Device.Origin("test", node.get("id").asText(), "", ""));
  }

  private static Attribute attribute(AttributeId id, JsonNode told, JsonNode value) {
    Attribute known = Vocabulary.attribute(id);
    ValueKind kind =
        switch (told.path("kind").asText("")) {
          case "boolean" -> ValueKind.BOOL;
          case "integer", "number" ->
              new ValueKind.Number(
                  told.path("min").asDouble(-Double.MAX_VALUE),
                  told.path("max").asDouble(Double.MAX_VALUE),
                  told.path("kind").asText().equals("integer") ? 1 : 0);
          case "enum" -> new ValueKind.Choice(strings(told.path("values")));
          case "text" -> ValueKind.TEXT;
          default ->
              known != null
                  ? known.kind()
                  : value.isBoolean()
                      ? ValueKind.BOOL
                      : value.isNumber() ? ValueKind.ANY_NUMBER : ValueKind.TEXT;
        };
    String unit = told.path("unit").asText(known == null ? "" : known.unit());
    boolean readOnly = told.path("readOnly").asBoolean(false);
    Attribute.Access access =
        readOnly ? Attribute.Access.READ : known == null ? Attribute.Access.WRITE : known.access();
    return new Attribute(id, kind, unit, access, "", told.path("description").asText(""));
  }

  private static Map<AttributeId, Reading> readings(JsonNode state) {
    Map<AttributeId, Reading> readings = new HashMap<>();
    state
        .properties()
        .forEach(entry ->
            readings.put(
                AttributeId.parse(entry.getKey()),
                new Reading(value(entry.getValue()), Instant.EPOCH)));
    return readings;
  }

  static Value value(JsonNode node) {
    return node.isBoolean()
        ? Value.of(node.asBoolean())
        : node.isNumber() ? Value.of(node.asDouble()) : Value.of(node.asText());
  }

  private static List<String> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    node.forEach(each -> strings.add(each.asText()));
    return strings;
  }

  /** What a planner may look at, after something was said. */
  public Situation situation(Situation.@Nullable Exchange before) {
    return new Situation(
        home,
        this,
        timers,
        lists,
        ZonedDateTime.of(2026, 11, 24, 12, 0, 0, 0, ZoneOffset.UTC),
        before);
  }

  /** The same home in other states. */
  public TestHome with(JsonNode set) {
    TestHome copy = new TestHome(home);
    copy.timers.addAll(timers);
    copy.lists.addAll(lists);
    states.forEach((id, readings) -> copy.states.put(id, new HashMap<>(readings)));
    set.properties()
        .forEach(entry ->
            copy.states
                .computeIfAbsent(new DeviceId(entry.getKey()), ignored -> new HashMap<>())
                .putAll(readings(entry.getValue())));
    return copy;
  }

  @Override
  public Reading reading(DeviceId device, AttributeId attribute) {
    return states.getOrDefault(device, Map.of()).get(attribute);
  }

  @Override
  public Map<AttributeId, Reading> readings(DeviceId device) {
    return states.getOrDefault(device, Map.of());
  }

  @Override
  public boolean available(DeviceId device) {
    return true;
  }
}
