package io.lares.mimo.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A vector for each position, in pages, so that memory grows with the text and nothing is moved.
 */
abstract sealed class Rows permits FloatRows, ByteRows {
  /** Positions in a page. */
  static final int PAGE = 64;

  /**
   * Numbers of vectors that follow each other.
   *
   * @param start of the first one's
   * @param stride from one to the next
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // compared by nobody, and a copy would cost more than use
  record Part(float[] numbers, int start, int stride) {}

  /** Makes room for positions below {@code length}. */
  abstract void reserve(int length);

  /** Gives memory back that positions below {@code length} don't need. */
  abstract void release(int length);

  /** Takes {@code count} vectors for the positions from {@code first}. */
  abstract void write(int first, int count, float[] vectors);

  /** Copies {@code count} vectors from that of {@code first}. */
  abstract void read(int first, int count, float[] into);

  /**
   * A stretch of the vectors of a page.
   *
   * @param position of the first, where a page starts
   * @param from where the stretch starts in each vector; a multiple of its width
   * @param count at most {@link #PAGE}
   * @param scratch [PAGE * width], for what has to be worked out
   */
  abstract Part part(int position, int from, int width, int count, float[] scratch);

  /** Writes the vectors of positions below {@code length}. */
  abstract void save(int length, DataOutputStream out) throws IOException;

  /** Takes the vectors of positions below {@code length} as they were saved. */
  abstract void load(int length, DataInputStream in) throws IOException;
}
