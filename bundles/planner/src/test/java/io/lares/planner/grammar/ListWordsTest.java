package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.language.LanguagePack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListWordsTest {
  private static ListWords words(String language) {
    return LanguagePack.all().stream()
        .filter(pack -> pack.code().equals(language))
        .map(pack -> new PackWords(pack).lists())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | eggs, milk and bread      | eggs;milk;bread
          en | eggs, milk, and bread     | eggs;milk;bread
          en | brandy                    | brandy
          zh | 鸡蛋、牛奶和面包            | 鸡蛋;牛奶;面包
          """)
  void whatIsListedIsSeveralThings(String language, String text, String members) {
    assertThat(words(language).members(text))
        .extracting(range -> text.substring(range.from(), range.to()).strip())
        .isEqualTo(List.of(members.split(";")));
  }

  @Test
  void aListIsKnownByItsKindAndByTheWordForList() {
    ListWords words = words("en");

    assertThat(words.kind("the shopping list")).isEqualTo("shopping");
    assertThat(words.kind("holiday packing")).isNull();
    assertThat(words.noun("holiday packing list")).isTrue();
    assertThat(words.noun("guest listing")).isFalse();
    assertThat(words.withoutNoun("holiday packing list")).isEqualTo("holiday packing");
    assertThat("my holiday packing".matches(words.pattern(List.of("holiday packing")))).isTrue();
    assertThat("the attic".matches(words.pattern(List.of("holiday packing")))).isFalse();
  }
}
