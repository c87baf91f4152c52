package io.lares.mimo.kernel;

import io.lares.mimo.kernel.Assembler.Operation;
import io.lares.mimo.kernel.Assembler.Register;
import io.lares.mimo.weights.Matrix;

/**
 * Machine code that multiplies rows of weights with vectors of eight bits: what C2 has no
 * instruction for, the products of bytes, four added up at once (VNNI).
 *
 * <p>A step takes {@link #COLUMNS} columns of a row, in parts as wide as a register. Each lane of a
 * part has four bytes of one block, and so one scale. A vector's numbers lie in the order in which
 * they meet the weights: for each step and vector its parts, and then for each block of the step
 * what a number that is added to all weights of the block comes to. A part has the bytes (for
 * weights of four bits those of the even columns and then those of the odd ones), as ints what
 * makes up for weights that count from zero here, and the scales as floats.
 *
 * @param width bytes of a register: 32 or 64
 * @param bits of a weight: 4 or 8
 * @param offsets whether blocks have an offset
 */
record DotCode(int width, int bits, boolean offsets) {
  static final int COLUMNS = BlockRows.COLUMNS;
  static final int BLOCKS = COLUMNS / Matrix.BLOCK;

  /** Bytes before the first vector: constants, and how many steps a row has. */
  static final int HEADER = 384;

  /** Bytes ahead that memory is asked for. */
  private static final int AHEAD = 4096;

  private static final int LINE = 64;

  // Registers of vectors; the sums of products and of offsets come after them.
  private static final int CONSTANT = 0;
  private static final int WEIGHTS = 1;
  private static final int ODD = 2;
  private static final int HALVES = 3;
  private static final int SCALES = 4;
  private static final int OFFSETS = 5;
  private static final int PRODUCTS = 6;
  private static final int SUMS = 7;

  /** Vectors at once: as many as registers are left for. */
  int most() {
    return width == 64 ? 4 : 2;
  }

  int parts() {
    return COLUMNS * bits / 8 / width;
  }

  int partBytes() {
    return (bits == 4 ? 4 : 3) * width;
  }

  /** Bytes of a step for one vector. */
  int stepBytes() {
    return parts() * partBytes() + LINE;
  }

  /** Where the ints of a part are, from its start; the scales come after them. */
  int ints() {
    return partBytes() - 2 * width;
  }

  /** Columns that a lane takes, side by side. */
  int laneColumns() {
    return 32 / bits;
  }

  /** Where in a step a column's byte is. */
  int place(int column) {
    int at = column * bits / 8;
    int odd = bits == 4 ? column % 2 * width : 0;
    return at / width * partBytes() + odd + at % width;
  }

  /** What weights are too large by, as this code takes them. */
  int excess() {
    return bits == 4 ? 8 : 128;
  }

  /** A word of the constant: four bits, or the sign of each byte. */
  int constant() {
    return bits == 4 ? 0x0f0f0f0f : 0x80808080;
  }

  /** Where in the header the numbers are that say which block a part's lane belongs to. */
  int lanes(int part) {
    return LINE + part * width;
  }

  /** The block, within the step, that a part's lane belongs to. */
  int block(int part, int lane) {
    return (part * width / 4 + lane) * laneColumns() / Matrix.BLOCK;
  }

  /** Where in the header the number of steps is. */
  static int steps() {
    return HEADER - LINE;
  }

  /**
   * The code for {@code n} vectors, 1 to {@link #most()}: a function of the addresses of the rows'
   * weights, scales and offsets (0 for none), of the vectors' header, of the products, [rows, n]
   * floats, and of the number of rows.
   */
  byte[] code(int n) {
    Assembler code = new Assembler(width);
    int shift = SUMS + (offsets ? 2 : 1) * n;
    code.load(width, CONSTANT, Register.RCX, 0);
    for (int part = 0; part < parts(); part++) {
      code.load(width, shift + part, Register.RCX, lanes(part));
    }
    code.loop();
    for (int i = SUMS; i < shift; i++) {
      code.apply(Operation.XOR, width, i, i, i);
    }
    code.move(Register.RAX, Register.RCX);
    code.add(Register.RAX, HEADER);
    code.load(Register.R10, Register.RCX, steps());
    code.loop();
    code.apply(Operation.HALVES_TO_FLOATS, 16, HALVES, 0, Register.RSI, 0);
    for (int part = 0; part < parts(); part++) {
      part(code, n, part, shift + part);
    }
    if (offsets) {
      code.apply(Operation.HALVES_TO_FLOATS, 16, OFFSETS, 0, Register.RDX, 0);
      for (int i = 0; i < n; i++) {
        int at = i * stepBytes() + parts() * partBytes();
        code.apply(Operation.ADD_FLOAT_PRODUCTS, 16, SUMS + n + i, OFFSETS, Register.RAX, at);
      }
      code.add(Register.RDX, BLOCKS * Short.BYTES);
    }
    code.add(Register.RDI, COLUMNS * bits / 8);
    code.add(Register.RSI, BLOCKS * Short.BYTES);
    code.add(Register.RAX, n * stepBytes());
    code.next(Register.R10);
    for (int i = 0; i < n; i++) {
      store(code, SUMS + i, SUMS + n + i, i);
    }
    code.add(Register.R8, n * Float.BYTES);
    code.next(Register.R9);
    code.leave();
    return code.code();
  }

  private void part(Assembler code, int n, int part, int lanes) {
    int at = part * width;
    if (bits == 4) {
      code.load(width, WEIGHTS, Register.RDI, at);
      code.shiftRight(width, ODD, WEIGHTS, 4);
      code.apply(Operation.AND, width, WEIGHTS, WEIGHTS, CONSTANT);
      code.apply(Operation.AND, width, ODD, ODD, CONSTANT);
    } else {
      code.apply(Operation.XOR, width, WEIGHTS, CONSTANT, Register.RDI, at);
    }
    if (at % LINE == 0) {
      code.prefetch(Register.RDI, at + AHEAD);
    }
    code.apply(Operation.PERMUTE_FLOATS, width, SCALES, lanes, HALVES);
    for (int i = 0; i < n; i++) {
      int from = i * stepBytes() + part * partBytes();
      code.load(width, PRODUCTS, Register.RAX, from + ints());
      code.apply(Operation.ADD_BYTE_PRODUCTS, width, PRODUCTS, WEIGHTS, Register.RAX, from);
      if (bits == 4) {
        code.apply(Operation.ADD_BYTE_PRODUCTS, width, PRODUCTS, ODD, Register.RAX, from + width);
      }
      code.apply(Operation.INTS_TO_FLOATS, width, PRODUCTS, 0, PRODUCTS);
      code.apply(
          Operation.MULTIPLY_FLOATS, width, OFFSETS, SCALES, Register.RAX, from + ints() + width);
      code.apply(Operation.ADD_FLOAT_PRODUCTS, width, SUMS + i, PRODUCTS, OFFSETS);
    }
  }

  /** Adds up the lanes and stores the sum. */
  private void store(Assembler code, int sum, int offset, int i) {
    int quarters = width / 16;
    for (int quarter = 1; quarter < quarters; quarter++) {
      code.extract(quarter, sum, quarter);
    }
    for (int quarter = 1; quarter < quarters; quarter++) {
      code.apply(Operation.ADD_FLOATS, 16, sum, sum, quarter);
    }
    if (offsets) {
      code.apply(Operation.ADD_FLOATS, 16, sum, sum, offset);
    }
    code.reorder(WEIGHTS, sum, 0x4e);
    code.apply(Operation.ADD_FLOATS, 16, sum, sum, WEIGHTS);
    code.reorder(WEIGHTS, sum, 0xb1);
    code.apply(Operation.ADD_FLOATS, 16, sum, sum, WEIGHTS);
    code.storeFloat(sum, Register.R8, i * Float.BYTES);
  }
}
