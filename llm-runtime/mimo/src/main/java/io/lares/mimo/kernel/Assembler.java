package io.lares.mimo.kernel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the few instructions of x86-64 that {@link DotCode}, {@link LaneCode} and {@link TileCode}
 * are made of, as Intel's Software Developer's Manual, volume 2, has them: vectors of 32 bytes with
 * the VEX prefix (section 2.3), of 64 with EVEX (section 2.7), tiles with VEX. Memory is named by a
 * register and a distance in bytes.
 */
final class Assembler {
  /**
   * Registers that a function may change, by System V's convention; the first six hold its
   * arguments.
   */
  enum Register {
    RDI(7),
    RSI(6),
    RDX(2),
    RCX(1),
    R8(8),
    R9(9),
    RAX(0),
    R10(10),
    R11(11);

    private final int number;

    Register(int number) {
      this.number = number;
    }
  }

  /** Operations on vectors: map of opcodes, mandatory prefix, opcode. */
  enum Operation {
    /** The lower two of each four, of both in turn. */
    INTERLEAVE_LOW(1, 0, 0x14),
    INTERLEAVE_HIGH(1, 0, 0x15),
    ADD_FLOATS(1, 0, 0x58),
    MULTIPLY_FLOATS(1, 0, 0x59),
    INTS_TO_FLOATS(1, 0, 0x5b),
    AND(1, 1, 0xdb),
    XOR(1, 1, 0xef),
    ADD_INTS(1, 1, 0xfe),
    HALVES_TO_FLOATS(2, 1, 0x13),
    PERMUTE_FLOATS(2, 1, 0x16),
    UNSIGNED_BYTES_TO_INTS(2, 1, 0x31),
    UNSIGNED_SHORTS_TO_INTS(2, 1, 0x33),
    /** Brain floats (bfloat16) of the right vector, and then those of the left one. */
    FLOATS_TO_BRAIN_FLOATS(2, 3, 0x72),
    /** Adds the products of four unsigned bytes with four signed ones to each int. */
    ADD_BYTE_PRODUCTS(2, 1, 0x50),
    ADD_FLOAT_PRODUCTS(2, 1, 0xb8);

    private final int map;
    private final int prefix;
    private final int opcode;

    Operation(int map, int prefix, int opcode) {
      this.map = map;
      this.prefix = prefix;
      this.opcode = opcode;
    }
  }

  /** Bytes of the widest vectors, which have the prefix VEX or EVEX. */
  private final int width;

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private final List<Integer> labels = new ArrayList<>();

  /**
   * @param width 32 or 64
   */
  Assembler(int width) {
    this.width = width;
  }

  byte[] code() {
    return code.toByteArray();
  }

  private void bytes(int... bytes) {
    for (int one : bytes) {
      code.write(one);
    }
  }

  private void number(int number) {
    bytes(number, number >> 8, number >> 16, number >> 24);
  }

  // Whole registers, all of 64 bits.

  void move(Register to, Register from) {
    bytes(0x48 | from.number >> 3 << 2 | to.number >> 3, 0x89);
    bytes(0xc0 | (from.number & 7) << 3 | to.number & 7);
  }

  void load(Register to, Register base, int distance) {
    bytes(0x48 | to.number >> 3 << 2 | base.number >> 3, 0x8b);
    bytes(0x80 | (to.number & 7) << 3 | base.number & 7);
    number(distance);
  }

  void add(Register to, Register more) {
    bytes(0x48 | more.number >> 3 << 2 | to.number >> 3, 0x01);
    bytes(0xc0 | (more.number & 7) << 3 | to.number & 7);
  }

  /** Adds a number in memory. */
  void add(Register to, Register base, int distance) {
    bytes(0x48 | to.number >> 3 << 2 | base.number >> 3, 0x03);
    bytes(0x80 | (to.number & 7) << 3 | base.number & 7);
    number(distance);
  }

  void add(Register to, int number) {
    bytes(0x48 | to.number >> 3, 0x81, 0xc0 | to.number & 7);
    number(number);
  }

  /** Marks the place where a loop begins. */
  void loop() {
    labels.add(code.size());
  }

  /** Takes one off a counter and goes back to the innermost {@link #loop} until none is left. */
  void next(Register counter) {
    bytes(0x48 | counter.number >> 3, 0xff, 0xc8 | counter.number & 7, 0x0f, 0x85);
    number(labels.removeLast() - code.size() - 4);
  }

  /** Asks for a line of memory early; there may be none. */
  void prefetch(Register base, int distance) {
    if (base.number > 7) {
      bytes(0x41);
    }
    bytes(0x0f, 0x18, 0x88 | base.number & 7);
    number(distance);
  }

  /** Leaves the registers of vectors as Java wants them, and returns. */
  void leave() {
    bytes(0xc5, 0xf8, 0x77, 0xc3);
  }

  // Vectors. Registers are numbers, 0 to 15 with VEX and to 31 with EVEX; bytes says how much of
  // them is used.

  void load(int bytes, int to, Register base, int distance) {
    vector(1, 0, 0x10, bytes, to, 0, base, distance, bytes);
  }

  void store(int bytes, int from, Register base, int distance) {
    vector(1, 0, 0x11, bytes, from, 0, base, distance, bytes);
  }

  /** Stores the first float. */
  void storeFloat(int from, Register base, int distance) {
    vector(1, 2, 0x11, 16, from, 0, base, distance, Float.BYTES);
  }

  void apply(Operation operation, int bytes, int to, int left, int right) {
    vector(operation.map, operation.prefix, operation.opcode, bytes, to, left, right);
  }

  void apply(Operation operation, int bytes, int to, int left, Register base, int distance) {
    int read =
        switch (operation) {
          case HALVES_TO_FLOATS, UNSIGNED_SHORTS_TO_INTS -> bytes / 2;
          case UNSIGNED_BYTES_TO_INTS -> bytes / 4;
          default -> bytes;
        };
    vector(
        operation.map, operation.prefix, operation.opcode, bytes, to, left, base, distance, read);
  }

  /** A number in memory for all lanes. */
  void broadcast(int bytes, int to, Register base, int distance) {
    vector(2, 1, 0x18, bytes, to, 0, base, distance, Float.BYTES);
  }

  /**
   * An operation whose right side is a number in memory, for all lanes.
   *
   * @param scratch is written where the prefix is VEX
   */
  void applyToEach(
      Operation operation, int bytes, int to, int left, Register base, int distance, int scratch) {
    if (width == 32) {
      broadcast(bytes, scratch, base, distance);
      apply(operation, bytes, to, left, scratch);
      return;
    }
    int broadcast = 0x10;
    prefix(operation.map, operation.prefix, bytes, to, left, base.number, 0, broadcast);
    operand(operation.opcode, to, base, distance, Float.BYTES);
  }

  /** Shifts each 16 bits to the right. */
  void shiftRight(int bytes, int to, int from, int bits) {
    vector(1, 1, 0x71, bytes, 2, to, from);
    bytes(bits);
  }

  /** Shifts each int to the right; zeros come in. */
  void shiftInts(int bytes, int to, int from, int bits) {
    vector(1, 1, 0x72, bytes, 2, to, from);
    bytes(bits);
  }

  /** Shifts each int to the right by so many bits; its sign comes in. With EVEX. */
  void shiftSigned(int bytes, int to, int from, int bits) {
    vector(1, 1, 0x72, bytes, 4, to, from);
    bytes(bits);
  }

  void shiftLeft(int bytes, int to, int from, int bits) {
    vector(1, 1, 0x72, bytes, 6, to, from);
    bytes(bits);
  }

  /** Of each four floats two of the left and two of the right. */
  void choose(int bytes, int to, int left, int right, int which) {
    vector(1, 0, 0xc6, bytes, to, left, right);
    bytes(which);
  }

  /** Two quarters of the left and two of the right. With EVEX. */
  void chooseQuarters(int bytes, int to, int left, int right, int which) {
    vector(3, 1, 0x23, bytes, to, left, right);
    bytes(which);
  }

  /** A half of the left and one of the right, of 32 bytes. With VEX. */
  void chooseHalves(int to, int left, int right, int which) {
    vector(3, 1, 0x06, 32, to, left, right);
    bytes(which);
  }

  /** Takes the bits of {@code left} where {@code mask} has ones, and keeps the others. */
  void merge(int bytes, int to, int left, int mask) {
    vector(3, 1, 0x25, bytes, to, left, mask);
    bytes(0xd8);
  }

  /** A quarter of a vector of 64 bytes, or a half of one of 32. */
  void extract(int to, int from, int part) {
    vector(3, 1, 0x19, width, from, 0, to);
    bytes(part);
  }

  /** Changes the order of four floats. */
  void reorder(int to, int from, int order) {
    vector(3, 1, 0x04, 16, to, 0, from);
    bytes(order);
  }

  // Tiles (AMX), 0 to 7: rows of 64 bytes, which lie a stride apart in memory.

  /** Takes the shapes of the tiles from 64 bytes. */
  void configureTiles(Register base) {
    tiles(0, 0x49, 0, base.number >> 3);
    bytes(base.number & 7);
  }

  void releaseTiles() {
    tiles(0, 0x49, 0, 0);
    bytes(0xc0);
  }

  void loadTile(int to, Register base, Register stride, int distance) {
    tile(3, to, base, stride, distance);
  }

  void storeTile(int from, Register base, Register stride, int distance) {
    tile(2, from, base, stride, distance);
  }

  private void tile(int prefix, int tile, Register base, Register stride, int distance) {
    int upper = base.number >> 3 | stride.number >> 3 << 1;
    tiles(prefix, 0x4b, 0, upper);
    bytes(0x84 | tile << 3, (stride.number & 7) << 3 | base.number & 7);
    number(distance);
  }

  /** Adds the products of pairs of brain floats, rows of {@code left} with columns of the right. */
  void addTileProducts(int to, int left, int right) {
    tiles(2, 0x5c, right, 0);
    bytes(0xc0 | to << 3 | left);
  }

  /**
   * @param upper the fourth bit of the base, and that of the index times 2
   */
  private void tiles(int prefix, int opcode, int left, int upper) {
    bytes(0xc4, 0x80 | (~upper & 2) << 5 | (~upper & 1) << 5 | 2);
    bytes((~left & 15) << 3 | prefix, opcode);
  }

  private void vector(int map, int prefix, int opcode, int bytes, int reg, int left, int right) {
    prefix(map, prefix, bytes, reg, left, right & 15, right >> 4, 0);
    bytes(opcode, 0xc0 | (reg & 7) << 3 | right & 7);
  }

  private void vector(
      int map,
      int prefix,
      int opcode,
      int bytes,
      int reg,
      int left,
      Register base,
      int distance,
      int read) {
    prefix(map, prefix, bytes, reg, left, base.number, 0, 0);
    operand(opcode, reg, base, distance, read);
  }

  /** EVEX counts short distances in what is read. */
  private void operand(int opcode, int reg, Register base, int distance, int read) {
    int unit = width == 64 ? read : 1;
    int fields = (reg & 7) << 3 | base.number & 7;
    if (distance % unit == 0 && distance / unit == (byte) (distance / unit)) {
      bytes(opcode, 0x40 | fields, distance / unit);
    } else {
      bytes(opcode, 0x80 | fields);
      number(distance);
    }
  }

  /** The prefix; most of its fields are complements. */
  private void prefix(
      int map, int prefix, int bytes, int reg, int left, int base, int upperBase, int broadcast) {
    int length = bytes / 32;
    if (width == 64) {
      bytes(
          0x62,
          (~reg & 8) << 4 | (~upperBase & 1) << 6 | (~base & 8) << 2 | (~reg & 16) | map,
          (~left & 15) << 3 | 4 | prefix,
          length << 5 | broadcast | (~left & 16) >> 1);
    } else {
      bytes(
          0xc4,
          (~reg & 8) << 4 | 0x40 | (~base & 8) << 2 | map,
          (~left & 15) << 3 | length << 2 | prefix);
    }
  }
}
