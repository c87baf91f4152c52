package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Completion.End;
import io.lares.language.Sampling;
import io.lares.mimo.kernel.Kernel;
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
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are held to a form, whatever kernel there is. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GuideTest {
  private static final int VOCAB = Shape.TINY.vocab();
  private static final int STOP = 7;
  private static final Sampling WARM = new Sampling(0.9, 0.9, 5);

  @TempDir Path folder;
  @Parameter boolean fast;
  private final Workers workers = new Workers(2);
  private final int[] prompt = Models.text(8, 40, VOCAB);

  @AfterEach
  void close() {
    workers.close();
  }

  /** Two even tokens, then some that are given, again and again until {@code length}. */
  private static final class Form implements Guide {
    private final int length;
    private final int[] given;
    private final List<Integer> heard = new ArrayList<>();

    Form(int length) {
      this(length, 101, 103, 105);
    }

    Form(int length, int... given) {
      this.length = length;
      this.given = given;
    }

    @Override
    public int[] forced() {
      return heard.size() % (2 + given.length) == 2 ? given : new int[0];
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

  @ParameterizedTest
  @EnumSource(
      value = Quant.class,
      names = {"F16", "Q4_0", "Q4_K", "Q6_K", "Q8_0"})
  void whatIsAllowedIsChosenAndWhatIsForcedIsSaidWithAndWithoutGuesses(Quant quant)
      throws Exception {
    try (Weights weights = new Models(folder).tiny(quant, 3)) {
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

  /**
   * A guess that proves right right before forced text leaves one token fewer to read with it, and
   * that must not change how it is rounded.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, Kernel.MANY - 1, Kernel.MANY, 70})
  void whatIsReadIsTheSameToTheLastBitWithAndWithoutGuesses(int forced) throws Exception {
    int[] given = Models.text(4, forced, VOCAB);
    int length = 2 * forced + 5;
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 3)) {
      Context plain = context(weights);
      Context guessed = context(weights);
      List<Integer> text =
          new Generation(Sampling.GREEDY, length, Set.of(), Optional.empty())
              .run(plain, prompt, new Form(length, given), token -> {}, () -> false)
              .tokens();
      Drafter knowing = (context, next) -> text.get(context.length() - prompt.length + 1);
      var answer =
          new Generation(Sampling.GREEDY, length, Set.of(), Optional.of(knowing))
              .run(guessed, prompt, new Form(length, given), token -> {}, () -> false);
      assertThat(answer.tokens()).isEqualTo(text);
      assertThat(answer.acceptedTokens()).isPositive();
      int common = Math.min(plain.length(), guessed.length());
      plain.rollback(common);
      guessed.rollback(common);
      assertThat(Arrays.equals(plain.logits(common), guessed.logits(common))).isTrue();
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
    return new Context(new Mimo(weights, new Models(folder).kernel(fast, workers), workers), 250);
  }
}
