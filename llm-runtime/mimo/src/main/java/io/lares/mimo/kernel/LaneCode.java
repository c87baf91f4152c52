package io.lares.mimo.kernel;

import io.lares.mimo.kernel.Assembler.Operation;
import io.lares.mimo.kernel.Assembler.Register;
import io.lares.mimo.weights.Matrix;

/**
 * Machine code for products of bytes (VNNI) with many vectors: each lane of a register has a row of
 * its own, and a number of a vector meets all of them. A row's products of a block add up in whole
 * numbers and need its scale only once.
 *
 * <p>Weights of as many rows as there are lanes become a panel first: for each block eight
 * registers, whose lanes have four bytes of their rows, the scales and the offsets. A vector has
 * for each block {@link #VECTOR_BLOCK} bytes: its numbers as bytes, in the order in which they meet
 * the weights; an int that makes up for weights that count from zero here; its scale, and what a
 * number that is added to all weights of the block comes to, as floats.
 *
 * @param width bytes of a register: 32 or 64
 */
record LaneCode(int width) {
  /** Bytes of a block of a vector. */
  static final int VECTOR_BLOCK = 48;

  static final int INT = Matrix.BLOCK;
  static final int SCALE = INT + Integer.BYTES;
  static final int SUM = SCALE + Float.BYTES;

  /** Blocks whose scales are turned round at once. */
  static final int SCALE_STEP = 8;

  /** Registers of a block that have weights. */
  private static final int WEIGHTS = Matrix.BLOCK / 4;

  private static final int PANEL_BLOCK = WEIGHTS + 2;

  /** Rows of a panel. */
  int lanes() {
    return width / Float.BYTES;
  }

  /** Vectors at once: as many as registers are left for. */
  int most() {
    return width == 64 ? 16 : 3;
  }

  /** Bytes of a block of a panel. */
  int panelBlock() {
    return PANEL_BLOCK * width;
  }

  /** Where in a block of a panel its scales are. */
  int scales() {
    return WEIGHTS * width;
  }

  int offsets() {
    return (WEIGHTS + 1) * width;
  }

  /** What weights are too large by in a panel. */
  static int excess(int bits) {
    return bits == 4 ? 8 : 128;
  }

  /** Where in a block of a vector a column's byte is. */
  static int place(int bits, int column) {
    return bits == 4 ? column / 8 * 8 + column % 2 * 4 + column % 8 / 2 : column;
  }

  /** Columns whose weights are turned round at once. */
  int step(int bits) {
    return width * Byte.SIZE / bits;
  }

  /** A word of the constant: four bits, or the sign of each byte. */
  static int constant(int bits) {
    return bits == 4 ? 0x0f0f0f0f : 0x80808080;
  }

  /**
   * Turns weights into a panel: a function of the address of the first row's, of the bytes from one
   * row to the next, of the address of the panel, of that of the constant in each lane, of nothing,
   * and of the number of steps.
   */
  byte[] weights(int bits) {
    Assembler code = new Assembler(width);
    code.loop();
    rows(code, row -> code.load(width, row, Register.RAX, 0));
    Turning.turn(
        code,
        width,
        (column, register) -> {
          if (bits == 4) {
            code.shiftRight(width, register + 1, register, 4);
            code.apply(Operation.AND, width, register, register, Register.RCX, 0);
            code.apply(Operation.AND, width, register + 1, register + 1, Register.RCX, 0);
            code.store(width, register, Register.RDX, place(2 * column));
            code.store(width, register + 1, Register.RDX, place(2 * column + 1));
          } else {
            code.apply(Operation.XOR, width, register, register, Register.RCX, 0);
            code.store(width, register, Register.RDX, place(column));
          }
        });
    code.add(Register.RDI, width);
    code.add(Register.RDX, step(bits) / Matrix.BLOCK * panelBlock());
    code.next(Register.R9);
    code.leave();
    return code.code();
  }

  /** Where in a panel a register of weights is. */
  private int place(int number) {
    return number / WEIGHTS * panelBlock() + number % WEIGHTS * width;
  }

  /**
   * Turns scales, or offsets, into those of a panel: a function of the address of the first row's,
   * of the bytes from one row to the next, of where they begin in the panel, of nothing twice, and
   * of the number of steps.
   */
  byte[] halves() {
    Assembler code = new Assembler(width);
    code.loop();
    int bytes = SCALE_STEP * Float.BYTES;
    rows(code, row -> code.apply(Operation.HALVES_TO_FLOATS, bytes, row, 0, Register.RAX, 0));
    Turning.turn(
        code,
        width,
        (column, register) -> {
          if (column < SCALE_STEP) {
            code.store(width, register, Register.RDX, column * panelBlock());
          }
        });
    code.add(Register.RDI, SCALE_STEP * Short.BYTES);
    code.add(Register.RDX, SCALE_STEP * panelBlock());
    code.next(Register.R9);
    code.leave();
    return code.code();
  }

  /** What is done with a row, to which {@link Register#RAX} points. */
  private interface Row {
    void use(int row);
  }

  private void rows(Assembler code, Row use) {
    code.move(Register.RAX, Register.RDI);
    for (int row = 0; row < lanes(); row++) {
      use.use(row);
      code.add(Register.RAX, Register.RSI);
    }
  }

  /**
   * Multiplies a panel with {@code n} vectors, 1 to {@link #most()}: a function of the addresses of
   * the panel, of the vectors and of the products with the first of them, of the bytes from there
   * to those with the next one, of nothing, and of the number of blocks.
   */
  byte[] products(int n, boolean offsets) {
    int first = WEIGHTS;
    int whole = first + most();
    int wholes = width == 64 ? 4 : 2;
    int scale = whole + wholes;
    int scratch = scale + 1;
    Assembler code = new Assembler(width);
    for (int i = 0; i < n; i++) {
      code.apply(Operation.XOR, width, first + i, first + i, first + i);
    }
    code.loop();
    for (int i = 0; i < WEIGHTS; i++) {
      code.load(width, i, Register.RDI, i * width);
    }
    code.load(width, scale, Register.RDI, scales());
    for (int i = 0; i < n; i++) {
      int at = i * VECTOR_BLOCK;
      int sum = whole + i % wholes;
      code.broadcast(width, sum, Register.RSI, at + INT);
      for (int k = 0; k < WEIGHTS; k++) {
        code.applyToEach(
            Operation.ADD_BYTE_PRODUCTS, width, sum, k, Register.RSI, at + 4 * k, scratch);
      }
      code.apply(Operation.INTS_TO_FLOATS, width, sum, 0, sum);
      code.applyToEach(
          Operation.MULTIPLY_FLOATS, width, scratch, scale, Register.RSI, at + SCALE, scratch);
      code.apply(Operation.ADD_FLOAT_PRODUCTS, width, first + i, sum, scratch);
    }
    if (offsets) {
      code.load(width, scale, Register.RDI, offsets());
      for (int i = 0; i < n; i++) {
        int at = i * VECTOR_BLOCK + SUM;
        code.applyToEach(
            Operation.ADD_FLOAT_PRODUCTS, width, first + i, scale, Register.RSI, at, scratch);
      }
    }
    code.add(Register.RDI, panelBlock());
    code.add(Register.RSI, n * VECTOR_BLOCK);
    code.next(Register.R9);
    for (int i = 0; i < n; i++) {
      code.store(width, first + i, Register.RDX, 0);
      code.add(Register.RDX, Register.RCX);
    }
    code.leave();
    return code.code();
  }
}
