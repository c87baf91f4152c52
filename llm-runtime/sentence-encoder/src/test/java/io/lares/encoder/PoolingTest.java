package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolingTest {
  private static final float[] THREE_TOKENS = {1, 10, 2, 20, 6, 60};

  @Test
  void meanIsTheMeanOfEachDimension() {
    assertThat(Pooling.MEAN.pool(THREE_TOKENS, 2)).containsExactly(3, 30);
  }

  @Test
  void firstIsTheFirstToken() {
    assertThat(Pooling.FIRST.pool(THREE_TOKENS, 2)).containsExactly(1, 10);
  }

  @ParameterizedTest
  @EnumSource
  void oneTokenIsTheSentence(Pooling pooling) {
    assertThat(pooling.pool(new float[] {4, 5, 6}, 3)).containsExactly(4, 5, 6);
  }

  @ParameterizedTest
  @EnumSource
  void valuesThatAreNoVectorsAreRefused(Pooling pooling) {
    assertThatIllegalArgumentException().isThrownBy(() -> pooling.pool(new float[0], 2));
    assertThatIllegalArgumentException().isThrownBy(() -> pooling.pool(new float[3], 2));
  }
}
