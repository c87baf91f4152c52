package io.lares.language;

import static io.lares.language.Expression.maybe;
import static io.lares.language.Expression.oneOf;
import static io.lares.language.Expression.rule;
import static io.lares.language.Expression.sequence;
import static io.lares.language.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which grammars can be written down at all. */
class GrammarTest {
  private static final Expression DIGIT = new Expression.Characters('0', '9');

  @Test
  void aGrammarOfAHomeIsATree() {
    Grammar.Rules grammar =
        new Grammar.Rules(
            "command",
            Map.of(
                "command", sequence(rule("deed"), text(" "), rule("device"), maybe(rule("level"))),
                "deed", oneOf(text("on"), text("off")),
                "device", oneOf(text("lamp \"left\""), text("灯")),
                "level", sequence(text(" "), new Expression.Repeat(DIGIT, 1, 3))));
    assertThat(grammar.rules()).containsOnlyKeys("command", "deed", "device", "level");
  }

  @Test
  void aRuleMayContainItselfFurtherOn() {
    Expression list = sequence(text("["), maybe(rule("list")), text("]"));
    assertThat(new Grammar.Rules("list", Map.of("list", list)).root()).isEqualTo("list");
  }

  @Test
  void aRuleThatIsNotThereIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grammar.Rules("a", Map.of("a", oneOf(text("x"), rule("lamp")))))
        .withMessageContaining("'lamp'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grammar.Rules("root", Map.of("a", text("x"))))
        .withMessageContaining("'root'");
  }

  @Test
  void aRuleThatBeginsWithItselfIsRefused() {
    assertBeginsWithItself(Map.of("a", oneOf(text("x"), sequence(rule("a"), text("y")))));
    assertBeginsWithItself(Map.of("a", sequence(rule("b"), text("x")), "b", rule("a")));
  }

  @Test
  void evenBehindWhatMayBeEmpty() {
    assertBeginsWithItself(
        Map.of(
            "a", sequence(text(""), maybe(text("x")), rule("nothing"), rule("a")),
            "nothing", new Expression.Repeat(rule("empty"), 2, 2),
            "empty", oneOf(text("x"), text(""))));
  }

  @Test
  void impossiblePartsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Expression.OneOf(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Expression.Characters('b', 'a'));
    assertThatIllegalArgumentException().isThrownBy(() -> new Expression.Repeat(DIGIT, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Expression.Repeat(DIGIT, 0, 1_001));
    assertThat(new Expression.Repeat(DIGIT, 0, Integer.MAX_VALUE).atLeast()).isZero();
  }

  private static void assertBeginsWithItself(Map<String, Expression> rules) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grammar.Rules("a", rules))
        .withMessageContaining("begins with itself");
  }
}
