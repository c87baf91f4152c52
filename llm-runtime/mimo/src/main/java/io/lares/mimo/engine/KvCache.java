package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;

/** Keys and values of one block, for each position. */
record KvCache(Rows keys, Rows values) {
  static KvCache of(MimoShape shape, KvPrecision precision) {
    return new KvCache(rows(shape, precision), rows(shape, precision));
  }

  private static Rows rows(MimoShape shape, KvPrecision precision) {
    return switch (precision) {
      case FLOATS -> new FloatRows(shape.kvDim());
      case EIGHT_BITS -> new ByteRows(shape.kvDim(), shape.headDim());
    };
  }

  void reserve(int length) {
    keys.reserve(length);
    values.reserve(length);
  }

  void release(int length) {
    keys.release(length);
    values.release(length);
  }
}
