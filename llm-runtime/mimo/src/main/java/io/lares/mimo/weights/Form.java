package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** How a tensor lies in a file of ours: one to three parts, each aligned. */
enum Form {
  F32,
  F16,
  BF16,
  INT4,
  INT4_OFFSETS,
  INT8;

  /**
   * Where a part starts, from the tensor's or the file's start: a line of the processor's cache.
   */
  static final int ALIGNMENT = 64;

  /** What a matrix becomes. */
  static Form of(Expected tensor, TensorType source, Precision precision) {
    if (tensor.vector()) {
      return F32;
    }
    return switch (source) {
      case Q4_0 -> INT4;
      case Q4_1, Q4_K -> INT4_OFFSETS;
      case Q5_0, Q5_1, Q5_K, Q6_K, Q8_0 -> INT8;
      case F32, F16, BF16 -> ofPlain(tensor, source, precision);
    };
  }

  private static Form ofPlain(Expected tensor, TensorType source, Precision precision) {
    if (precision == Precision.SOURCE || tensor.cols() % Matrix.BLOCK != 0) {
      return valueOf(source.name());
    }
    // Of the embedding one row a token is read: its better half costs no speed.
    return precision == Precision.INT8 || tensor.name().equals(Expected.EMBEDDING) ? INT8 : INT4;
  }

  boolean blocks() {
    return this == INT4 || this == INT4_OFFSETS || this == INT8;
  }

  int parts() {
    return switch (this) {
      case F32, F16, BF16 -> 1;
      case INT4, INT8 -> 2;
      case INT4_OFFSETS -> 3;
    };
  }

  /** Bytes of a part for so many numbers. */
  long partSize(int part, long count) {
    if (part > 0) {
      return count / Matrix.BLOCK * Short.BYTES;
    }
    return switch (this) {
      case F32 -> count * 4;
      case F16, BF16 -> count * 2;
      case INT4, INT4_OFFSETS -> count / 2;
      case INT8 -> count;
    };
  }

  /** Where a part starts, from the start of the tensor. */
  long partStart(int part, long count) {
    long start = 0;
    for (int before = 0; before < part; before++) {
      start = aligned(start + partSize(before, count));
    }
    return start;
  }

  /** Bytes of a whole tensor. */
  long size(long count) {
    int last = parts() - 1;
    return partStart(last, count) + partSize(last, count);
  }

  static long aligned(long position) {
    return (position + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** The matrix that lies in a segment. */
  Matrix matrix(int rows, int cols, MemorySegment data) {
    return switch (this) {
      case F32 -> new Matrix.F32(rows, cols, data);
      case F16 -> new Matrix.F16(rows, cols, data);
      case BF16 -> new Matrix.BF16(rows, cols, data);
      case INT4 ->
          new Matrix.Int4(
              rows, cols, part(0, rows, cols, data), part(1, rows, cols, data), Optional.empty());
      case INT4_OFFSETS ->
          new Matrix.Int4(
              rows,
              cols,
              part(0, rows, cols, data),
              part(1, rows, cols, data),
              Optional.of(part(2, rows, cols, data)));
      case INT8 ->
          new Matrix.Int8(rows, cols, part(0, rows, cols, data), part(1, rows, cols, data));
    };
  }

  private MemorySegment part(int part, int rows, int cols, MemorySegment data) {
    long count = (long) rows * cols;
    return data.asSlice(partStart(part, count), partSize(part, count));
  }
}
