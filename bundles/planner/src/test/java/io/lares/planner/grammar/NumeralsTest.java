package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.language.LanguagePack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
  private static Numerals numerals(String language) {
    return LanguagePack.all().stream()
        .filter(pack -> pack.code().equals(language))
        .map(pack -> new Numerals(new PackWords(pack)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | seventy five            | 75
          en | one hundred and sixty   | 160
          en | two thousand and five   | 2005
          en | hundred                 | 100
          en | twenty and a half       | 20.5
          en | 20 and a half           | 20.5
          en | minus five              | -5
          en | three point two five    | 3.25
          zh | 二十五                  | 25
          zh | 二百二                  | 220
          zh | 二百零二                | 202
          zh | 二百二十                | 220
          zh | 一千二                  | 1200
          zh | 一百一十五              | 115
          zh | 零下十八                | -18
          """)
  void aNumberIsReadToItsEnd(String language, String text, double value) {
    Numerals.Found found = numerals(language).at(text, 0);
    assertThat(found).isNotNull();
    assertThat(found.value()).isEqualTo(value);
    assertThat(found.end()).isEqualTo(text.length());
    assertThat(found.percent()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zh | 七成     | 70
          zh | 3成      | 30
          zh | 百分之五 | 5
          """)
  void aShareIsInPercent(String language, String text, double value) {
    assertThat(numerals(language).at(text, 0))
        .isEqualTo(new Numerals.Found(value, text.length(), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | one hundred and the lamp | 11
          en | fifty and sixty          | 5
          """)
  void whatBelongsToSomethingElseIsLeft(String language, String text, int end) {
    assertThat(numerals(language).at(text, 0)).extracting(Numerals.Found::end).isEqualTo(end);
  }
}
