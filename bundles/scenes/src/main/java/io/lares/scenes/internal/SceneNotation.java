package io.lares.scenes.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lares.planner.PlanNotation;
import io.lares.scenes.Scene;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scene as JSON: {@code {"name":..,"steps":[..],"variants":[{"people":["ann"],"from":"20:00",
 * "to":"06:00","steps":[..]}]}}.
 */
final class SceneNotation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SceneNotation() {}

  static Scene read(String id, String text) throws JsonProcessingException {
    JsonNode node = JSON.readTree(text);
    List<Scene.Variant> variants = new ArrayList<>();
    for (JsonNode each : node.path("variants")) {
      Set<String> people = new LinkedHashSet<>();
      each.path("people").forEach(person -> people.add(person.asText()));
      variants.add(
          new Scene.Variant(people, span(each), PlanNotation.steps(each.path("steps").toString())));
    }
    return new Scene(
        id,
        node.path("name").asText(),
        PlanNotation.steps(node.path("steps").toString()),
        variants);
  }

  private static Scene.@Nullable Span span(JsonNode node) {
    if (!node.has("from") && !node.has("to")) {
      return null;
    }
    try {
      return new Scene.Span(
          LocalTime.parse(node.path("from").asText()), LocalTime.parse(node.path("to").asText()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "A variant's \"from\" and \"to\" are times of day such as 20:00", e);
    }
  }

  static String write(Scene scene) {
    ObjectNode node = JSON.createObjectNode().put("name", scene.name());
    node.putRawValue("steps", new RawValue(PlanNotation.write(scene.steps())));
    if (!scene.variants().isEmpty()) {
      var variants = node.putArray("variants");
      for (Scene.Variant variant : scene.variants()) {
        ObjectNode one = variants.addObject();
        if (!variant.people().isEmpty()) {
          variant.people().stream().sorted().forEach(one.putArray("people")::add);
        }
        Scene.Span span = variant.span();
        if (span != null) {
          one.put("from", span.from().toString()).put("to", span.to().toString());
        }
        one.putRawValue("steps", new RawValue(PlanNotation.write(variant.steps())));
      }
    }
    return node.toString();
  }
}
