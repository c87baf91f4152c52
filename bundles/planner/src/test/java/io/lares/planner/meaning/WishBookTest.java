package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources are whole, in every language. */
class WishBookTest {
  private final WishTable table = WishTable.load();

  static Stream<String> languages() {
    return LanguagePack.all().stream().map(LanguagePack::code);
  }

  private static WishBook book(String code) {
    return Objects.requireNonNull(WishBook.load(code), code);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyWishHasExamplesAndEveryDeedASentence(String code) {
    WishBook book = book(code);
    TreeSet<String> wishes = new TreeSet<>(table.options().keySet());
    wishes.add(WishBook.OTHER);

    assertThat(new TreeSet<>(book.phrases().keySet())).isEqualTo(wishes);
    table.options().values().stream()
        .flatMap(List::stream)
        .forEach(option -> {
          boolean house = option.deed() != null && option.deed().house();
          assertThat(book.say(option.key())).isNotBlank();
          assertThat(book.say(option.key()).contains("{0}")).as(option.key()).isNotEqualTo(house);
        });
    for (Kind kind : Kind.values()) {
      assertThat(book.several(kind)).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void noExampleStandsForTwoThings(String code) {
    List<String> phrases = new ArrayList<>();
    book(code).phrases().values().forEach(phrases::addAll);

    assertThat(phrases).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void thereAreLevelsForTheEncoderThatShips(String code) {
    String encoder =
        RealEncoders.all().stream()
            .filter(each -> each.languages().contains(code))
            .findFirst()
            .orElseThrow()
            .name();

    assertThat(book(code).levels()).containsKey(encoder);
  }
}
