package io.lares.mimo.kernel;

import io.lares.mimo.kernel.Assembler.Operation;
import io.lares.mimo.kernel.Assembler.Register;
import io.lares.mimo.weights.Matrix;
import java.util.List;

/**
 * Machine code for matrix tiles (AMX): products of sixteen rows with sixteen vectors, a block of
 * {@link Matrix#BLOCK} columns at a time, in brain floats that add up as floats.
 *
 * <p>A tile is sixteen rows of 64 bytes. Of weights, a row has the block of one row of the matrix;
 * of vectors, a row has a pair of columns of each of them; of sums, a row has what a row of the
 * matrix comes to with each vector. Tiles of weights lie in twos, those of {@link #ROWS} rows for
 * one block, and then the next block's.
 */
final class TileCode {
  /** Rows and columns of a tile. */
  static final int SIDE = 16;

  static final int TILE = 1024;

  /** Rows of a matrix that are multiplied together. */
  static final int ROWS = 2 * SIDE;

  /** Blocks that are widened at once. */
  static final int STEP = 4;

  private static final int LINE = 64;

  // What code is called with, beside addresses; places in bytes.
  static final int TILES = 0;
  static final int FIGURES = LINE;
  static final int LANES = 2 * LINE;
  static final int HALF = LANES + STEP * LINE;
  static final int UPPER = HALF + LINE;
  static final int BLOCKS = UPPER + LINE;
  static final int STEPS = BLOCKS + Long.BYTES;
  static final int QUANTS_LEFT = STEPS + Long.BYTES;
  static final int HALVES_LEFT = QUANTS_LEFT + Long.BYTES;
  static final int STRIDE = HALVES_LEFT + Long.BYTES;
  static final int AHEAD = STRIDE + Long.BYTES;
  static final int SIZE = BLOCKS + LINE;

  private static final int WIDTH = 64;

  private TileCode() {}

  /**
   * Turns sixteen vectors of floats into tiles: a function of the address of the first, of the
   * bytes from one vector to the next, of the address of the first tile, of the bytes from one tile
   * to the next, of nothing, and of the number of blocks.
   */
  static byte[] vectors() {
    Assembler code = new Assembler(WIDTH);
    code.loop();
    code.move(Register.RAX, Register.RDI);
    for (int vector = 0; vector < SIDE; vector++) {
      code.load(WIDTH, SIDE, Register.RAX, WIDTH);
      code.apply(Operation.FLOATS_TO_BRAIN_FLOATS, WIDTH, vector, SIDE, Register.RAX, 0);
      code.add(Register.RAX, Register.RSI);
    }
    Turning.turn(
        code,
        WIDTH,
        (column, register) -> code.store(WIDTH, register, Register.RDX, column * LINE));
    code.add(Register.RDI, Matrix.BLOCK * Float.BYTES);
    code.add(Register.RDX, Register.RCX);
    code.next(Register.R9);
    code.leave();
    return code.code();
  }

  /**
   * Turns a tile of sums round: a function of its address, of the bytes from what one vector comes
   * to in memory to what the next one does, of nothing, of where that is for the first vector, of
   * nothing, and of 1.
   */
  static byte[] sums() {
    Assembler code = new Assembler(WIDTH);
    for (int row = 0; row < SIDE; row++) {
      code.load(WIDTH, row, Register.RDI, row * LINE);
    }
    Turning.turn(
        code,
        WIDTH,
        (column, register) -> {
          if (column > 0) {
            code.add(Register.RCX, Register.RSI);
          }
          code.store(WIDTH, register, Register.RCX, 0);
        });
    code.leave();
    return code.code();
  }

  // Registers of what widens weights.
  private static final int WIDENED_FIGURES = 0;
  private static final int ROUNDING = 1;
  private static final int UPPER_HALVES = 2;
  private static final int FIRST_LANES = 3;
  private static final int SCALES = FIRST_LANES + STEP;
  private static final int OFFSETS = SCALES + 1;
  private static final int SCALE = OFFSETS + 1;
  private static final int EVEN = SCALE + 1;
  private static final int ODD = EVEN + 1;
  private static final int WEIGHTS = ODD + 1;
  private static final int OFFSET = WEIGHTS + 1;

  /**
   * Turns a run of some rows into tiles: a function of the addresses of the rows' weights, scales
   * and offsets (where there are any), of what stands above, of the first tile, and of the number
   * of rows, at most {@link #ROWS}.
   */
  static byte[] weights(int bits, boolean offsets) {
    Assembler code = new Assembler(WIDTH);
    code.load(WIDTH, WIDENED_FIGURES, Register.RCX, FIGURES);
    code.load(WIDTH, ROUNDING, Register.RCX, HALF);
    code.load(WIDTH, UPPER_HALVES, Register.RCX, UPPER);
    for (int block = 0; block < STEP; block++) {
      code.load(WIDTH, FIRST_LANES + block, Register.RCX, LANES + block * LINE);
    }
    code.loop();
    code.move(Register.RAX, Register.R8);
    code.move(Register.R11, Register.RDI);
    code.add(Register.R11, Register.RCX, AHEAD);
    code.load(Register.R10, Register.RCX, STEPS);
    code.loop();
    for (int at = 0; at < STEP * Matrix.BLOCK * bits / 8; at += LINE) {
      code.prefetch(Register.R11, at);
    }
    code.apply(Operation.HALVES_TO_FLOATS, 16, SCALES, 0, Register.RSI, 0);
    if (offsets) {
      code.apply(Operation.HALVES_TO_FLOATS, 16, OFFSETS, 0, Register.RDX, 0);
    }
    for (int block = 0; block < STEP; block++) {
      code.apply(Operation.PERMUTE_FLOATS, WIDTH, SCALE, FIRST_LANES + block, SCALES);
      if (bits == 4) {
        if (offsets) {
          code.apply(Operation.PERMUTE_FLOATS, WIDTH, OFFSET, FIRST_LANES + block, OFFSETS);
        }
        fourBits(code, block, offsets);
      } else {
        eightBits(code, block);
      }
      code.store(WIDTH, EVEN, Register.RAX, block * 2 * TILE);
    }
    code.add(Register.RDI, STEP * Matrix.BLOCK * bits / 8);
    code.add(Register.R11, STEP * Matrix.BLOCK * bits / 8);
    code.add(Register.RSI, STEP * Short.BYTES);
    code.add(Register.RDX, STEP * Short.BYTES);
    code.add(Register.RAX, STEP * 2 * TILE);
    code.next(Register.R10);
    code.add(Register.RDI, Register.RCX, QUANTS_LEFT);
    code.add(Register.RSI, Register.RCX, HALVES_LEFT);
    code.add(Register.RDX, Register.RCX, HALVES_LEFT);
    code.add(Register.R8, LINE);
    code.next(Register.R9);
    code.leave();
    return code.code();
  }

  /** Each figure's weight is worked out once for the block, and then looked up. */
  private static void fourBits(Assembler code, int block, boolean offsets) {
    code.apply(Operation.MULTIPLY_FLOATS, WIDTH, SCALE, SCALE, WIDENED_FIGURES);
    if (offsets) {
      code.apply(Operation.ADD_FLOATS, WIDTH, SCALE, SCALE, OFFSET);
    }
    code.apply(Operation.ADD_INTS, WIDTH, SCALE, SCALE, ROUNDING);
    code.shiftInts(WIDTH, ODD, SCALE, 16);
    int at = block * Matrix.BLOCK / 2;
    code.apply(Operation.UNSIGNED_BYTES_TO_INTS, WIDTH, WEIGHTS, 0, Register.RDI, at);
    // Of an index the lower four bits count.
    code.apply(Operation.PERMUTE_FLOATS, WIDTH, EVEN, WEIGHTS, ODD);
    code.shiftInts(WIDTH, WEIGHTS, WEIGHTS, 4);
    code.apply(Operation.PERMUTE_FLOATS, WIDTH, ODD, WEIGHTS, SCALE);
    code.merge(WIDTH, EVEN, ODD, UPPER_HALVES);
  }

  private static void eightBits(Assembler code, int block) {
    int at = block * Matrix.BLOCK;
    code.apply(Operation.UNSIGNED_SHORTS_TO_INTS, WIDTH, WEIGHTS, 0, Register.RDI, at);
    code.shiftLeft(WIDTH, EVEN, WEIGHTS, 24);
    code.shiftLeft(WIDTH, ODD, WEIGHTS, 16);
    for (int register : List.of(EVEN, ODD)) {
      code.shiftSigned(WIDTH, register, register, 24);
      code.apply(Operation.INTS_TO_FLOATS, WIDTH, register, 0, register);
      code.apply(Operation.MULTIPLY_FLOATS, WIDTH, register, register, SCALE);
      code.apply(Operation.ADD_INTS, WIDTH, register, register, ROUNDING);
    }
    code.shiftInts(WIDTH, EVEN, EVEN, 16);
    code.merge(WIDTH, EVEN, ODD, UPPER_HALVES);
  }

  /**
   * Adds products to sums: a function of the addresses of two tiles of weights for each block, of
   * {@code width} tiles of vectors for each block, of twice as many tiles of sums (those of the
   * first tile of weights and then the other's), of what stands above, of nothing, and of how many
   * such groups of vectors follow each other.
   *
   * @param width 1 or 2
   */
  static byte[] products(int width) {
    int weights = 2 * width;
    int vectors = weights + 2;
    Assembler code = new Assembler(WIDTH);
    code.configureTiles(Register.RCX);
    code.load(Register.R11, Register.RCX, STRIDE);
    code.loop();
    for (int i = 0; i < 2 * width; i++) {
      code.loadTile(i, Register.RDX, Register.R11, i * TILE);
    }
    code.move(Register.RAX, Register.RDI);
    code.load(Register.R10, Register.RCX, BLOCKS);
    code.loop();
    for (int i = 0; i < width; i++) {
      code.loadTile(vectors + i, Register.RSI, Register.R11, i * TILE);
    }
    for (int i = 0; i < 2; i++) {
      code.loadTile(weights + i, Register.RAX, Register.R11, i * TILE);
      for (int k = 0; k < width; k++) {
        code.addTileProducts(i * width + k, weights + i, vectors + k);
      }
    }
    code.add(Register.RAX, 2 * TILE);
    code.add(Register.RSI, width * TILE);
    code.next(Register.R10);
    for (int i = 0; i < 2 * width; i++) {
      code.storeTile(i, Register.RDX, Register.R11, i * TILE);
    }
    code.add(Register.RDX, 2 * width * TILE);
    code.next(Register.R9);
    code.releaseTiles();
    code.leave();
    return code.code();
  }
}
