package io.lares.mimo.kernel;

import io.lares.mimo.kernel.Assembler.Operation;

/** Turns a square of floats, or of anything else of four bytes, that stands in registers round. */
final class Turning {
  private Turning() {}

  /** What is done with a column that stands in a register; the next one is free. */
  interface Column {
    void use(int column, int register);
  }

  /**
   * Turns the square in the first registers, one row in each: as many as a register has floats.
   * Twice as many registers are used.
   *
   * @param width bytes of a register, 32 or 64
   * @param use is called in the order of the columns
   */
  static void turn(Assembler code, int width, Column use) {
    int side = width / Float.BYTES;
    for (int pair = 0; pair < side; pair += 2) {
      code.apply(Operation.INTERLEAVE_LOW, width, side + pair, pair, pair + 1);
      code.apply(Operation.INTERLEAVE_HIGH, width, side + pair + 1, pair, pair + 1);
    }
    for (int four = 0; four < side; four += 4) {
      for (int half = 0; half < 2; half++) {
        int left = side + four + half;
        code.choose(width, four + 2 * half, left, left + 2, 0x44);
        code.choose(width, four + 2 * half + 1, left, left + 2, 0xee);
      }
    }
    // Now register 4 i + c has column 4 q + c of four rows from 4 i in its quarter q.
    if (width == 64) {
      quarters(code, use);
    } else {
      halves(code, use);
    }
  }

  private static void quarters(Assembler code, Column use) {
    for (int c = 0; c < 4; c++) {
      for (int odd = 0; odd < 2; odd++) {
        int which = odd == 0 ? 0x88 : 0xdd;
        int to = 16 + 4 * c + 2 * odd;
        code.chooseQuarters(64, to, c, 4 + c, which);
        code.chooseQuarters(64, to + 1, 8 + c, 12 + c, which);
      }
    }
    for (int column = 0; column < 16; column++) {
      int quarter = column / 4;
      int from = 16 + 4 * (column % 4) + 2 * (quarter % 2);
      code.chooseQuarters(64, 0, from, from + 1, quarter < 2 ? 0x88 : 0xdd);
      use.use(column, 0);
    }
  }

  private static void halves(Assembler code, Column use) {
    for (int column = 0; column < 8; column++) {
      int c = column % 4;
      code.chooseHalves(8, c, 4 + c, column < 4 ? 0x20 : 0x31);
      use.use(column, 8);
    }
  }
}
