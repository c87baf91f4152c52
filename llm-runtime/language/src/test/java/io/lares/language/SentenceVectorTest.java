package io.lares.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceVectorTest {
  @Test
  void itHasLengthOneWhateverItIsMadeFrom() {
    for (float scale : new float[] {1e-30f, 1, 1e30f}) {
      assertThat(SentenceVector.towards(3 * scale, 4 * scale).toArray())
          .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }
  }

  @Test
  void theCosineTellsTheAngle() {
    SentenceVector east = SentenceVector.towards(1, 0, 0, 0, 0);
    assertThat(east.cosine(SentenceVector.towards(7, 0, 0, 0, 0))).isEqualTo(1);
    assertThat(east.cosine(SentenceVector.towards(0, 0, 0, 0, 2))).isZero();
    assertThat(east.cosine(SentenceVector.towards(-2, 0, 0, 0, 0))).isEqualTo(-1);
    assertThat(east.cosine(SentenceVector.towards(1, 0, 0, 0, 1)))
        .isCloseTo(Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void theCosineIsThatOfPlainArithmeticAndWithinItsRange() {
    Random random = new Random(1);
    for (int dimension = 1; dimension < 400; dimension += 7) {
      float[] a = new float[dimension];
      float[] b = new float[dimension];
      double dot = 0;
      double squaresOfA = 0;
      double squaresOfB = 0;
      for (int i = 0; i < dimension; i++) {
        a[i] = random.nextFloat() - 0.5f;
        b[i] = random.nextFloat() - 0.5f;
        dot += (double) a[i] * b[i];
        squaresOfA += (double) a[i] * a[i];
        squaresOfB += (double) b[i] * b[i];
      }
      SentenceVector vector = SentenceVector.towards(a);
      assertThat(vector.cosine(SentenceVector.towards(b)))
          .isCloseTo(dot / Math.sqrt(squaresOfA * squaresOfB), within(1e-5));
      assertThat(vector.cosine(vector)).isCloseTo(1, within(1e-5)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void whatHasNoDirectionIsRefused() {
    for (float[] values :
        new float[][] {{}, {0, 0}, {1, Float.NaN}, {Float.POSITIVE_INFINITY, 1}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> SentenceVector.towards(values));
    }
  }

  @Test
  void vectorsOfDifferentEncodersCanNotBeCompared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SentenceVector.towards(1).cosine(SentenceVector.towards(1, 2)));
  }

  @Test
  void nobodyCanChangeIt() {
    float[] values = {1, 0};
    SentenceVector vector = SentenceVector.towards(values);
    values[1] = 5;
    vector.toArray()[1] = 5;
    assertThat(vector).isEqualTo(SentenceVector.towards(1, 0));
  }
}
