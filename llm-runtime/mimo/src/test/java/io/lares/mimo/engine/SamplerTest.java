package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lares.language.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often tokens are chosen, by their likelihood. */
class SamplerTest {
  /** One number before, which is not to be looked at; then shares of 1, 2, 4 and 1 of 8. */
  private static final float[] LOGITS = {99, 0, log(2), log(4), 0};

  @ParameterizedTest
  @CsvSource({
    "1,   1,    0.125,  0.25,   0.5,    0.125",
    "0.5, 1,    0.0455, 0.1818, 0.7273, 0.0455",
    "1,   0.75, 0,      0.3333, 0.6667, 0",
    "1,   0.8,  0.1429, 0.2857, 0.5714, 0",
    "1,   0.5,  0,      0,      1,      0",
    "0,   1,    0,      0,      1,      0"
  })
  void tokensComeAsOftenAsTheyAreLikely(
      double temperature, double topP, double a, double b, double c, double d) {
    Sampler sampler = new Sampler(new Sampling(temperature, topP, 5));
    double[] share = new double[4];
    for (int i = 0; i < 20_000; i++) {
      share[sampler.choose(LOGITS, 1, 4, TokenSet.all(4))] += 1 / 20_000.0;
    }
    assertThat(share).containsExactly(new double[] {a, b, c, d}, within(0.015));
  }

  @Test
  void theSameSeedChoosesTheSame() {
    Sampler one = new Sampler(new Sampling(1, 1, 5));
    Sampler other = new Sampler(new Sampling(1, 1, 5));
    for (int i = 0; i < 100; i++) {
      assertThat(one.choose(LOGITS, 1, 4, TokenSet.all(4)))
          .isEqualTo(other.choose(LOGITS, 1, 4, TokenSet.all(4)));
    }
  }

  @Test
  void damagedWeightsAreToldOf() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Sampler.likeliest(new float[] {Float.NaN, 1}, 0, 2))
        .withMessageContaining("weights are damaged");
  }

  private static float log(int share) {
    return (float) Math.log(share);
  }
}
