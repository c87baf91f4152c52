package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Completion.End;
import io.lares.language.Sampling;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a prompt, whatever kernel there is. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GenerationTest {
  private static final int VOCAB = Shape.TINY.vocab();
  private static final Sampling WARM = new Sampling(0.6, 0.95, 11);

  @TempDir Path folder;
  @Parameter boolean fast;
  private final Workers workers = new Workers(2);
  private final int[] prompt = Models.text(8, 40, VOCAB);

  @AfterEach
  void close() {
    workers.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void guessingAheadChangesNoToken(long seed) throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, seed)) {
      for (Sampling sampling : List.of(Sampling.GREEDY, WARM)) {
        var plain = run(context(weights), sampling, 60, Set.of(), false);
        var guessed = run(context(weights), sampling, 60, Set.of(), true);
        assertThat(guessed.tokens()).isEqualTo(plain.tokens()).hasSize(60);
        assertThat(plain.draftedTokens()).isZero();
        assertThat(guessed.draftedTokens()).isPositive();
      }
    }
  }

  /** A model of random numbers hardly ever guesses right, so one guesses who knows the text. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void guessesThatProveRightAreTwoTokensForOneStep(int wrongEach) throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      List<Integer> text = run(context(weights), Sampling.GREEDY, 41, Set.of(), false).tokens();
      AtomicInteger drafts = new AtomicInteger();
      Drafter knowing =
          (context, next) -> {
            int right = text.get(context.length() - prompt.length + 1);
            return drafts.incrementAndGet() % wrongEach == 0 ? right ^ 1 : right;
          };
      var answer =
          new Generation(Sampling.GREEDY, 41, Set.of(), Optional.of(knowing))
              .run(context(weights), prompt, token -> {}, () -> false);
      assertThat(answer.tokens()).isEqualTo(text);
      assertThat(answer.draftedTokens()).isEqualTo(drafts.get());
      assertThat(answer.acceptedTokens()).isEqualTo(drafts.get() - drafts.get() / wrongEach);
      // Each step reads the token that was chosen and the guess; the last token is not read.
      assertThat(answer.draftedTokens() + answer.acceptedTokens()).isBetween(39, 40);
    }
  }

  @Test
  void greedyTextIsTheLikeliestTokenOfThePlainModelEachTime() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.F32, 1)) {
      var answer = run(context(weights), Sampling.GREEDY, 8, Set.of(), false);
      List<Integer> text = new ArrayList<>();
      for (int token : prompt) {
        text.add(token);
      }
      PlainMimo plain = new PlainMimo(weights);
      for (int token : answer.tokens()) {
        double[] logits = plain.logits(text.stream().mapToInt(i -> i).toArray())[text.size() - 1];
        for (double logit : logits) {
          assertThat(logit).isLessThan(logits[token] + 1e-4);
        }
        text.add(token);
      }
    }
  }

  @Test
  void aPromptThatWasReadIsNotReadAgain() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      Context context = context(weights);
      var first = run(context, Sampling.GREEDY, 10, Set.of(), true);
      var second = run(context, Sampling.GREEDY, 10, Set.of(), true);
      assertThat(first.promptTokens()).isEqualTo(40);
      assertThat(first.cachedTokens()).isZero();
      assertThat(second.cachedTokens()).isEqualTo(40);
      assertThat(second.tokens()).isEqualTo(first.tokens());
    }
  }

  @Test
  void aStopEndsTheAnswerAndIsNoPartOfIt() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      var whole = run(context(weights), Sampling.GREEDY, 12, Set.of(), false).tokens();
      int stop = whole.get(7);
      for (boolean ahead : new boolean[] {false, true}) {
        var cut = run(context(weights), Sampling.GREEDY, 12, Set.of(stop), ahead);
        assertThat(cut.end()).isEqualTo(End.COMPLETE);
        assertThat(cut.tokens()).isEqualTo(whole.subList(0, whole.indexOf(stop)));
      }
    }
  }

  @Test
  void theContextsEndIsTheAnswersEnd() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      for (boolean ahead : new boolean[] {false, true}) {
        Context small = new Context(mimo(weights), 45);
        var answer = run(small, Sampling.GREEDY, 60, Set.of(), ahead);
        assertThat(answer.end()).isEqualTo(End.LENGTH);
        assertThat(answer.tokens()).hasSize(5);
      }
    }
  }

  @Test
  void whoeverCancelsHearsNoFurtherToken() throws Exception {
    try (Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      for (boolean ahead : new boolean[] {false, true}) {
        List<Integer> heard = new ArrayList<>();
        Context context = context(weights);
        var answer =
            new Generation(Sampling.GREEDY, 60, Set.of(), drafter(context, ahead))
                .run(context, prompt, heard::add, () -> heard.size() == 3);
        assertThat(answer.end()).isEqualTo(End.STOPPED);
        assertThat(answer.tokens()).isEqualTo(heard).hasSize(3);
      }
      Context unread = context(weights);
      var none =
          new Generation(Sampling.GREEDY, 60, Set.of(), Optional.empty())
              .run(unread, prompt, token -> {}, () -> true);
      assertThat(none.end()).isEqualTo(End.STOPPED);
      assertThat(unread.length()).isZero();
    }
  }

  private Generation.Answer run(
      Context context, Sampling sampling, int limit, Set<Integer> stops, boolean ahead) {
    return new Generation(sampling, limit, stops, drafter(context, ahead))
        .run(context, prompt, token -> {}, () -> false);
  }

  private static Optional<Drafter> drafter(Context context, boolean ahead) {
    return ahead ? Drafter.of(context.model()) : Optional.empty();
  }

  private Mimo mimo(Weights weights) {
    return new Mimo(weights, new Models(folder).kernel(fast, workers), workers);
  }

  private Context context(Weights weights) {
    return new Context(mimo(weights), 200);
  }
}
