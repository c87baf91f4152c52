package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;

/** Keys and values of one block, for each position. */
record KvCache(Rows keys, Rows values) {
  static KvCache of(MimoShape shape) {
    return new KvCache(new Rows(shape.kvDim()), new Rows(shape.kvDim()));
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
