package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A text that a model has read: its tokens, and keys and values of each. What it thought at each
 * position is kept, too (a twentieth of the rest for MiMo-7B), so that going back needs no reading
 * again, and guessing reads on where it stood. For one thread at a time.
 */
public final class Context {
  private final Mimo model;
  private final MimoShape shape;
  private final KvPrecision precision;
  private final List<KvCache> caches;
  private final KvCache ahead;
  private final Rows thoughts;
  private final int[] tokens;
  private int length;

  /** Positions that the layer for prediction ahead has seen; at most {@link #length}. */
  private int guessed;

  /** What it took for the next token, where it has seen the last position. */
  private int supposed;

  /** An empty text whose keys and values are kept as they are. */
  public Context(Mimo model, int capacity) {
    this(model, capacity, KvPrecision.FLOATS);
  }

  /**
   * An empty text.
   *
   * @param capacity tokens at most, 1 to the model's positions; memory is taken as it fills
   */
  public Context(Mimo model, int capacity, KvPrecision precision) {
    this.model = model;
    this.shape = model.shape();
    this.precision = precision;
    if (capacity < 1 || capacity > shape.maxPosition()) {
      throw new IllegalArgumentException(
          "the model has %d positions, %d were asked for".formatted(shape.maxPosition(), capacity));
    }
    caches = Stream.generate(() -> KvCache.of(shape, precision)).limit(shape.layers()).toList();
    ahead = KvCache.of(shape, precision);
    thoughts = new FloatRows(shape.hidden());
    tokens = new int[capacity];
  }

  Mimo model() {
    return model;
  }

  /** Tokens that were read. */
  public int length() {
    return length;
  }

  /** Tokens that there is room for. */
  public int capacity() {
    return tokens.length;
  }

  /** What was read. */
  public int[] tokens() {
    return Arrays.copyOf(tokens, length);
  }

  /**
   * Reads on. It takes memory for all of these tokens at once: long texts are better read in parts.
   *
   * @throws IllegalArgumentException where there is no room, or the model has no such token; then
   *     nothing was read
   */
  public void read(int... more) {
    read(() -> false, more);
  }

  /**
   * Reads on, unless somebody cancels.
   *
   * @param cancelled is asked before each layer of the model
   * @return false where it was cancelled; then nothing was read
   * @throws IllegalArgumentException as for {@link #read(int...)}
   */
  boolean read(BooleanSupplier cancelled, int... more) {
    if (more.length > tokens.length - length) {
      throw new IllegalArgumentException(
          "no room for %d tokens after %d of %d".formatted(more.length, length, tokens.length));
    }
    for (int token : more) {
      checkToken(token);
    }
    if (more.length == 0) {
      return true;
    }
    float[] thought = model.think(more, length, caches, cancelled);
    if (thought.length == 0) {
      caches.forEach(cache -> cache.release(length));
      return false;
    }
    if (guessed == length && more[0] != supposed) {
      guessed = Math.max(0, length - 1);
    }
    thoughts.reserve(length + more.length);
    thoughts.write(length, more.length, thought);
    System.arraycopy(more, 0, tokens, length, more.length);
    length += more.length;
    return true;
  }

  /**
   * Reads on to the end of a text that begins with what was read, in parts that take little memory.
   *
   * @param cancelled is asked before each layer of the model
   * @return false where it was cancelled; then some of the text may have been read
   */
  public boolean readOn(int[] text, BooleanSupplier cancelled) {
    while (length < text.length) {
      int end = Math.min(length + Generation.PART, text.length);
      if (!read(cancelled, Arrays.copyOfRange(text, length, end))) {
        return false;
      }
    }
    return true;
  }

  private void checkToken(int token) {
    if (token < 0 || token >= shape.vocab()) {
      throw new IllegalArgumentException("the model has no token " + token);
    }
  }

  /**
   * Goes back to where it was this long, and gives the memory of the rest back.
   *
   * @param to 0 to {@link #length()}
   */
  public void rollback(int to) {
    if (to < 0 || to > length) {
      throw new IllegalArgumentException("can't go back to " + to + " of " + length);
    }
    length = to;
    // What it guessed from at the last position took in a token that is now gone.
    guessed = Math.clamp(to - 1L, 0, guessed);
    caches.forEach(cache -> cache.release(to));
    ahead.release(guessed);
    thoughts.release(to);
  }

  /**
   * Goes back to what this text and another have in common at their start.
   *
   * @return how many tokens that are
   */
  public int rollbackToCommon(int[] text) {
    int differ = Arrays.mismatch(tokens, 0, length, text, 0, text.length);
    rollback(differ < 0 ? length : differ);
    return length;
  }

  /**
   * The logits of the token after each of the last {@code count} positions.
   *
   * @param count 1 to {@link #length()}
   * @return [count, vocab]
   */
  public float[] logits(int count) {
    if (count < 1 || count > length) {
      throw new IllegalArgumentException("no logits after " + count + " of " + length + " tokens");
    }
    float[] last = new float[count * shape.hidden()];
    thoughts.read(length - count, count, last);
    return model.logits(last, count);
  }

  /**
   * The logits of the token after next, as the layer for prediction ahead guesses them. The text
   * stays as it is; one token or more must have been read.
   *
   * @param next the token that would be read next
   * @return [vocab]
   * @throws IllegalStateException where the model has no such layer
   */
  public float[] guess(int next) {
    Ahead layer =
        model.ahead().orElseThrow(() -> new IllegalStateException("the model can't predict ahead"));
    checkToken(next);
    if (length == 0) {
      throw new IllegalArgumentException("nothing was read yet");
    }
    float[] guess = pass(layer, Math.min(guessed, length - 1), length, next);
    guessed = length;
    supposed = next;
    return model.logits(Arrays.copyOfRange(guess, guess.length - shape.hidden(), guess.length), 1);
  }

  /** Has the layer for prediction ahead, if there is one, see all that it can see by now. */
  public void lookAhead() {
    if (model.ahead().isPresent() && guessed < length - 1) {
      pass(model.ahead().get(), guessed, length - 1, tokens[length - 1]);
      guessed = length - 1;
    }
  }

  /**
   * Has the layer see the positions from {@code first} to below {@code end}.
   *
   * @param next the token after the last of them
   * @return what it thinks at the last of them, and those that were passed with it
   */
  private float[] pass(Ahead layer, int first, int end, int next) {
    float[] thought = new float[0];
    int from = first;
    while (from < end) {
      int count = Math.min(Generation.PART, end - from);
      int[] following = new int[count];
      for (int i = 0; i < count; i++) {
        following[i] = from + i + 1 < end ? tokens[from + i + 1] : next;
      }
      float[] hidden = new float[count * shape.hidden()];
      thoughts.read(from, count, hidden);
      Rotation rotation = new Rotation(shape, from, count);
      thought = layer.pass(hidden, model.embed(following), from, count, rotation, ahead);
      from += count;
    }
    return thought;
  }

  KvPrecision precision() {
    return precision;
  }

  List<KvCache> caches() {
    return caches;
  }

  KvCache ahead() {
    return ahead;
  }

  Rows thoughts() {
    return thoughts;
  }

  int guessed() {
    return Math.clamp(length - 1L, 0, guessed);
  }

  /** Takes for read what its caches have got. */
  void resume(int[] text, int seenAhead) {
    System.arraycopy(text, 0, tokens, 0, text.length);
    length = text.length;
    guessed = seenAhead;
  }
}
