package io.lares.mimo.command;

import io.lares.language.Completion;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import io.lares.language.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/**
 * A talk with a model, line by line, until there is no more line. An interrupt ends the answer that
 * is being made, and at the prompt the talk.
 */
final class Chat {
  private static final Duration TIME = Duration.ofMinutes(30);
  private static final double TOP_P = 0.95;

  private final LanguageModel model;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final int tokens;
  private final double temperature;
  private final SynchronousQueue<Optional<String>> lines = new SynchronousQueue<>();
  private final List<Prompt.Message> said = new ArrayList<>();

  /**
   * A talk that has not begun.
   *
   * @param terminal whether somebody sits there who wants to see a prompt
   * @param tokens of an answer at most
   */
  Chat(
      LanguageModel model,
      PrintStream out,
      PrintStream err,
      boolean terminal,
      int tokens,
      double temperature) {
    this.model = model;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.tokens = tokens;
    this.temperature = temperature;
  }

  /** Talks until the lines end. */
  void run(BufferedReader in) throws LanguageException {
    // A thread that waits for a line does not hear an interrupt.
    Thread reader = Thread.ofPlatform().daemon().name("chat-lines").start(() -> read(in));
    try {
      while (true) {
        if (terminal) {
          out.print("> ");
          out.flush();
        }
        Optional<String> line = lines.take();
        if (line.isEmpty()) {
          return;
        }
        if (!line.get().isBlank()) {
          answer(line.get());
        }
      }
    } catch (InterruptedException e) {
      // At the prompt: the talk is over.
      out.println();
    } finally {
      reader.interrupt();
    }
  }

  private void read(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.put(Optional.of(line));
      }
      lines.put(Optional.empty());
    } catch (InterruptedException | InterruptedIOException e) {
      // The talk is over.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(String line) throws LanguageException {
    Prompt.Message asked = new Prompt.Message(Prompt.Role.USER, line);
    try {
      Completion answer = answer(asked);
      out.println();
      said.add(asked);
      said.add(new Prompt.Message(Prompt.Role.ASSISTANT, answer.text()));
      err.println(figures(answer));
    } catch (InterruptedException e) {
      out.println();
      err.println("[stopped]");
    }
  }

  /** Forgets the beginning of the talk where it has become too long. */
  private Completion answer(Prompt.Message asked) throws LanguageException, InterruptedException {
    while (true) {
      try {
        return model.answer(
            new LanguageModel.Request(
                new Prompt(said, List.of(asked)),
                new Grammar.Anything(),
                new Sampling(temperature, TOP_P, System.nanoTime()),
                new Limits(tokens, TIME)),
            this::show);
      } catch (LanguageException e) {
        if (e.reason() != Reason.TOO_LONG || said.isEmpty()) {
          throw e;
        }
        said.subList(0, 2).clear();
        err.println("[the beginning of the talk was forgotten]");
      }
    }
  }

  /** Shows text, but not what would steer a terminal. */
  private boolean show(String text) {
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
        .forEach(c -> out.print(Character.toString(c)));
    out.flush();
    return true;
  }

  private static String figures(Completion answer) {
    Usage usage = answer.usage();
    String guesses =
        usage.draftedTokens() == 0
            ? ""
            : String.format(
                Locale.ROOT, ", %.0f %% of guesses ahead right", usage.acceptance() * 100);
    return String.format(
        Locale.ROOT,
        "[%d tokens at %.1f a second, the first after %.2f s; %d of %d tokens before it were read already%s%s]",
        usage.outputTokens(),
        usage.tokensPerSecond(),
        usage.firstToken().toNanos() / 1e9,
        usage.cachedTokens(),
        usage.promptTokens(),
        guesses,
        answer.end() == Completion.End.LENGTH ? "; cut off: --tokens N for more" : "");
  }
}
