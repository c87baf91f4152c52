package io.lares.mimo.weights;

import java.util.Optional;

/**
 * How numbers lie in the files that people bring. A block holds {@code numbers} in {@code bytes};
 * the ids are GGUF's ({@code enum ggml_type}).
 */
enum TensorType {
  F32(0, 1, 4),
  F16(1, 1, 2),
  Q4_0(2, 32, 18),
  Q4_1(3, 32, 20),
  Q5_0(6, 32, 22),
  Q5_1(7, 32, 24),
  Q8_0(8, 32, 34),
  Q4_K(12, 256, 144),
  Q5_K(13, 256, 176),
  Q6_K(14, 256, 210),
  BF16(30, 1, 2);

  private final int id;
  final int numbers;
  final int bytes;

  TensorType(int id, int numbers, int bytes) {
    this.id = id;
    this.numbers = numbers;
    this.bytes = bytes;
  }

  static Optional<TensorType> ofGguf(int id) {
    for (TensorType type : values()) {
      if (type.id == id) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Whether its numbers stand for themselves. */
  boolean plain() {
    return numbers == 1;
  }

  /** Bytes of so many numbers, which fill whole blocks. */
  long size(long count) {
    return count / numbers * bytes;
  }
}
