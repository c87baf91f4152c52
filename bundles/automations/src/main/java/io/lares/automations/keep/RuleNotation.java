package io.lares.automations.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.home.Actor;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.planner.Condition;
import io.lares.planner.PlanNotation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule as JSON, and back from whomever. */
public final class RuleNotation {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Condition NONE = new Condition.All(List.of());
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "name",
          "enabled",
          "triggers",
          "condition",
          "during",
          "steps",
          "mode",
          "debounce",
          "coolDown",
          "missed",
          "origin");

  private RuleNotation() {}

  /** Writes a rule with its origin. */
  public static ObjectNode write(Automation rule) {
    ObjectNode node = body(rule);
    Actor maker = rule.origin().maker();
    node.putObject("origin")
        .put("kind", lower(maker.kind()))
        .put("maker", maker.id())
        .put("role", maker.role() == null ? null : lower(maker.role()))
        .put("channel", lower(maker.channel()))
        .put("confirmed", rule.origin().confirmed())
        .put("language", rule.origin().language().toLanguageTag())
        .put("words", rule.origin().words());
    return node;
  }

  /** Writes a rule without its origin, and without what is as usual. */
  static ObjectNode body(Automation rule) {
    ObjectNode node = JSON.createObjectNode().put("id", rule.id()).put("name", rule.name());
    if (!rule.enabled()) {
      node.put("enabled", false);
    }
    ArrayNode triggers = node.putArray("triggers");
    rule.triggers().forEach(trigger -> triggers.add(TriggerNotation.write(trigger)));
    if (!rule.condition().equals(NONE)) {
      node.set("condition", tree(PlanNotation.write(rule.condition())));
    }
    if (!rule.during().isEmpty()) {
      ArrayNode during = node.putArray("during");
      for (During part : rule.during()) {
        ObjectNode one = during.addObject();
        one.set("from", TriggerNotation.edge(part.from()));
        one.set("to", TriggerNotation.edge(part.to()));
        TriggerNotation.days(one, part.days());
      }
    }
    node.set("steps", tree(PlanNotation.write(rule.steps())));
    if (rule.mode() != Automation.Mode.SINGLE) {
      node.put("mode", lower(rule.mode()));
    }
    if (!rule.debounce().isZero()) {
      node.put("debounce", rule.debounce().toString());
    }
    if (!rule.coolDown().isZero()) {
      node.put("coolDown", rule.coolDown().toString());
    }
    if (rule.missed() != Automation.Missed.RUN_ONCE) {
      node.put("missed", lower(rule.missed()));
    }
    return node;
  }

  /**
   * Reads a rule.
   *
   * @param origin who made it; null where that stands in it
   * @throws IllegalArgumentException where it is none, in words that say what to do
   */
  public static Automation read(JsonNode node, Automation.@Nullable Origin origin) {
    Fields fields = new Fields(node, "A rule");
    fields.only(FIELDS);
    List<During> during = new ArrayList<>();
    for (JsonNode each : fields.list("during")) {
      Fields part = new Fields(each, "A part of the day");
      part.only(Set.of("from", "to", "days"));
      Set<DayOfWeek> days = TriggerNotation.days(part);
      during.add(
          new During(
              days,
              TriggerNotation.edge(each.path("from")),
              TriggerNotation.edge(each.path("to"))));
    }
    return new Automation(
        fields.text("id"),
        fields.text("name"),
        fields.bool("enabled", true),
        fields.list("triggers").stream().map(TriggerNotation::read).toList(),
        node.has("condition") ? PlanNotation.condition(node.path("condition").toString()) : NONE,
        during,
        PlanNotation.steps(node.path("steps").toString()),
        fields.choice("mode", Automation.Mode.SINGLE),
        fields.duration("debounce", Duration.ZERO),
        fields.duration("coolDown", Duration.ZERO),
        fields.choice("missed", Automation.Missed.RUN_ONCE),
        origin != null ? origin : origin(node.path("origin")));
  }

  private static Automation.Origin origin(JsonNode node) {
    Fields fields = new Fields(node, "A rule's origin");
    Actor.Kind kind = fields.choice("kind", Actor.Kind.SYSTEM);
    Actor maker =
        kind == Actor.Kind.PERSON
            ? Actor.person(
                new PersonId(fields.text("maker")),
                fields.choice("role", Person.Role.GUEST),
                fields.choice("channel", Actor.Channel.INTERNAL))
            : kind == Actor.Kind.AUTOMATION
                ? Actor.automation(fields.text("maker"))
                : Actor.system(fields.text("maker"));
    return new Automation.Origin(
        maker,
        fields.bool("confirmed", false),
        Locale.forLanguageTag(fields.text("language")),
        fields.text("words", ""));
  }

  /**
   * Reads JSON.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("That is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
