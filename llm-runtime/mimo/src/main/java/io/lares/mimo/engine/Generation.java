package io.lares.mimo.engine;

import io.lares.language.Completion.End;
import io.lares.language.Sampling;
import io.lares.mimo.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Continues a text, token by token.
 *
 * @param limit tokens of the answer at most, 1 or more
 * @param stops tokens that end the answer, and are no part of it
 * @param drafter who guesses a token ahead (arXiv 2211.17192), if any. The answer is the same, to
 *     the token: a guess stands where it is what would have been chosen anyway. Since there is one
 *     guess and no choice of guesses, this is what rejection sampling comes to, too.
 */
public record Generation(
    Sampling sampling, int limit, Set<Integer> stops, Optional<Drafter> drafter) {
  /** Tokens of a prompt that are read at once. */
  static final int PART = 256;

  public Generation {
    stops = Set.copyOf(stops);
    if (limit < 1) {
      throw new IllegalArgumentException("an answer of " + limit + " tokens");
    }
  }

  /**
   * An answer.
   *
   * @param end never {@link End#TIME}, which is the caller's
   * @param promptTokens tokens of the prompt
   * @param cachedTokens those of them that the context had read already
   * @param forcedTokens tokens of the answer that the guide left no choice about
   * @param draftedTokens tokens that were guessed ahead
   * @param acceptedTokens guesses that proved right
   */
  public record Answer(
      List<Integer> tokens,
      End end,
      int promptTokens,
      int cachedTokens,
      int forcedTokens,
      int draftedTokens,
      int acceptedTokens) {
    public Answer {
      tokens = List.copyOf(tokens);
    }
  }

  /** Answers with any text. */
  public Answer run(Context context, int[] prompt, IntConsumer heard, BooleanSupplier cancelled) {
    return run(context, prompt, Guide.anything(context.model().shape().vocab()), heard, cancelled);
  }

  /**
   * Answers. The context goes back to what it has in common with the prompt, and has the prompt and
   * all of the answer but its last token afterwards, or more; what it has is a prefix for the next.
   *
   * @param prompt 1 token or more, fewer than the context has room for
   * @param guide what the answer may be; where it allows no more, the answer is complete
   * @param heard hears each token of the answer
   * @param cancelled is asked before each step; true ends the answer as {@link End#STOPPED}
   */
  public Answer run(
      Context context, int[] prompt, Guide guide, IntConsumer heard, BooleanSupplier cancelled) {
    if (prompt.length < 1 || prompt.length >= context.capacity()) {
      throw new IllegalArgumentException(
          "a prompt of %d tokens where there is room for %d"
              .formatted(prompt.length, context.capacity()));
    }
    return new Run(context, prompt, guide, heard, cancelled).answer();
  }

  /** One answer while it is made. */
  private final class Run {
    private final Context context;
    private final int[] prompt;
    private final Guide guide;
    private final IntConsumer heard;
    private final BooleanSupplier cancelled;
    private final int vocab;
    private final Sampler sampler = new Sampler(sampling);
    private final List<Integer> said = new ArrayList<>();
    private int cached;
    private int forced;
    private int drafted;
    private int accepted;

    /** For the token after all that was read, from row {@link #row}; empty where not yet known. */
    private float[] logits = {};

    private int row;

    Run(Context context, int[] prompt, Guide guide, IntConsumer heard, BooleanSupplier cancelled) {
      this.context = context;
      this.prompt = prompt;
      this.guide = guide;
      this.heard = heard;
      this.cancelled = cancelled;
      vocab = context.model().shape().vocab();
    }

    Answer answer() {
      cached = context.rollbackToCommon(prompt);
      if (!context.readOn(prompt, cancelled)) {
        return ended(End.STOPPED);
      }
      while (true) {
        for (int token : guide.forced()) {
          if (cancelled.getAsBoolean()) {
            return ended(End.STOPPED);
          }
          say(token);
          forced++;
          if (full()) {
            return ended(guide.done() ? End.COMPLETE : End.LENGTH);
          }
        }
        if (guide.done()) {
          return ended(End.COMPLETE);
        }
        // In as few at a time as guesses are read: a guess moves where the pieces begin.
        while (unread() >= Kernel.MANY) {
          if (cancelled.getAsBoolean()) {
            return ended(End.STOPPED);
          }
          read(Kernel.MANY - 1);
        }
        int next = next();
        if (cancelled.getAsBoolean()) {
          return ended(End.STOPPED);
        }
        if (stops.contains(next)) {
          return ended(End.COMPLETE);
        }
        say(next);
        if (full()) {
          return ended(guide.done() ? End.COMPLETE : End.LENGTH);
        }
      }
    }

    /** Reads what was said, and chooses what comes after it. */
    private int next() {
      int unread = unread();
      if (unread == 1 && drafter.isPresent() && roomForGuess()) {
        int last = said.getLast();
        int guess = drafter.get().guess(context, last, guide.allowed());
        if (guess != Drafter.NONE && guide.allowed().has(guess)) {
          return checked(last, guess);
        }
      }
      if (unread > 0) {
        read(unread);
      }
      if (unread > 0 || logits.length == 0) {
        logits = context.logits(1);
        row = 0;
      }
      return sampler.choose(logits, row * vocab, vocab, guide.allowed());
    }

    /** Tokens of the answer that the model has not read. */
    private int unread() {
      return prompt.length + said.size() - context.length();
    }

    private void read(int count) {
      int from = said.size() - unread();
      context.read(said.subList(from, from + count).stream().mapToInt(i -> i).toArray());
    }

    private boolean roomForGuess() {
      return Math.min(limit - said.size(), context.capacity() - context.length() - 1) > 1;
    }

    /** Reads a guess as well, and keeps it where it is what is chosen. */
    private int checked(int last, int guess) {
      context.read(last, guess);
      drafted++;
      logits = context.logits(2);
      row = 0;
      int next = sampler.choose(logits, 0, vocab, guide.allowed());
      if (next == guess) {
        accepted++;
        row = 1;
      } else {
        context.rollback(context.length() - 1);
      }
      return next;
    }

    private void say(int token) {
      said.add(token);
      guide.said(token);
      heard.accept(token);
    }

    /** Whether there is no place for a token after those that were said. */
    private boolean full() {
      return said.size() == limit || prompt.length + said.size() >= context.capacity();
    }

    private Answer ended(End end) {
      return new Answer(said, end, prompt.length, cached, forced, drafted, accepted);
    }
  }
}
