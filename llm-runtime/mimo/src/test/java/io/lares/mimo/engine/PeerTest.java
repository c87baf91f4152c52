package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.LlamaCpp;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same GGUF file, read by llama.cpp and by us: texts of 64 positions, teacher-forced. {@code
 * -Dlares.peer.texts=20} is the whole proof, and the same with {@code -Dlares.peer.medium=true}.
 */
class PeerTest {
  private static final Logger LOG = Logger.getLogger(PeerTest.class.getName());
  private static final Shape SHAPE =
      Boolean.getBoolean("lares.peer.medium") ? Shape.MEDIUM : Shape.TINY;
  private static final int VOCAB = SHAPE.vocab();
  private static final int POSITIONS = 64;
  private static final int TEXTS = Integer.getInteger("lares.peer.texts", 2);

  @TempDir Path folder;

  /** Its own noise: halves for activations beside halves, eight bits beside quantised weights. */
  @ParameterizedTest
  @EnumSource(
      value = Quant.class,
      names = {"F32", "F16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q4_K", "Q5_K", "Q6_K"})
  void whatFollowsIsAsLikelyAsForLlamaCpp(Quant quant) throws Exception {
    Path file = folder.resolve("tiny.gguf");
    new Checkpoint(SHAPE, 21).gguf(file, quant);
    List<int[]> texts =
        IntStream.range(0, TEXTS).mapToObj(i -> Models.text(i, POSITIONS, VOCAB)).toList();
    List<float[]> theirs = LlamaCpp.installed().logits(file, texts);
    try (Workers workers = new Workers(2);
        Weights weights = new Models(folder).imported(file, Optional.empty(), "tiny")) {
      for (boolean fast : new boolean[] {false, true}) {
        Mimo mimo = new Mimo(weights, new Models(folder).kernel(fast, workers), workers);
        Comparison comparison = new Comparison();
        for (int i = 0; i < texts.size(); i++) {
          Context context = new Context(mimo, POSITIONS);
          context.read(texts.get(i));
          comparison.add(context.logits(POSITIONS), theirs.get(i));
        }
        LOG.info(quant + (fast ? ", fast: " : ", portable: ") + comparison);
        assertThat(comparison.positions).isEqualTo(TEXTS * POSITIONS);
        assertThat(comparison.divergence()).isLessThan(1e-2);
        assertThat(comparison.widestSlip).isLessThan(8 * comparison.noise());
        if (quant == Quant.F32 || quant == Quant.F16) {
          assertThat(comparison.furthest).isLessThan(1e-2);
        }
      }
    }
  }

  private static final class Comparison {
    private int positions;
    private int otherTop;
    private double widestSlip;
    private double furthest;
    private double squares;
    private double kl;

    void add(float[] ours, float[] theirs) {
      assertThat(theirs).hasSameSizeAs(ours);
      for (int from = 0; from < ours.length; from += VOCAB) {
        double logSumOurs = logSum(ours, from);
        double logSumTheirs = logSum(theirs, from);
        for (int i = from; i < from + VOCAB; i++) {
          double error = ours[i] - theirs[i];
          furthest = Math.max(furthest, Math.abs(error));
          squares += error * error;
          double log = theirs[i] - logSumTheirs;
          kl += Math.exp(log) * (log - (ours[i] - logSumOurs));
        }
        int top = from + Sampler.likeliest(theirs, from, VOCAB);
        int our = from + Sampler.likeliest(ours, from, VOCAB);
        if (our != top) {
          otherTop++;
          widestSlip = Math.max(widestSlip, theirs[top] - theirs[our]);
        }
        positions++;
      }
    }

    private static double logSum(float[] logits, int from) {
      double sum = 0;
      for (int i = from; i < from + VOCAB; i++) {
        sum += Math.exp(logits[i]);
      }
      return Math.log(sum);
    }

    /** The root of the mean square of what logits differ by. */
    double noise() {
      return Math.sqrt(squares / positions / VOCAB);
    }

    double divergence() {
      return kl / positions;
    }

    @Override
    public String toString() {
      return "mean KL %.1e, logits %.4f apart, at most %.4f; %d of %d first tokens others, by %.4f at most"
          .formatted(divergence(), noise(), furthest, otherTop, positions, widestSlip);
    }
  }
}
