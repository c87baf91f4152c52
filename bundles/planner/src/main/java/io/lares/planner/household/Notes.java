package io.lares.planner.household;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.Actor;
import io.lares.home.AreaId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.HomeList;
import io.lares.planner.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Timers and lists as texts, to keep them over a restart. */
final class Notes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Notes() {}

  static String timers(List<TimerKeeper.Kept> timers) {
    ArrayNode all = JSON.createArrayNode();
    for (TimerKeeper.Kept timer : timers) {
      ObjectNode node =
          all.addObject()
              .put("id", timer.id())
              .put("name", timer.name())
              .put("area", timer.area() == null ? null : timer.area().value())
              .put("length", timer.length().toString())
              .put("end", timer.end() == null ? null : timer.end().toString())
              .put("left", timer.left().toString())
              .put("confirmed", timer.confirmed());
      Request later = timer.later();
      if (later != null) {
        node.set("later", request(later));
      }
    }
    return all.toString();
  }

  private static ObjectNode request(Request request) {
    Actor speaker = request.speaker();
    return JSON.createObjectNode()
        .put("text", request.text())
        .put("language", request.language().toLanguageTag())
        .put("area", request.area() == null ? null : request.area().value())
        .put("speaker", speaker.id())
        .put("role", speaker.role() == null ? null : speaker.role().name())
        .put("channel", speaker.channel().name());
  }

  /**
   * Reads timers back.
   *
   * @throws IllegalArgumentException where the text is not what {@link #timers} writes
   */
  static List<TimerKeeper.Kept> timers(String text) {
    List<TimerKeeper.Kept> timers = new ArrayList<>();
    for (JsonNode node : tree(text)) {
      timers.add(
          new TimerKeeper.Kept(
              node.path("id").asText(),
              node.path("name").asText(),
              area(node),
              Duration.parse(node.path("length").asText()),
              node.path("end").isTextual() ? Instant.parse(node.path("end").asText()) : null,
              Duration.parse(node.path("left").asText()),
              node.path("later").isObject() ? request(node.path("later")) : null,
              node.path("confirmed").asBoolean()));
    }
    return timers;
  }

  private static Request request(JsonNode node) {
    String id = node.path("speaker").asText();
    JsonNode role = node.path("role");
    Actor speaker =
        role.isTextual()
            ? Actor.person(
                new PersonId(id),
                Person.Role.valueOf(role.asText()),
                Actor.Channel.valueOf(node.path("channel").asText()))
            : Actor.automation(id);
    return new Request(
        node.path("text").asText(),
        Locale.forLanguageTag(node.path("language").asText()),
        speaker,
        area(node));
  }

  private static @Nullable AreaId area(JsonNode node) {
    return node.path("area").isTextual() ? new AreaId(node.path("area").asText()) : null;
  }

  static String lists(List<HomeList> lists) {
    ArrayNode all = JSON.createArrayNode();
    for (HomeList list : lists) {
      ObjectNode node = all.addObject().put("id", list.id()).put("name", list.name());
      ArrayNode aliases = node.putArray("aliases");
      list.aliases().forEach(aliases::add);
      ArrayNode items = node.putArray("items");
      for (HomeList.Item item : list.items()) {
        items.addObject().put("text", item.text()).put("done", item.done());
      }
    }
    return all.toString();
  }

  /**
   * Reads lists back.
   *
   * @throws IllegalArgumentException where the text is not what {@link #lists} writes
   */
  static List<HomeList> lists(String text) {
    List<HomeList> lists = new ArrayList<>();
    for (JsonNode node : tree(text)) {
      List<String> aliases = new ArrayList<>();
      node.path("aliases").forEach(alias -> aliases.add(alias.asText()));
      List<HomeList.Item> items = new ArrayList<>();
      node.path("items")
          .forEach(item ->
              items.add(
                  new HomeList.Item(item.path("text").asText(), item.path("done").asBoolean())));
      lists.add(new HomeList(node.path("id").asText(), node.path("name").asText(), aliases, items));
    }
    return lists;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a note of timers or lists", e);
    }
  }
}
