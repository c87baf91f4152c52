package io.lares.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lares.language.LanguageException.Reason;
import io.lares.language.MeaningIndex.Match;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Search among labels, with an encoder that knows five letters: how often a text has each. */
class MeaningIndexTest {
  private final Letters encoder = new Letters();

  @Test
  void theNearestLabelComesFirstWithItsNearestPhrase() throws Exception {
    MeaningIndex<String> index =
        MeaningIndex.of(
            encoder,
            phrases("light", List.of("eeee", "aa"), "heat", List.of("b"), "music", List.of("ab")));
    List<Match<String>> found = index.nearest("aaab", 5);
    assertThat(found).extracting(Match::label).containsExactly("light", "music", "heat");
    assertThat(found).extracting(Match::phrase).containsExactly("aa", "ab", "b");
    assertThat(found.get(0).cosine()).isCloseTo(3 / Math.sqrt(10), within(1e-6));
    assertThat(found.get(2).cosine()).isCloseTo(1 / Math.sqrt(10), within(1e-6));
  }

  @Test
  void noMoreAreGivenThanAreWanted() throws Exception {
    MeaningIndex<String> index =
        MeaningIndex.of(encoder, phrases("x", List.of("a"), "y", List.of("b"), "z", List.of("c")));
    assertThat(index.nearest("c", 1)).extracting(Match::label).containsExactly("z");
    assertThat(index.nearest("c", 0)).isEmpty();
  }

  @Test
  void equalsKeepTheirOrder() throws Exception {
    MeaningIndex<String> index =
        MeaningIndex.of(
            encoder, phrases("2nd", List.of("a"), "1st", List.of("a"), "far", List.of("b")));
    assertThat(index.nearest("aa", 2)).extracting(Match::label).containsExactly("2nd", "1st");
  }

  @Test
  void manyPhrasesAreEncodedInPortionsThatLetOthersThrough() throws Exception {
    SequencedMap<String, List<String>> many = new LinkedHashMap<>();
    for (int i = 1; i <= 100; i++) {
      many.put("label " + i, List.of("a".repeat(i) + "b", "c", "d"));
    }
    MeaningIndex<String> index = MeaningIndex.of(encoder, many);
    assertThat(encoder.calls).hasSizeGreaterThan(5).allMatch(size -> size <= 50);
    assertThat(index.nearest("a".repeat(60) + "bb", 1).getFirst().label()).isEqualTo("label 30");
  }

  @Test
  void aLabelWithoutPhrasesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeaningIndex.of(encoder, phrases("x", List.of(), "y", List.of("a"))))
        .withMessageContaining("x");
  }

  @Test
  void anIndexOfNothingFindsNothing() throws Exception {
    assertThat(MeaningIndex.of(encoder, new LinkedHashMap<String, List<String>>()).nearest("a", 3))
        .isEmpty();
  }

  @Test
  void whatTheEncoderCanNotDoIsPassedOn() throws Exception {
    MeaningIndex<String> index = MeaningIndex.of(encoder, phrases("x", List.of("a")));
    encoder.closed = true;
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> index.nearest("a", 1))
        .extracting(LanguageException::reason)
        .isEqualTo(Reason.CLOSED);
  }

  /** Labels and lists of phrases in turn. */
  private static SequencedMap<String, List<String>> phrases(Object... labelsAndPhrases) {
    SequencedMap<String, List<String>> phrases = new LinkedHashMap<>();
    for (int i = 0; i < labelsAndPhrases.length; i += 2) {
      phrases.put(
          (String) labelsAndPhrases[i],
          ((List<?>) labelsAndPhrases[i + 1]).stream().map(String.class::cast).toList());
    }
    return phrases;
  }

  /** Counts letters. */
  private static final class Letters implements SentenceEncoder {
    final List<Integer> calls = new ArrayList<>();
    boolean closed;

    @Override
    public String name() {
      return "letters";
    }

    @Override
    public Set<String> languages() {
      return Set.of("en");
    }

    @Override
    public int dimension() {
      return 5;
    }

    @Override
    public int longestText() {
      return 1_000;
    }

    @Override
    public List<SentenceVector> encode(List<String> texts) throws LanguageException {
      if (closed) {
        throw new LanguageException(Reason.CLOSED, "closed");
      }
      calls.add(texts.size());
      return texts.stream().map(Letters::count).toList();
    }

    private static SentenceVector count(String text) {
      float[] counts = new float[5];
      text.chars().forEach(letter -> counts[letter - 'a']++);
      return SentenceVector.towards(counts);
    }
  }
}
