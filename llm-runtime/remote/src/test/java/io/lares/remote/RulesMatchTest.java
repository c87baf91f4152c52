package io.lares.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is of a grammar and what is not, against a recogniser that tries all ends of all parts. */
class RulesMatchTest {
  private static final String ALPHABET = "ab灯";

  private static Expression random(Random random, int depth) {
    int kind = depth == 0 ? random.nextInt(2) : random.nextInt(6);
    return switch (kind) {
      case 0 -> Expression.text(letters(random, random.nextInt(3)));
      case 1 -> new Expression.Characters('a', random.nextBoolean() ? 'b' : '灯');
      case 2 -> Expression.sequence(random(random, depth - 1), random(random, depth - 1));
      case 3 -> Expression.oneOf(random(random, depth - 1), random(random, depth - 1));
      case 4 -> {
        int least = random.nextInt(3);
        int most = random.nextInt(3) == 0 ? Integer.MAX_VALUE : least + random.nextInt(3);
        yield new Expression.Repeat(random(random, depth - 1), least, most);
      }
      default -> Expression.rule("other");
    };
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** Whether all of it is of the grammar; wants the beginning of a longer text to be one, too. */
  private static boolean matches(Grammar.Rules grammar, String text) {
    RulesMatch match = new RulesMatch(grammar);
    for (int c : text.codePoints().toArray()) {
      if (!match.step(c)) {
        return false;
      }
    }
    return match.atEnd();
  }

  private static Set<Integer> ends(Grammar.Rules grammar, Expression part, String text, int at) {
    Set<Integer> ends = new HashSet<>();
    switch (part) {
      case Expression.Text(String own) -> {
        if (text.startsWith(own, at)) {
          ends.add(at + own.length());
        }
      }
      case Expression.Characters(int first, int last) -> {
        if (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
          ends.add(at + 1);
        }
      }
      case Expression.Rule(String name) ->
          ends.addAll(ends(grammar, grammar.rules().get(name), text, at));
      case Expression.Sequence(var parts) -> {
        ends.add(at);
        for (Expression one : parts) {
          Set<Integer> starts = Set.copyOf(ends);
          ends.clear();
          starts.forEach(start -> ends.addAll(ends(grammar, one, text, start)));
        }
      }
      case Expression.OneOf(var choices) ->
          choices.forEach(choice -> ends.addAll(ends(grammar, choice, text, at)));
      case Expression.Repeat(Expression one, int least, int most) -> {
        Set<Integer> starts = Set.of(at);
        // More rounds than characters bring nothing new once the fewest are behind.
        for (int i = 0; i <= Math.min(most, least + text.length()); i++) {
          if (i >= least) {
            ends.addAll(starts);
          }
          Set<Integer> next = new HashSet<>();
          starts.forEach(start -> next.addAll(ends(grammar, one, text, start)));
          starts = next;
        }
      }
    }
    return ends;
  }

  @Test
  void itSaysWhatTryingAllWouldSay() {
    Random random = new Random(11);
    int within = 0;
    for (int i = 0; i < 2_000; i++) {
      Expression other =
          Expression.oneOf(Expression.text("b"), new Expression.Characters('灯', '灯'));
      Grammar.Rules grammar =
          new Grammar.Rules("root", Map.of("root", random(random, 3), "other", other));
      for (int j = 0; j < 10; j++) {
        String text = letters(random, random.nextInt(6));
        boolean expected =
            ends(grammar, new Expression.Rule("root"), text, 0).contains(text.length());
        assertThat(matches(grammar, text)).as("%s in %s", text, grammar).isEqualTo(expected);
        within += expected ? 1 : 0;
      }
    }
    assertThat(within).isBetween(1_000, 19_000);
  }

  @Test
  void rulesMayHoldThemselves() {
    Grammar.Rules nested =
        new Grammar.Rules(
            "list",
            Map.of(
                "list",
                Expression.sequence(
                    Expression.text("("),
                    new Expression.Repeat(Expression.rule("list"), 0, Integer.MAX_VALUE),
                    Expression.text(")"))));
    assertThat(matches(nested, "((()())())")).isTrue();
    assertThat(matches(nested, "((()())()")).isFalse();
    assertThat(matches(nested, "())")).isFalse();
  }
}
