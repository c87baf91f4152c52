package io.lares.mimo.command;

import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.language.Usage;
import io.lares.mimo.local.LocalModel;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How fast one model is on this machine, as the hub uses it, and beside the memory's speed. */
final class ModelBench {
  private static final int CONTEXT = 2048;
  private static final int ANSWER = 48;
  private static final int ROOMS = 24;

  private final ModelStore store;
  private final Natives natives;
  private final PrintStream out;
  private final int threads;

  ModelBench(ModelStore store, Natives natives, PrintStream out, int threads) {
    this.store = store;
    this.natives = natives;
    this.out = out;
    this.threads = threads;
  }

  /** Measures, and prints the figures as they come. */
  void run(ModelStore.Entry entry)
      throws ModelException, LanguageException, InterruptedException, IOException {
    out.printf("%s (%s), %d threads%n", entry.name(), entry.origin(), threads);
    LocalModel.Settings settings = new LocalModel.Settings(CONTEXT, threads);
    try (LocalModel model = new LocalModel(store, () -> entry, natives, settings)) {
      answer(model, "Say hello.", 1);
      Usage first = answer(model, "Which lamps are on?", ANSWER);
      Usage second = answer(model, "Which rooms are warm?", ANSWER);
      line(
          "reading",
          "%.1f tokens a second (%d tokens)",
          (first.promptTokens() - first.cachedTokens()) / seconds(first.firstToken()),
          first.promptTokens() - first.cachedTokens());
      line(
          "first token, known home",
          "%.2f s (%d of %d tokens read before)",
          seconds(second.firstToken()),
          second.cachedTokens(),
          second.promptTokens());
      if (entry.shape().mtpLayers() > 0) {
        line(
            "writing, guessing where it pays",
            "%.2f tokens a second; %d of %d guesses right (%.0f %%)",
            second.tokensPerSecond(),
            second.acceptedTokens(),
            second.draftedTokens(),
            second.acceptance() * 100);
      }
    }
    try (Measurement engine = Measurement.of(entry.folder(), natives, threads)) {
      double written = engine.decode(ANSWER / 2, Optional.empty());
      double bandwidth = engine.bandwidth();
      line("writing, one by one", "%.2f tokens a second", written);
      line(
          "memory's speed",
          "%.1f GB/s; writing reads %.2f GB a token, %.0f %% of what it allows",
          bandwidth,
          engine.readPerToken(),
          100 * written * engine.readPerToken() / bandwidth);
    }
    line("memory at most", "%.0f MiB, the weights among them", Measurement.peak());
  }

  private void line(String what, String format, Object... figures) {
    out.printf("%-32s %s%n", what, String.format(Locale.ROOT, format, figures));
  }

  private static double seconds(Duration time) {
    return Math.max(1e-9, time.toNanos() / 1e9);
  }

  /** What it costs to ask about a home with so many rooms. */
  private static Usage answer(LanguageModel model, String question, int tokens)
      throws LanguageException, InterruptedException {
    String home =
        IntStream.range(0, ROOMS)
            .mapToObj(i -> "Room " + i + " has a lamp, a window and a heater of its own.\n")
            .collect(Collectors.joining());
    Completion answer =
        model.answer(
            new LanguageModel.Request(
                new Prompt(
                    tokens == 1 ? List.of() : List.of(new Prompt.Message(Prompt.Role.SYSTEM, home)),
                    List.of(new Prompt.Message(Prompt.Role.USER, question))),
                new Grammar.Anything(),
                Sampling.GREEDY,
                new Limits(tokens, Duration.ofMinutes(10))),
            LanguageModel.Listener.NONE);
    return answer.usage();
  }
}
