package io.lares.mimo.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A vector for each position, in pages, so that memory grows with the text and nothing is moved.
 */
final class Rows {
  /** Positions in a page. */
  static final int PAGE = 64;

  private final int width;
  private final List<float[]> pages = new ArrayList<>();

  Rows(int width) {
    this.width = width;
  }

  /** Makes room for positions below {@code length}. */
  void reserve(int length) {
    while (pages.size() * PAGE < length) {
      pages.add(new float[PAGE * width]);
    }
  }

  /** Gives memory back that positions below {@code length} don't need. */
  void release(int length) {
    int kept = (length + PAGE - 1) / PAGE;
    if (kept < pages.size()) {
      pages.subList(kept, pages.size()).clear();
    }
  }

  /** The array with a position's vector. */
  float[] page(int position) {
    return pages.get(position / PAGE);
  }

  /** Where the vector starts in its {@link #page}. */
  int offset(int position) {
    return position % PAGE * width;
  }

  /** Takes {@code count} vectors for the positions from {@code first}. */
  void write(int first, int count, float[] vectors) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(vectors, i * width, page(first + i), offset(first + i), width);
    }
  }

  /** Copies {@code count} vectors from that of {@code first}. */
  void read(int first, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(page(first + i), offset(first + i), into, i * width, width);
    }
  }
}
