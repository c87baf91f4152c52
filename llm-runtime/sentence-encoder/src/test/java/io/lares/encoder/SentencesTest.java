package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void aSentenceStaysAsItIsButForCapitals() {
    assertThat(Sentences.bounded("把TV打开 💡, please")).isEqualTo("把tv打开 💡, please");
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    assertThat(Sentences.bounded("a\uD83Db\uDCA1")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void aLongTextIsCutAndNoCharacterWithIt() {
    String text = "x".repeat(Sentences.MOST_CHARACTERS - 1) + "💡";
    assertThat(Sentences.bounded(text)).hasSize(Sentences.MOST_CHARACTERS).endsWith("x\uFFFD");
  }

  @Test
  void theMachinesLanguageDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(Sentences.bounded("KITCHEN LIGHT")).isEqualTo("kitchen light");
    } finally {
      Locale.setDefault(before);
    }
  }
}
