package io.lares.planner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.PersonId;
import io.lares.home.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Steps and conditions as JSON, for what keeps plans: {@code {"do": "act", "commands": [{"device":
 * "...", "attribute": "OnOff.onOff", "value": true, "over": "PT10S"}]}}; with {@code "do":
 * "as-liked", "by": "ann"} the values are those for when nothing is known of what Ann likes. Times
 * are ISO-8601 durations. What a plan only says (answers, questions, refusals) and what saves
 * scenes, automations or changes running timers is not kept.
 */
public final class PlanNotation {
  /** The most steps, those within others counted. */
  public static final int MOST_STEPS = 200;

  private static final int MOST_COMMANDS = 1_000;
  private static final int MOST_CONDITIONS = 200;
  private static final int DEEPEST = 50;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST * 2).build())
              .build());

  private PlanNotation() {}

  /**
   * Writes steps.
   *
   * @throws IllegalArgumentException where one of them can't be kept
   */
  public static String write(List<Step> steps) {
    return array(steps).toString();
  }

  /** Writes a condition. */
  public static String write(Condition condition) {
    return node(condition).toString();
  }

  /**
   * Reads what {@link #write(List)} writes, from whomever.
   *
   * @throws IllegalArgumentException where it is none, in words that say where
   */
  public static List<Step> steps(String json) {
    return new Reader().steps(tree(json), 0);
  }

  /**
   * Reads what {@link #write(Condition)} writes, from whomever.
   *
   * @throws IllegalArgumentException where it is none, in words that say where
   */
  public static Condition condition(String json) {
    return new Reader().condition(tree(json), 0);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A plan must be JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ArrayNode array(List<Step> steps) {
    ArrayNode array = JSON.createArrayNode();
    steps.forEach(step -> array.add(node(step)));
    return array;
  }

  private static ObjectNode node(Step step) {
    ObjectNode node = JSON.createObjectNode();
    switch (step) {
      case Step.Act act -> {
        node.put("do", "act").set("commands", commands(act.commands()));
        text(node, "summary", act.summary());
      }
      case Step.AsLiked liked -> {
        node.put("do", "as-liked")
            .put("by", liked.by().value())
            .set("commands", commands(liked.commands()));
        boolean any = liked.side() == Step.AsLiked.Side.ANY;
        text(node, "side", any ? "" : liked.side().name().toLowerCase(Locale.ROOT));
      }
      case Step.Wait wait -> node.put("do", "wait").put("time", wait.time().toString());
      case Step.When when -> {
        node.put("do", "when").set("if", node(when.condition()));
        node.set("then", array(when.then()));
        if (!when.otherwise().isEmpty()) {
          node.set("otherwise", array(when.otherwise()));
        }
      }
      case Step.Parallel parallel ->
          node.put("do", "parallel").set("steps", array(parallel.steps()));
      case Step.Message message ->
          node.put("do", "message")
              .put("text", message.text())
              .set("commands", commands(message.commands()));
      case Step.StartTimer timer -> {
        node.put("do", "timer").put("length", timer.length().toString());
        text(node, "name", timer.name());
        text(node, "area", timer.area() == null ? "" : timer.area().value());
        text(node, "command", timer.command());
      }
      case Step.ChangeList change -> {
        node.put("do", "list")
            .put("change", change.change().name().toLowerCase(Locale.ROOT))
            .put("list", change.list());
        text(node, "item", change.item());
      }
      case Step.ChangeTimers s -> throw unkept(s);
      case Step.SaveScene s -> throw unkept(s);
      case Step.SaveAutomation s -> throw unkept(s);
      case Step.Answer s -> throw unkept(s);
      case Step.HeldBack s -> throw unkept(s);
      case Step.Ask s -> throw unkept(s);
      case Step.Refuse s -> throw unkept(s);
    }
    text(node, "words", step.words());
    return node;
  }

  private static IllegalArgumentException unkept(Step step) {
    return new IllegalArgumentException(
        "This can be done at once but not be kept for later: " + step.words());
  }

  private static void text(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  private static ArrayNode commands(List<Command> commands) {
    ArrayNode array = JSON.createArrayNode();
    for (Command command : commands) {
      ObjectNode node =
          array
              .addObject()
              .put("device", command.device().value())
              .put("attribute", command.attribute().toString());
      put(node, command.value());
      Duration transition = command.transition();
      if (transition != null) {
        node.put("over", transition.toString());
      }
    }
    return array;
  }

  private static void put(ObjectNode node, Value value) {
    switch (value) {
      case Value.Bool(boolean bool) -> node.put("value", bool);
      case Value.Num num -> {
        if (num.isWhole()) {
          node.put("value", (long) num.value());
        } else {
          node.put("value", num.value());
        }
      }
      case Value.Text(String text) -> node.put("value", text);
    }
  }

  private static ObjectNode node(Condition condition) {
    ObjectNode node = JSON.createObjectNode();
    switch (condition) {
      case Condition.Is is -> {
        ObjectNode inner =
            node.putObject("is")
                .put("device", is.device().value())
                .put("attribute", is.attribute().toString())
                .put("test", is.test().name().toLowerCase(Locale.ROOT));
        put(inner, is.value());
      }
      case Condition.All all -> {
        ArrayNode array = node.putArray("all");
        all.conditions().forEach(each -> array.add(node(each)));
      }
      case Condition.Any any -> {
        ArrayNode array = node.putArray("any");
        any.conditions().forEach(each -> array.add(node(each)));
      }
      case Condition.Not not -> node.set("not", node(not.condition()));
    }
    return node;
  }

  /** Reads one document and counts what is in it. */
  private static final class Reader {
    private int steps;
    private int commands;
    private int conditions;

    List<Step> steps(JsonNode node, int depth) {
      if (!node.isArray() || depth > DEEPEST) {
        throw wrong("Steps must be a list, nested at most " + DEEPEST + " times");
      }
      List<Step> result = new ArrayList<>();
      for (JsonNode each : node) {
        if (++steps > MOST_STEPS) {
          throw wrong("There may be at most " + MOST_STEPS + " steps");
        }
        result.add(step(each, depth));
      }
      return result;
    }

    private Step step(JsonNode node, int depth) {
      String words = optional(node, "words");
      return switch (text(node, "do")) {
        case "act" -> new Step.Act(commands(node), optional(node, "summary"), words);
        case "as-liked" ->
            new Step.AsLiked(
                commands(node),
                node.has("side")
                    ? choice(node, "side", Step.AsLiked.Side.class)
                    : Step.AsLiked.Side.ANY,
                new PersonId(text(node, "by")),
                words);
        case "wait" -> new Step.Wait(duration(node, "time"), words);
        case "when" ->
            new Step.When(
                condition(node.path("if"), depth + 1),
                steps(node.path("then"), depth + 1),
                node.has("otherwise") ? steps(node.path("otherwise"), depth + 1) : List.of(),
                words);
        case "parallel" -> new Step.Parallel(steps(node.path("steps"), depth + 1), words);
        case "message" -> new Step.Message(commands(node), text(node, "text"), words);
        case "timer" ->
            new Step.StartTimer(
                duration(node, "length"),
                optional(node, "name"),
                optional(node, "area").isEmpty() ? null : new AreaId(optional(node, "area")),
                optional(node, "command"),
                List.of(),
                words);
        case "list" ->
            new Step.ChangeList(
                choice(node, "change", Step.ListChange.class),
                text(node, "list"),
                optional(node, "item"),
                words);
        default ->
            throw wrong(
                "\"do\" must be act, as-liked, wait, when, parallel, message, timer or list, this"
                    + " is: "
                    + text(node, "do"));
      };
    }

    private List<Command> commands(JsonNode node) {
      JsonNode all = node.path("commands");
      if (!all.isArray()) {
        throw wrong("\"commands\" must be a list");
      }
      List<Command> result = new ArrayList<>();
      for (JsonNode each : all) {
        if (++commands > MOST_COMMANDS) {
          throw wrong("There may be at most " + MOST_COMMANDS + " commands");
        }
        Duration over = each.has("over") ? duration(each, "over") : null;
        result.add(
            new Command(
                new DeviceId(text(each, "device")),
                AttributeId.parse(text(each, "attribute")),
                value(each),
                over));
      }
      return result;
    }

    Condition condition(JsonNode node, int depth) {
      if (++conditions > MOST_CONDITIONS || depth > DEEPEST) {
        throw wrong("There may be at most " + MOST_CONDITIONS + " conditions");
      }
      if (node.has("is")) {
        JsonNode is = node.path("is");
        return new Condition.Is(
            new DeviceId(text(is, "device")),
            AttributeId.parse(text(is, "attribute")),
            is.has("test") ? choice(is, "test", Condition.Test.class) : Condition.Test.EQUAL,
            value(is));
      }
      if (node.has("not")) {
        return new Condition.Not(condition(node.path("not"), depth + 1));
      }
      boolean all = node.has("all");
      JsonNode inner = node.path(all ? "all" : "any");
      if (!inner.isArray()) {
        throw wrong("A condition must have \"is\", \"not\", or a list \"all\" or \"any\"");
      }
      List<Condition> parts = new ArrayList<>();
      inner.forEach(each -> parts.add(condition(each, depth + 1)));
      return all ? new Condition.All(parts) : new Condition.Any(parts);
    }
  }

  private static Value value(JsonNode node) {
    JsonNode value = node.path("value");
    if (value.isBoolean()) {
      return Value.of(value.asBoolean());
    }
    if (value.isNumber()) {
      return Value.of(value.asDouble());
    }
    return Value.of(text(node, "value"));
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual()) {
      throw wrong("\"" + name + "\" must be a text");
    }
    return node.path(name).asText();
  }

  private static String optional(JsonNode node, String name) {
    String text = node.has(name) ? text(node, name) : "";
    if (text.length() > Value.MAX_TEXT) {
      throw wrong("\"" + name + "\" is too long");
    }
    return text;
  }

  private static Duration duration(JsonNode node, String name) {
    try {
      Duration time = Duration.parse(text(node, name));
      if (time.isNegative() || time.compareTo(Timers.LONGEST) > 0) {
        throw wrong("\"" + name + "\" must be between nothing and a year");
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" must be a length of time such as PT5M", e);
    }
  }

  private static <E extends Enum<E>> E choice(JsonNode node, String name, Class<E> type) {
    String text = text(node, name);
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw wrong("\"" + name + "\" can't be " + text);
  }

  private static IllegalArgumentException wrong(@Nullable String why) {
    return new IllegalArgumentException(why);
  }
}
