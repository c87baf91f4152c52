package io.lares.planner.reasoning;

import static io.lares.language.Expression.maybe;
import static io.lares.language.Expression.oneOf;
import static io.lares.language.Expression.rule;
import static io.lares.language.Expression.sequence;
import static io.lares.language.Expression.text;

import io.lares.home.Attribute;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.language.Expression;
import io.lares.language.Grammar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The language of plans for one home: a step a line, and {@code end}. Only what is here can be said
 * in it.
 *
 * <pre>
 * d3 currentLevel 40
 * if d7 temperature above 25 then d4 onOff true
 * wait 10
 * ask Which of the rooms?
 * refuse There is no pool here.
 * end
 * </pre>
 */
final class PlanGrammar {
  static final String IF = "if";
  static final String THEN = "then";
  static final String WAIT = "wait";
  static final String ASK = "ask";
  static final String REFUSE = "refuse";
  static final String END = "end";
  static final int MOST_STEPS = 12;
  static final int LONGEST_TEXT = 200;

  /** The longest pause, in seconds. */
  static final int LONGEST_WAIT = 60;

  /** Ranges with more values than this are written as numbers, and checked when they are read. */
  private static final int MOST_VALUES = 256;

  private static final String SET = "set";

  private final Map<String, Expression> rules = new HashMap<>();
  private final Map<ValueKind, String> values = new HashMap<>();

  private PlanGrammar() {}

  static Grammar.Rules of(Inventory inventory) {
    return new PlanGrammar().rules(inventory);
  }

  private Grammar.Rules rules(Inventory inventory) {
    List<Expression> sets = new ArrayList<>();
    List<Expression> tests = new ArrayList<>();
    inventory
        .devices()
        .forEach((word, device) -> {
          List<Expression> own = new ArrayList<>();
          List<Expression> seen = new ArrayList<>();
          for (Map.Entry<String, Attribute> each : Inventory.attributes(device).entrySet()) {
            Attribute attribute = each.getValue();
            ValueKind kind = Inventory.settable(device, attribute);
            String name = each.getKey() + " ";
            if (kind != null) {
              own.add(sequence(text(name), value(kind)));
            }
            ValueKind all = Inventory.kind(attribute);
            if (all != null) {
              seen.add(sequence(text(name), comparison(all), value(all)));
            }
          }
          if (!own.isEmpty()) {
            sets.add(device(word, "set-", own));
          }
          tests.add(device(word, "test-", seen));
        });
    List<Expression> steps = new ArrayList<>();
    if (!sets.isEmpty()) {
      rules.put(SET, new Expression.OneOf(sets));
      rules.put("test", new Expression.OneOf(tests));
      rules.put(IF, sequence(text(IF + " "), rule("test"), text(" " + THEN + " "), rule(SET)));
      steps.addAll(List.of(rule(SET), rule(IF)));
    }
    rules.put("line", new Expression.Repeat(character(), 1, LONGEST_TEXT));
    rules.put(WAIT, sequence(text(WAIT + " "), numbers(1, LONGEST_WAIT, 1)));
    rules.put(ASK, sequence(text(ASK + " "), rule("line")));
    rules.put(REFUSE, sequence(text(REFUSE + " "), rule("line")));
    steps.addAll(List.of(rule(WAIT), rule(ASK), rule(REFUSE)));
    rules.put("step", new Expression.OneOf(steps));
    rules.put(
        "plan",
        sequence(
            new Expression.Repeat(sequence(rule("step"), text("\n")), 1, MOST_STEPS), text(END)));
    return new Grammar.Rules("plan", rules);
  }

  private Expression device(String word, String prefix, List<Expression> attributes) {
    rules.put(prefix + word, sequence(text(word + " "), new Expression.OneOf(attributes)));
    return rule(prefix + word);
  }

  private static Expression comparison(ValueKind kind) {
    return kind instanceof ValueKind.Number
        ? oneOf(text("is "), text("above "), text("below "))
        : text("is ");
  }

  private Expression value(ValueKind kind) {
    String known = values.get(kind);
    if (known == null) {
      known = "value-" + values.size();
      values.put(kind, known);
      rules.put(known, expression(kind));
    }
    return rule(known);
  }

  private static Expression expression(ValueKind kind) {
    return switch (kind) {
      case ValueKind.Bool bool -> oneOf(text("true"), text("false"));
      case ValueKind.Choice(List<String> choices) ->
          new Expression.OneOf(choices.stream().map(Expression::text).toList());
      case ValueKind.Colour colour ->
          sequence(
              text("#"),
              new Expression.Repeat(
                  oneOf(new Expression.Characters('0', '9'), new Expression.Characters('a', 'f')),
                  6,
                  6));
      case ValueKind.Number(double min, double max, double step) ->
          step > 0 && (max - min) / step < MOST_VALUES ? numbers(min, max, step) : anyNumber();
      case ValueKind.Text(int most) ->
          new Expression.Repeat(character(), 1, Math.min(most, LONGEST_TEXT));
    };
  }

  private static Expression numbers(double min, double max, double step) {
    List<Expression> numbers = new ArrayList<>();
    for (int i = 0; min + i * step <= max; i++) {
      numbers.add(text(Value.of(min + i * step).toString()));
    }
    return new Expression.OneOf(numbers);
  }

  private static Expression anyNumber() {
    Expression digit = new Expression.Characters('0', '9');
    return sequence(
        maybe(text("-")),
        new Expression.Repeat(digit, 1, 9),
        maybe(sequence(text("."), new Expression.Repeat(digit, 1, 3))));
  }

  /** Any character but controls, so that a text stays on its line. */
  private static Expression character() {
    return new Expression.Characters(' ', Character.MAX_CODE_POINT);
  }
}
