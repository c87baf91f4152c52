package io.lares.planner.reasoning;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model said, strictly: an engine may be broken or hostile, so nothing is believed
 * because the grammar would not have allowed anything else.
 */
final class PlanReader {
  private static final int LONGEST_ANSWER = 8_000;

  private final Inventory inventory;
  private final String words;
  private final Function<List<Command>, String> summary;

  /**
   * Makes one.
   *
   * @param words the sentence, which every step comes from
   * @param summary what commands would do, for people
   */
  PlanReader(Inventory inventory, String words, Function<List<Command>, String> summary) {
    this.inventory = inventory;
    this.words = words;
    this.summary = summary;
  }

  /** Says what is wrong with an answer, for the log. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The steps; at least one. Commands that follow each other are one step. */
  List<Step> steps(String answer) throws Unreadable {
    if (answer.length() > LONGEST_ANSWER) {
      throw new Unreadable("it is too long");
    }
    List<String> lines = answer.strip().lines().toList();
    if (lines.size() < 2 || !lines.getLast().equals(PlanGrammar.END)) {
      throw new Unreadable("it does not come to an end");
    }
    if (lines.size() > PlanGrammar.MOST_STEPS + 1) {
      throw new Unreadable("it has too many steps");
    }
    List<Step> steps = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      String verb = word(line);
      String rest = rest(line);
      if (inventory.device(verb) != null) {
        commands.add(command(line));
        continue;
      }
      flush(commands, steps);
      steps.add(step(verb, rest));
    }
    flush(commands, steps);
    return steps;
  }

  private void flush(List<Command> commands, List<Step> steps) {
    if (!commands.isEmpty()) {
      steps.add(act(commands));
      commands.clear();
    }
  }

  private Step act(List<Command> commands) {
    return new Step.Act(commands, summary.apply(commands), words);
  }

  private Step step(String verb, String rest) throws Unreadable {
    return switch (verb) {
      case PlanGrammar.IF -> when(rest);
      case PlanGrammar.WAIT -> new Step.Wait(seconds(rest), words);
      case PlanGrammar.ASK -> new Step.Ask(line(rest), List.of(), words);
      case PlanGrammar.REFUSE -> new Step.Refuse(words, line(rest), words);
      default -> throw new Unreadable("there is no step or device '" + verb + "'");
    };
  }

  private Step when(String text) throws Unreadable {
    int then = text.indexOf(" " + PlanGrammar.THEN + " ");
    if (then < 0) {
      throw new Unreadable("a condition for nothing");
    }
    String test = text.substring(0, then);
    Device device = device(word(test));
    String rest = rest(test);
    Attribute attribute = attribute(device, word(rest));
    String comparison = word(rest(rest));
    Condition.Test how =
        switch (comparison) {
          case "is" -> Condition.Test.EQUAL;
          case "above" -> Condition.Test.ABOVE;
          case "below" -> Condition.Test.BELOW;
          default -> throw new Unreadable("nothing compares by '" + comparison + "'");
        };
    Value value = value(attribute.kind(), rest(rest(rest)));
    if (how != Condition.Test.EQUAL && !(value instanceof Value.Num)) {
      throw new Unreadable("only numbers are above or below");
    }
    Command command = command(text.substring(then + PlanGrammar.THEN.length() + 2));
    return new Step.When(
        new Condition.Is(device.id(), attribute.id(), how, value),
        List.of(act(List.of(command))),
        List.of(),
        words);
  }

  private Command command(String text) throws Unreadable {
    Device device = device(word(text));
    String rest = rest(text);
    Attribute attribute = attribute(device, word(rest));
    ValueKind kind = Inventory.settable(device, attribute);
    if (kind == null) {
      throw new Unreadable(attribute.id() + " is not for a model to set");
    }
    return new Command(device.id(), attribute.id(), value(kind, rest(rest)));
  }

  private Device device(String word) throws Unreadable {
    Device device = inventory.device(word);
    if (device == null) {
      throw new Unreadable("there is no device '" + word + "'");
    }
    return device;
  }

  private static Attribute attribute(Device device, String word) throws Unreadable {
    Attribute attribute = Inventory.attributes(device).get(word);
    if (attribute == null) {
      throw new Unreadable("the device has no '" + word + "'");
    }
    return attribute;
  }

  private static Value value(ValueKind kind, String text) throws Unreadable {
    Value value =
        switch (kind) {
          case ValueKind.Bool bool -> flag(text);
          case ValueKind.Number number -> number(text);
          default -> Value.of(line(text));
        };
    if (value == null || kind.misfit(value) != null) {
      throw new Unreadable("'" + text + "' is no value here");
    }
    return value;
  }

  private static @Nullable Value flag(String text) {
    return switch (text) {
      case "true" -> Value.of(true);
      case "false" -> Value.of(false);
      default -> null;
    };
  }

  private static @Nullable Value number(String text) {
    return text.matches("-?\\d{1,9}(\\.\\d{1,3})?") ? Value.of(Double.parseDouble(text)) : null;
  }

  private static Duration seconds(String text) throws Unreadable {
    if (!text.matches("\\d{1,2}")) {
      throw new Unreadable("'" + text + "' is no time to wait");
    }
    int seconds = Integer.parseInt(text);
    if (seconds < 1 || seconds > PlanGrammar.LONGEST_WAIT) {
      throw new Unreadable("can't wait for " + seconds + " s");
    }
    return Duration.ofSeconds(seconds);
  }

  private static String line(String text) throws Unreadable {
    boolean control = text.chars().anyMatch(Character::isISOControl);
    if (text.isBlank() || text.length() > PlanGrammar.LONGEST_TEXT || control) {
      throw new Unreadable("a text is empty, too long or not a line");
    }
    return text.strip();
  }

  private static String word(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  private static String rest(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? "" : text.substring(space + 1);
  }
}
