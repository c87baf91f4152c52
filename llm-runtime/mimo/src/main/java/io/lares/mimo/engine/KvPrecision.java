package io.lares.mimo.engine;

import io.lares.mimo.weights.MimoShape;

/** How exactly keys and values are kept. */
public enum KvPrecision {
  /** As they were computed. */
  FLOATS,
  /** In eight bits, 32 numbers with a scale: a bit more than a quarter of the memory. */
  EIGHT_BITS;

  /** Bytes of memory that a token takes once it was read. */
  public long bytesPerToken(MimoShape shape) {
    long numbers = shape.cachedPerPosition();
    long kept = this == FLOATS ? numbers * Float.BYTES : ByteRows.bytes(numbers, shape.headDim());
    return kept + (long) shape.hidden() * Float.BYTES;
  }
}
