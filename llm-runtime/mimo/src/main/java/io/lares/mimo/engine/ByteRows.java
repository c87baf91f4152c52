package io.lares.mimo.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors in eight bits: blocks of numbers that share a scale, by the largest of them. A vector is
 * rounded by itself, whatever stands beside it.
 */
final class ByteRows extends Rows {
  /** Numbers that share a scale at most. */
  static final int BLOCK = 32;

  private static final int MOST = 127;

  private final int width;
  private final int block;
  private final List<Page> pages = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Page(byte[] figures, float[] scales) {}

  /**
   * None yet.
   *
   * @param width of a vector
   * @param head a part of it that is read by itself; divides {@code width}, even
   */
  ByteRows(int width, int head) {
    this.width = width;
    this.block = block(head);
  }

  /** Blocks do not reach from one head into the next. */
  private static int block(int head) {
    return Math.min(BLOCK, Integer.lowestOneBit(head));
  }

  /** Bytes that a vector takes. */
  static long bytes(long width, int head) {
    return width + width / block(head) * Float.BYTES;
  }

  @Override
  void reserve(int length) {
    while (pages.size() * PAGE < length) {
      pages.add(new Page(new byte[PAGE * width], new float[PAGE * width / block]));
    }
  }

  @Override
  void release(int length) {
    int kept = (length + PAGE - 1) / PAGE;
    if (kept < pages.size()) {
      pages.subList(kept, pages.size()).clear();
    }
  }

  @Override
  void write(int first, int count, float[] vectors) {
    for (int i = 0; i < count; i++) {
      Page page = pages.get((first + i) / PAGE);
      int to = (first + i) % PAGE * width;
      for (int at = 0; at < width; at += block) {
        write(vectors, i * width + at, page, to + at);
      }
    }
  }

  private void write(float[] vectors, int from, Page page, int to) {
    float largest = 0;
    for (int i = 0; i < block; i++) {
      largest = Math.max(largest, Math.abs(vectors[from + i]));
    }
    // What is no number makes the scale none, and so is noticed where it is used.
    float scale = largest / MOST;
    page.scales[to / block] = scale;
    float inverse = scale == 0 ? 0 : 1 / scale;
    for (int i = 0; i < block; i++) {
      page.figures[to + i] = (byte) Math.round(vectors[from + i] * inverse);
    }
  }

  @Override
  void read(int first, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      Page page = pages.get((first + i) / PAGE);
      read(page, (first + i) % PAGE * width, width, into, i * width);
    }
  }

  private void read(Page page, int from, int some, float[] into, int to) {
    for (int at = 0; at < some; at += block) {
      float scale = page.scales[(from + at) / block];
      for (int i = 0; i < block; i++) {
        into[to + at + i] = page.figures[from + at + i] * scale;
      }
    }
  }

  @Override
  Part part(int position, int from, int some, int count, float[] scratch) {
    Page page = pages.get(position / PAGE);
    for (int i = 0; i < count; i++) {
      read(page, i * width + from, some, scratch, i * some);
    }
    return new Part(scratch, 0, some);
  }

  @Override
  void save(int length, DataOutputStream out) throws IOException {
    for (int position = 0; position < length; position++) {
      Page page = pages.get(position / PAGE);
      int at = position % PAGE * width;
      out.write(page.figures, at, width);
      for (int i = 0; i < width / block; i++) {
        out.writeFloat(page.scales[at / block + i]);
      }
    }
  }

  @Override
  void load(int length, DataInputStream in) throws IOException {
    reserve(length);
    for (int position = 0; position < length; position++) {
      Page page = pages.get(position / PAGE);
      int at = position % PAGE * width;
      in.readFully(page.figures, at, width);
      for (int i = 0; i < width / block; i++) {
        page.scales[at / block + i] = in.readFloat();
      }
    }
  }
}
