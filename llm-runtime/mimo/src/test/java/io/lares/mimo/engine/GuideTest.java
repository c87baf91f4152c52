package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Completion.End;
import io.lares.language.Sampling;
import io.lares.mimo.kernel.PortableKernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are held to a form. */
class GuideTest {
  private static final int VOCAB = Shape.TINY.vocab();
  private static final int STOP = 7;
  private static final Sampling WARM = new Sampling(0.9, 0.9, 5);

  @TempDir Path folder;
  private final Workers workers = new Workers(2);
  private final int[] prompt = Models.text(8, 20, VOCAB);

  @AfterEach
  void close() {
    workers.close();
  }

  /** Two even tokens, then three that are given, again and again until {@code length}. */
  private static final class Form implements Guide {
    private final int length;
    private final List<Integer> heard = new ArrayList<>();

    Form(int length) {
      this.length = length;
    }

    @Override
    public int[] forced() {
      return heard.size() % 5 == 2 ? new int[] {101, 103, 105} : new int[0];
    }

    @Override
    public boolean done() {
      return heard.size() >= length;
    }

    @Override
    public TokenSet allowed() {
      long[] bits = new long[TokenSet.words(VOCAB)];
      Arrays.fill(bits, 0x5555_5555_5555_5555L);
      return new TokenSet(bits);
    }

    @Override
    public void said(int token) {
      heard.add(token);
    }
  }

  @Test
  void whatIsAllowedIsChosenAndWhatIsForcedIsSaidWithAndWithoutGuesses() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 3)) {
      for (Sampling sampling : List.of(Sampling.GREEDY, WARM)) {
        var plain = run(weights, sampling, 50, false, new Form(20));
        var guessed = run(weights, sampling, 50, true, new Form(20));
        assertThat(plain.end()).isEqualTo(End.COMPLETE);
        assertThat(plain.tokens()).hasSize(20).isEqualTo(guessed.tokens());
        assertThat(plain.forcedTokens()).isEqualTo(guessed.forcedTokens()).isEqualTo(12);
        for (int i = 0; i < 20; i++) {
          int at = i % 5;
          if (at < 2) {
            assertThat(plain.tokens().get(i)).isEven();
          } else {
            assertThat(plain.tokens().get(i)).isEqualTo(97 + 2 * at);
          }
        }
      }
    }
  }

  /** What was forced is read as if the model had said it: the next choice depends on it. */
  @Test
  void theModelReadsWhatWasForced() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 3)) {
      List<Integer> said = run(weights, Sampling.GREEDY, 50, false, new Form(6)).tokens();
      int[] text = Arrays.copyOf(prompt, prompt.length + 5);
      for (int i = 0; i < 5; i++) {
        text[prompt.length + i] = said.get(i);
      }
      Context context = context(weights);
      context.read(text);
      int next = Sampler.likeliest(context.logits(1), 0, VOCAB, new Form(1).allowed());
      assertThat(said.get(5)).isEqualTo(next);
    }
  }

  @Test
  void theLimitCutsForcedTextOffToo() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 3)) {
      var cut = run(weights, Sampling.GREEDY, 4, true, new Form(20));
      assertThat(cut.end()).isEqualTo(End.LENGTH);
      assertThat(cut.tokens()).hasSize(4);
      assertThat(run(weights, Sampling.GREEDY, 5, true, new Form(5)).end()).isEqualTo(End.COMPLETE);
    }
  }

  private Generation.Answer run(
      Weights weights, Sampling sampling, int limit, boolean ahead, Guide guide) {
    Context context = context(weights);
    Optional<Drafter> drafter = ahead ? Drafter.of(context.model()) : Optional.empty();
    return new Generation(sampling, limit, Set.of(STOP), drafter)
        .run(context, prompt, guide, token -> {}, () -> false);
  }

  private Context context(Weights weights) {
    return new Context(new Mimo(weights, new PortableKernel(workers), workers), 200);
  }
}
