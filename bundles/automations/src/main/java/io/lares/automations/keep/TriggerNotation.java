package io.lares.automations.keep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A trigger as JSON: {@code {"on": "sunset", "offset": "-PT30M", "days": ["mon", "tue"]}}. */
final class TriggerNotation {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private TriggerNotation() {}

  static ObjectNode write(Trigger trigger) {
    ObjectNode node = RuleNotation.JSON.createObjectNode();
    switch (trigger) {
      case Trigger.Becomes becomes -> {
        of(node.put("on", "becomes"), becomes);
        value(node, "from", becomes.from());
        value(node, "to", becomes.to());
        time(node, "for", becomes.hold());
      }
      case Trigger.Crosses crosses -> {
        of(node.put("on", "crosses"), crosses);
        value(node, crosses.above() ? "above" : "below", Value.of(crosses.limit()));
        if (crosses.hysteresis() > 0) {
          value(node, "hysteresis", Value.of(crosses.hysteresis()));
        }
        time(node, "for", crosses.hold());
      }
      case Trigger.Happens happens -> {
        of(node.put("on", "happens"), happens);
        value(node, "value", happens.value());
      }
      case Trigger.Presence presence -> {
        node.put("on", RuleNotation.lower(presence.move()));
        if (presence.person() != null) {
          node.put("person", presence.person().value());
        }
      }
      case Trigger.Nears nears -> {
        node.put("on", "nears");
        if (nears.who() != null) {
          node.put("who", nears.who().value());
        }
        time(node, "within", nears.within());
      }
      case Trigger.At at -> {
        node.put("on", "time").put("at", at.time().toString());
        days(node, at.days());
      }
      case Trigger.Cron cron -> node.put("on", "cron").put("expression", cron.expression());
      case Trigger.Sun sun -> {
        node.put("on", RuleNotation.lower(sun.event()));
        time(node, "offset", sun.offset());
        days(node, sun.days());
      }
      case Trigger.Start start -> node.put("on", "start");
    }
    return node;
  }

  private static void of(ObjectNode node, Trigger.OfDevice where) {
    node.put("device", where.device().value()).put("attribute", where.attribute().toString());
  }

  private static void value(ObjectNode node, String name, @Nullable Value value) {
    switch (value) {
      case null -> {}
      case Value.Bool(boolean bool) -> node.put(name, bool);
      case Value.Num num when num.isWhole() -> node.put(name, (long) num.value());
      case Value.Num num -> node.put(name, num.value());
      case Value.Text(String text) -> node.put(name, text);
    }
  }

  private static void time(ObjectNode node, String name, Duration time) {
    if (!time.isZero()) {
      node.put(name, time.toString());
    }
  }

  static void days(ObjectNode node, Set<DayOfWeek> days) {
    if (days.size() < DAILY.size()) {
      ArrayNode array = node.putArray("days");
      days.stream().sorted().forEach(day -> array.add(name(day)));
    }
  }

  private static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  static Trigger read(JsonNode node) {
    Fields fields = new Fields(node, "A trigger");
    String on = fields.text("on");
    return switch (on) {
      case "becomes" -> {
        fields.only(Set.of("on", "device", "attribute", "from", "to", "for"));
        yield new Trigger.Becomes(
            device(fields),
            attribute(fields),
            fields.value("from"),
            fields.value("to"),
            fields.duration("for", Duration.ZERO));
      }
      case "crosses" -> {
        fields.only(Set.of("on", "device", "attribute", "above", "below", "hysteresis", "for"));
        boolean above = fields.has("above");
        if (above == fields.has("below")) {
          throw new IllegalArgumentException("A trigger needs either \"above\" or \"below\"");
        }
        yield new Trigger.Crosses(
            device(fields),
            attribute(fields),
            above,
            fields.number(above ? "above" : "below", 0),
            fields.number("hysteresis", 0),
            fields.duration("for", Duration.ZERO));
      }
      case "happens" -> {
        fields.only(Set.of("on", "device", "attribute", "value"));
        yield new Trigger.Happens(device(fields), attribute(fields), fields.value("value"));
      }
      case "arrives", "leaves" -> {
        fields.only(Set.of("on", "person"));
        yield new Trigger.Presence(
            fields.has("person") ? new DeviceId(fields.text("person")) : null,
            on.equals("arrives") ? Trigger.Move.ARRIVES : Trigger.Move.LEAVES);
      }
      case "nears" -> {
        fields.only(Set.of("on", "who", "within"));
        yield new Trigger.Nears(
            fields.has("who") ? new DeviceId(fields.text("who")) : null,
            fields.duration("within", Duration.ZERO));
      }
      case "time" -> {
        fields.only(Set.of("on", "at", "days"));
        yield new Trigger.At(clock(fields, "at"), days(fields));
      }
      case "cron" -> {
        fields.only(Set.of("on", "expression"));
        yield new Trigger.Cron(fields.text("expression"));
      }
      case "sunrise", "sunset" -> {
        fields.only(Set.of("on", "offset", "days"));
        yield new Trigger.Sun(event(on), fields.duration("offset", Duration.ZERO), days(fields));
      }
      case "start" -> {
        fields.only(Set.of("on"));
        yield new Trigger.Start();
      }
      default ->
          throw fields.wrong(
              "on",
              "becomes, crosses, happens, arrives, leaves, nears, time, cron, sunrise, sunset or"
                  + " start");
    };
  }

  private static Trigger.SunEvent event(String name) {
    return name.equals("sunrise") ? Trigger.SunEvent.SUNRISE : Trigger.SunEvent.SUNSET;
  }

  private static DeviceId device(Fields fields) {
    return new DeviceId(fields.text("device"));
  }

  private static AttributeId attribute(Fields fields) {
    return AttributeId.parse(fields.text("attribute"));
  }

  private static LocalTime clock(Fields fields, String name) {
    try {
      return LocalTime.parse(fields.text(name));
    } catch (DateTimeException e) {
      throw fields.wrong(name, "a time of day such as 07:00");
    }
  }

  static Set<DayOfWeek> days(Fields fields) {
    if (!fields.has("days")) {
      return DAILY;
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<JsonNode> names = fields.list("days");
    for (DayOfWeek day : DayOfWeek.values()) {
      if (names.stream().anyMatch(each -> each.asText().equals(name(day)))) {
        days.add(day);
      }
    }
    if (days.size() != names.size()) {
      throw fields.wrong("days", "a list of mon, tue, wed, thu, fri, sat, sun, each once");
    }
    return days;
  }

  /** A time as {@code "22:00"}; what the sun does as {@code {"sun": "sunset", "offset": ...}}. */
  static JsonNode edge(During.Edge edge) {
    return switch (edge) {
      case During.Edge.At at -> new TextNode(at.time().toString());
      case During.Edge.Sun sun -> {
        ObjectNode node =
            RuleNotation.JSON.createObjectNode().put("sun", RuleNotation.lower(sun.event()));
        time(node, "offset", sun.offset());
        yield node;
      }
    };
  }

  static During.Edge edge(JsonNode node) {
    if (node.isTextual()) {
      ObjectNode wrapped = RuleNotation.JSON.createObjectNode();
      wrapped.set("at", node);
      return new During.Edge.At(clock(new Fields(wrapped, "A part of the day"), "at"));
    }
    Fields fields = new Fields(node, "The edge of a part of the day");
    fields.only(Set.of("sun", "offset"));
    return new During.Edge.Sun(
        fields.choice("sun", Trigger.SunEvent.SUNRISE), fields.duration("offset", Duration.ZERO));
  }
}
