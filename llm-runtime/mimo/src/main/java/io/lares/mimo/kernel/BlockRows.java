package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A matrix of blocks as machine code takes it, and where its products go.
 *
 * @param form of {@link #FORMS}
 * @param offsets {@link MemorySegment#NULL} for none, here as in a {@link Strip}
 */
record BlockRows(
    Form form,
    MemorySegment quants,
    MemorySegment scales,
    MemorySegment offsets,
    Kernel.Product product) {
  /** How weights are written. */
  record Form(int bits, boolean offsets) {
    long quantBytes(long numbers) {
      return numbers * bits / Byte.SIZE;
    }
  }

  static final List<Form> FORMS =
      List.of(new Form(4, false), new Form(4, true), new Form(8, false));

  /** Columns that are taken at once. */
  static final int COLUMNS = 128;

  /** Some of the rows, all of whose pages can be read. */
  record Strip(MemorySegment quants, MemorySegment scales, MemorySegment offsets) {}

  static Optional<BlockRows> of(Kernel.Product product) {
    if (product.matrix().cols() % COLUMNS != 0) {
      return Optional.empty();
    }
    return switch (product.matrix()) {
      case Matrix.Int4 four ->
          Optional.of(
              new BlockRows(
                  new Form(4, four.offsets().isPresent()),
                  four.quants(),
                  four.scales(),
                  four.offsets().orElse(MemorySegment.NULL),
                  product));
      case Matrix.Int8 eight ->
          Optional.of(
              new BlockRows(
                  new Form(8, false), eight.quants(), eight.scales(), MemorySegment.NULL, product));
      default -> Optional.empty();
    };
  }

  static long halfBytes(long numbers) {
    return numbers / Matrix.BLOCK * Short.BYTES;
  }

  int kind() {
    return FORMS.indexOf(form);
  }

  int rows() {
    return product.matrix().rows();
  }

  int cols() {
    return product.matrix().cols();
  }

  /** How many strips of so many rows there are. */
  int strips(int height) {
    return (rows() + height - 1) / height;
  }

  /**
   * The rows from {@code from}.
   *
   * @throws InternalError where the file or its disk is broken
   */
  Strip strip(int from, int count) {
    long first = (long) from * cols();
    long numbers = (long) count * cols();
    long halves = halfBytes(numbers);
    return new Strip(
        part(quants, form.quantBytes(first), form.quantBytes(numbers)),
        part(scales, halfBytes(first), halves),
        form.offsets ? part(offsets, halfBytes(first), halves) : MemorySegment.NULL);
  }

  private static MemorySegment part(MemorySegment all, long from, long size) {
    MemorySegment part = all.asSlice(from, size);
    Machine.touch(part);
    return part;
  }

  /** What is done with a strip of a matrix. */
  interface Turn {
    void take(int matrix, int from);
  }

  /** Shares the strips of all matrices out among the workers. */
  static void forEach(List<BlockRows> all, int height, Workers workers, Turn turn) {
    int strips = all.stream().mapToInt(rows -> rows.strips(height)).sum();
    workers.forEach(
        strips,
        number -> {
          int strip = number;
          int at = 0;
          while (strip >= all.get(at).strips(height)) {
            strip -= all.get(at++).strips(height);
          }
          turn.take(at, strip * height);
        });
  }
}
