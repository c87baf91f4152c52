package io.lares.mimo.weights;

/** What a model needs of a machine. */
final class Needs {
  /** Positions that the cache is counted for, or the model's if it has fewer. */
  static final int POSITIONS = 8192;

  /** What an import and the file system want beside the weights. */
  static final long SPARE_DISK = 64L << 20;

  /** The hub itself, and what is computed with. */
  private static final long BESIDE = 512L << 20;

  /** Keys and values are kept in eight bits, 32 numbers with a scale of four bytes. */
  private static final double BYTES_CACHED = 1.125;

  private Needs() {}

  /** Bytes of memory to run: weights, the cache of {@link #POSITIONS}, and what stands beside. */
  static long memory(MimoShape shape, Layout layout) {
    return layout.size()
        + (long) (shape.cachedPerPosition() * BYTES_CACHED + shape.hidden() * Float.BYTES)
            * Math.min(POSITIONS, shape.maxPosition())
        + BESIDE;
  }

  static String gigabytes(long bytes) {
    return "%.1f GB".formatted(bytes / 1e9);
  }
}
