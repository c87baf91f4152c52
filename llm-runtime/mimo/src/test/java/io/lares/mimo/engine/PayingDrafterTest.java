package io.lares.mimo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Sampling;
import io.lares.mimo.kernel.PortableKernel;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guesses are made where they pay, by a clock that the steps turn. */
class PayingDrafterTest {
  private static final int TOKENS = 160;
  private static final long PLAIN = 100;

  @TempDir Path folder;
  private final int[] prompt = Models.text(8, 20, Shape.TINY.vocab());

  @Test
  void rightGuessesArePaidForAndWrongOnesAreGivenUp() throws Exception {
    try (Workers workers = new Workers(2);
        Weights weights = new Models(folder).tiny(Quant.Q4_0, 1)) {
      Mimo mimo = new Mimo(weights, new PortableKernel(workers), workers);
      List<Integer> text = run(mimo, Optional.empty()).tokens();

      var right = run(mimo, Optional.of(drafter(text, 0, 40)));
      var wrong = run(mimo, Optional.of(drafter(text, 1, 40)));
      var dear = run(mimo, Optional.of(drafter(text, 0, 400)));
      assertThat(List.of(right.tokens(), wrong.tokens(), dear.tokens())).containsOnly(text);
      assertThat(right.draftedTokens()).isGreaterThan(60);
      assertThat(wrong.draftedTokens()).isBetween(8, 40);
      assertThat(dear.draftedTokens()).isBetween(8, 40);
    }
  }

  /** Guesses what is away so far from the right token, and makes a step so much longer. */
  private Drafter drafter(List<Integer> text, int away, long price) {
    AtomicLong clock = new AtomicLong();
    Drafter drafter =
        (context, next) -> {
          clock.addAndGet(price);
          return text.get(context.length() - prompt.length + 1) ^ away;
        };
    return new PayingDrafter(drafter, () -> clock.getAndAdd(PLAIN));
  }

  private Generation.Answer run(Mimo mimo, Optional<Drafter> drafter) {
    return new Generation(Sampling.GREEDY, TOKENS, Set.of(), drafter)
        .run(new Context(mimo, 300), prompt, token -> {}, () -> false);
  }
}
