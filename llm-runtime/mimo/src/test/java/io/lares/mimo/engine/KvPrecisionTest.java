package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values in eight bits beside those that are kept as they are. */
class KvPrecisionTest {
  private static final int POSITIONS = 256;

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TINY", "MEDIUM"})
  void eightBitsGiveNearlyTheSameLikelihoods(String size) throws Exception {
    Shape shape = size.equals("TINY") ? Shape.TINY : Shape.MEDIUM;
    Path file = folder.resolve(size + ".gguf");
    new Checkpoint(shape, 5).gguf(file, Quant.F16);
    try (Weights weights =
            new Models(folder).imported(file, Optional.empty(), size.toLowerCase(Locale.ROOT));
        Workers workers = new Workers(2);
        Kernel kernel = new Models(folder).kernel(true, workers)) {
      Mimo model = new Mimo(weights, kernel, workers);
      int[] text = Models.text(3, POSITIONS, shape.vocab());
      float[] floats = logits(model, KvPrecision.FLOATS, text);
      float[] bytes = logits(model, KvPrecision.EIGHT_BITS, text);
      double sum = 0;
      double largest = 0;
      int same = 0;
      for (int position = 0; position < POSITIONS; position++) {
        double divergence = divergence(floats, bytes, position * shape.vocab(), shape.vocab());
        sum += divergence;
        largest = Math.max(largest, divergence);
        same +=
            Sampler.likeliest(floats, position * shape.vocab(), shape.vocab())
                    == Sampler.likeliest(bytes, position * shape.vocab(), shape.vocab())
                ? 1
                : 0;
      }
      System.out.printf(
          "keys and values in 8 bits, %s: mean KL divergence %.1e, largest %.1e, same first token %d of %d%n",
          size, sum / POSITIONS, largest, same, POSITIONS);
      assertThat(sum / POSITIONS).isBetween(0.0, 1e-3);
      assertThat(same).isGreaterThan(POSITIONS * 9 / 10);
    }
  }

  private static float[] logits(Mimo model, KvPrecision precision, int[] text) {
    Context context = new Context(model, POSITIONS, precision);
    for (int from = 0; from < POSITIONS; from += 64) {
      context.read(Arrays.copyOfRange(text, from, from + 64));
    }
    return context.logits(POSITIONS);
  }

  /** Of the likelihoods after one position, in nats. */
  private static double divergence(float[] p, float[] q, int from, int vocab) {
    double logP = logSum(p, from, vocab);
    double logQ = logSum(q, from, vocab);
    double sum = 0;
    for (int i = from; i < from + vocab; i++) {
      sum += Math.exp(p[i] - logP) * (p[i] - logP - q[i] + logQ);
    }
    return sum;
  }

  private static double logSum(float[] logits, int from, int vocab) {
    double sum = 0;
    for (int i = from; i < from + vocab; i++) {
      sum += Math.exp(logits[i]);
    }
    return Math.log(sum);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasSavedGoesOnAsItWas(boolean guessing) throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q8_0, guessing ? 6 : 7);
        Workers workers = new Workers(2);
        Kernel kernel = new Models(folder).kernel(false, workers)) {
      Mimo model = new Mimo(weights, kernel, workers);
      for (KvPrecision precision : KvPrecision.values()) {
        Context context = new Context(model, 200, precision);
        context.read(Models.text(1, 130, model.shape().vocab()));
        if (guessing) {
          context.guess(7);
        }
        byte[] saved = saved(context);
        Context other = new Context(model, 200, precision);
        Snapshot.read(other, new DataInputStream(new ByteArrayInputStream(saved)));

        assertThat(other.tokens()).isEqualTo(context.tokens());
        context.read(7, 8, 9);
        other.read(7, 8, 9);
        assertThat(other.logits(3)).isEqualTo(context.logits(3));
        assertThat(Sampler.likeliest(other.guess(3), 0, model.shape().vocab()))
            .isEqualTo(Sampler.likeliest(context.guess(3), 0, model.shape().vocab()));
      }
    }
  }

  private static byte[] saved(Context context) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(Snapshot.write(context, new DataOutputStream(bytes), () -> false)).isTrue();
    return bytes.toByteArray();
  }

  @Test
  void whatIsOfAnotherModelOrTooLongIsRefused() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q8_0, 8);
        Workers workers = new Workers(1);
        Kernel kernel = new Models(folder).kernel(false, workers)) {
      Mimo model = new Mimo(weights, kernel, workers);
      Context context = new Context(model, 100);
      context.read(Models.text(1, 90, model.shape().vocab()));
      byte[] saved = saved(context);

      assertRefused(saved, new Context(model, 100, KvPrecision.EIGHT_BITS), "another model");
      assertRefused(saved, new Context(model, 90), "its length is 90");
      assertRefused(Arrays.copyOf(saved, 30), new Context(model, 100), "");
      assertRefused(new byte[100], new Context(model, 100), "no text that was read");
    }
  }

  private static void assertRefused(byte[] saved, Context context, String why) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> Snapshot.read(context, new DataInputStream(new ByteArrayInputStream(saved))))
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).contains(why));
  }
}
