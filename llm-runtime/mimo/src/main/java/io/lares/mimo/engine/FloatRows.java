package io.lares.mimo.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Vectors as they are. */
final class FloatRows extends Rows {
  private final int width;
  private final List<float[]> pages = new ArrayList<>();

  FloatRows(int width) {
    this.width = width;
  }

  @Override
  void reserve(int length) {
    while (pages.size() * PAGE < length) {
      pages.add(new float[PAGE * width]);
    }
  }

  @Override
  void release(int length) {
    int kept = (length + PAGE - 1) / PAGE;
    if (kept < pages.size()) {
      pages.subList(kept, pages.size()).clear();
    }
  }

  private float[] page(int position) {
    return pages.get(position / PAGE);
  }

  private int offset(int position) {
    return position % PAGE * width;
  }

  @Override
  void write(int first, int count, float[] vectors) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(vectors, i * width, page(first + i), offset(first + i), width);
    }
  }

  @Override
  void read(int first, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(page(first + i), offset(first + i), into, i * width, width);
    }
  }

  @Override
  Part part(int position, int from, int some, int count, float[] scratch) {
    return new Part(page(position), from, width);
  }

  @Override
  void save(int length, DataOutputStream out) throws IOException {
    for (int position = 0; position < length; position++) {
      for (int i = 0; i < width; i++) {
        out.writeFloat(page(position)[offset(position) + i]);
      }
    }
  }

  @Override
  void load(int length, DataInputStream in) throws IOException {
    reserve(length);
    for (int position = 0; position < length; position++) {
      for (int i = 0; i < width; i++) {
        page(position)[offset(position) + i] = in.readFloat();
      }
    }
  }
}
