package io.lares.kernel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveAttributeTest {
  private static final Instant TIME = Instant.parse("2026-11-27T18:20:01.123456789Z");
  private final LiveAttribute attribute =
      new LiveAttribute(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.LEVEL)), null);

  static Stream<Value> values() {
    return Stream.of(
        Value.of(true),
        Value.of(false),
        Value.of(0.0),
        Value.of(-21.375),
        Value.of(1e300),
        Value.of("#ff8800"),
        Value.of(""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void whatWasReadIsShownWithItsTime(Value value) {
    attribute.reading(new Reading(value, TIME));
    assertThat(attribute.reading()).isEqualTo(new Reading(value, TIME));
  }

  @Test
  void aLaterReadingTakesThePlaceOfOneOfAnotherKind() {
    attribute.reading(new Reading(Value.of("heat"), TIME));
    attribute.reading(new Reading(Value.of(5), TIME.plusNanos(1)));
    assertThat(attribute.reading()).isEqualTo(new Reading(Value.of(5), TIME.plusNanos(1)));
  }

  @Test
  void nothingIsShownBeforeTheFirstReadingNorAfterItIsForgotten() {
    assertThat(attribute.reading()).isNull();
    attribute.reading(new Reading(Value.of("heat"), TIME));
    attribute.reading(null);
    assertThat(attribute.reading()).isNull();
  }
}
