package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a context has read, as bytes: the same model goes on from there without reading it again.
 * What was thought at each position is kept in eight bits; nothing but guesses is made of it, since
 * a text goes on with tokens that are read.
 */
public final class Snapshot {
  private static final int MARK = 0x4b560001;

  private Snapshot() {}

  /**
   * Writes all that was read.
   *
   * @param cancelled is asked now and then; true ends it
   * @return whether it is whole
   */
  public static boolean write(Context context, DataOutputStream out, BooleanSupplier cancelled)
      throws IOException {
    int length = context.length();
    out.writeInt(MARK);
    for (int figure : shape(context)) {
      out.writeInt(figure);
    }
    out.writeInt(length);
    out.writeInt(context.guessed());
    for (int token : context.tokens()) {
      out.writeInt(token);
    }
    for (KvCache cache : context.caches()) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      cache.keys().save(length, out);
      cache.values().save(length, out);
    }
    context.ahead().keys().save(context.guessed(), out);
    context.ahead().values().save(context.guessed(), out);
    ByteRows thoughts = thoughts(context);
    float[] thought = new float[context.model().shape().hidden()];
    thoughts.reserve(length);
    for (int position = 0; position < length; position++) {
      context.thoughts().read(position, 1, thought);
      thoughts.write(position, 1, thought);
    }
    thoughts.save(length, out);
    return true;
  }

  /**
   * Has an empty context go on from what was written. Where this fails, the context has to be
   * rolled back to its start.
   *
   * @throws IOException where the bytes are of another model, too long for the context, or damaged
   *     as far as their figures tell
   */
  public static void read(Context context, DataInputStream in) throws IOException {
    check(in.readInt() == MARK, "it is no text that was read, or of another version");
    for (int figure : shape(context)) {
      check(in.readInt() == figure, "it is of another model");
    }
    int length = in.readInt();
    int guessed = in.readInt();
    check(length > 0 && length < context.capacity(), "its length is " + length);
    check(guessed >= 0 && guessed < length, "its layer ahead is at " + guessed);
    int[] tokens = new int[length];
    for (int i = 0; i < length; i++) {
      tokens[i] = in.readInt();
      check(tokens[i] >= 0 && tokens[i] < context.model().shape().vocab(), "it has unknown tokens");
    }
    for (KvCache cache : context.caches()) {
      cache.keys().load(length, in);
      cache.values().load(length, in);
    }
    context.ahead().keys().load(guessed, in);
    context.ahead().values().load(guessed, in);
    ByteRows thoughts = thoughts(context);
    thoughts.load(length, in);
    float[] thought = new float[context.model().shape().hidden()];
    context.thoughts().reserve(length);
    for (int position = 0; position < length; position++) {
      thoughts.read(position, 1, thought);
      context.thoughts().write(position, 1, thought);
    }
    context.resume(tokens, guessed);
  }

  private static ByteRows thoughts(Context context) {
    int hidden = context.model().shape().hidden();
    return new ByteRows(hidden, hidden);
  }

  /** What must be the same for the bytes to have the same meaning. */
  private static List<Integer> shape(Context context) {
    MimoShape shape = context.model().shape();
    return new ArrayList<>(
        List.of(
            context.precision().ordinal(),
            shape.hidden(),
            shape.layers(),
            shape.kvHeads(),
            shape.headDim(),
            shape.mtpLayers(),
            shape.vocab()));
  }

  private static void check(boolean fine, String otherwise) throws IOException {
    if (!fine) {
      throw new IOException(otherwise);
    }
  }
}
