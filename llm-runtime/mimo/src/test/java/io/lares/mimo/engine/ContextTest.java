package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.mimo.kernel.PortableKernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model thinks of a text is what the papers say, however the text was read. */
class ContextTest {
  private static final int VOCAB = Shape.TINY.vocab();
  private static final double NEAR = 1e-4;

  @TempDir Path folder;
  private final Workers workers = new Workers(2);

  @AfterEach
  void close() {
    workers.close();
  }

  /** Longer than a page of the cache. */
  private final int[] text = Models.text(3, 80, VOCAB);

  @ParameterizedTest
  @EnumSource(
      value = Quant.class,
      names = {"F32", "F16", "BF16", "Q4_0", "Q4_K", "Q8_0"})
  void logitsAreThoseOfThePlainModel(Quant quant) throws Exception {
    try (Weights weights = new Models(folder).tiny(quant, 1)) {
      Context context = context(weights);
      context.read(text);
      assertNear(context.logits(80), new PlainMimo(weights).logits(text));
    }
  }

  @Test
  void aModelWhoseOutputIsItsEmbeddingIsUnderstood() throws Exception {
    Shape shape = new Shape(128, 3, 4, 1, 32, 128, 512, 0, true);
    new Checkpoint(shape, 2).gguf(folder.resolve("tied.gguf"), Quant.F32);
    try (Weights weights =
        new Models(folder).imported(folder.resolve("tied.gguf"), Optional.empty(), "tied")) {
      int[] shortText = Models.text(4, 20, 512);
      Context context = context(weights);
      context.read(shortText);
      assertNear(context.logits(20), new PlainMimo(weights).logits(shortText));
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> context.guess(1))
          .withMessage("the model can't predict ahead");
    }
  }

  @Test
  void guessesAreThoseOfThePlainModel() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.F32, 1)) {
      double[][] expected = new PlainMimo(weights).guesses(text);
      Context context = context(weights);
      context.read(Arrays.copyOf(text, 70));
      assertNear(context.guess(text[70]), expected[69]);
      assertNear(context.guess(text[70]), expected[69]);
      context.guess(text[70] ^ 1);
      context.read(text[70], text[71]);
      assertNear(context.guess(text[72]), expected[71]);
      context.rollback(40);
      assertNear(context.guess(text[40]), expected[39]);
    }
  }

  @Test
  void itIsTheSameToTheLastBitInOneGoInPartsAndAfterGoingBack() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_K, 5)) {
      Context whole = context(weights);
      whole.read(text);
      Context parts = context(weights);
      for (int token : Arrays.copyOf(text, 20)) {
        parts.read(token);
      }
      parts.read(Models.text(99, 55, VOCAB));
      parts.guess(7);
      assertThat(parts.rollbackToCommon(text)).isEqualTo(20);
      parts.read(Arrays.copyOfRange(text, 20, 63));
      parts.read(Arrays.copyOfRange(text, 63, 80));
      assertThat(parts.tokens()).isEqualTo(text);
      assertThat(Arrays.equals(parts.logits(80), whole.logits(80))).isTrue();
      assertThat(Arrays.equals(parts.guess(9), whole.guess(9))).isTrue();
    }
  }

  @Test
  void readingEndsBeforeTheNextLayerWhereSomebodyCancelsAndNothingWasRead() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_K, 5)) {
      Context whole = context(weights);
      whole.read(text);
      Context cut = context(weights);
      cut.read(Arrays.copyOf(text, 20));
      AtomicInteger layers = new AtomicInteger();
      int[] rest = Arrays.copyOfRange(text, 20, 80);
      assertThat(cut.read(() -> layers.getAndIncrement() == 1, rest)).isFalse();
      assertThat(layers).hasValue(2);
      assertThat(cut.tokens()).isEqualTo(Arrays.copyOf(text, 20));
      assertThat(cut.readOn(text, () -> false)).isTrue();
      assertThat(Arrays.equals(cut.logits(80), whole.logits(80))).isTrue();
    }
  }

  @Test
  void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      Context context = new Context(mimo(weights), 4);
      context.read(1, 2);
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> context.read(3, VOCAB))
          .withMessage("the model has no token 1024");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> context.read(3, 4, 5))
          .withMessage("no room for 3 tokens after 2 of 4");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> context.rollback(3));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> new Context(mimo(weights), 32_769))
          .withMessage("the model has 32768 positions, 32769 were asked for");
      assertThat(context.tokens()).containsExactly(1, 2);
    }
  }

  private Mimo mimo(Weights weights) {
    return new Mimo(weights, new PortableKernel(workers), workers);
  }

  private Context context(Weights weights) {
    return new Context(mimo(weights), 100);
  }

  private static void assertNear(float[] found, double[]... expected) {
    double furthest = 0;
    for (int i = 0; i < found.length; i++) {
      int width = expected[0].length;
      furthest = Math.max(furthest, Math.abs(found[i] - expected[i / width][i % width]));
    }
    assertThat(found).hasSize(expected.length * expected[0].length);
    assertThat(furthest).isLessThan(NEAR);
  }
}
