package io.lares.planner.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.language.LanguageException;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberingTest {
  private final List<String> encoded = new ArrayList<>();

  /** Encodes a text by its length; breaks at "boom". */
  private final SentenceEncoder inner =
      new SentenceEncoder() {
        @Override
        public String name() {
          return "by length";
        }

        @Override
        public Set<String> languages() {
          return Set.of("en");
        }

        @Override
        public int dimension() {
          return 2;
        }

        @Override
        public int longestText() {
          return 100;
        }

        @Override
        public List<SentenceVector> encode(List<String> texts) {
          if (texts.contains("boom")) {
            throw new IllegalStateException("boom");
          }
          encoded.addAll(texts);
          return texts.stream().map(text -> SentenceVector.towards(1, text.length())).toList();
        }
      };

  private final Remembering remembering = new Remembering(inner);

  @Test
  void aTextIsEncodedOnceAndComesBackInItsPlace() throws Exception {
    remembering.encode(List.of("lamp", "fan"));

    List<SentenceVector> vectors = remembering.encode(List.of("kettle", "lamp", "kettle", "fan"));

    assertThat(encoded).containsExactly("lamp", "fan", "kettle");
    assertThat(vectors)
        .containsExactly(
            SentenceVector.towards(1, 6),
            SentenceVector.towards(1, 4),
            SentenceVector.towards(1, 6),
            SentenceVector.towards(1, 3));
  }

  @Test
  void whatBreaksIsTheEncodersFault() {
    assertThatExceptionOfType(LanguageException.class)
        .isThrownBy(() -> remembering.encode(List.of("boom")));
  }
}
