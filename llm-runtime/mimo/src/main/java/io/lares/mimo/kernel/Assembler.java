package io.lares.mimo.kernel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the few instructions of x86-64 that {@link DotCode} is made of, as Intel's Software
 * Developer's Manual, volume 2, has them: vectors of 32 bytes with the VEX prefix (section 2.3), of
 * 64 with EVEX (section 2.7). Memory is named by a register and a distance in bytes.
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
    R10(10);

    private final int number;

    Register(int number) {
      this.number = number;
    }
  }

  /** Operations on vectors: map of opcodes, mandatory prefix, opcode. */
  enum Operation {
    ADD_FLOATS(1, 0, 0x58),
    MULTIPLY_FLOATS(1, 0, 0x59),
    INTS_TO_FLOATS(1, 0, 0x5b),
    AND(1, 1, 0xdb),
    XOR(1, 1, 0xef),
    HALVES_TO_FLOATS(2, 1, 0x13),
    PERMUTE_FLOATS(2, 1, 0x16),
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

  /** Stores the first float. */
  void storeFloat(int from, Register base, int distance) {
    vector(1, 2, 0x11, 16, from, 0, base, distance, Float.BYTES);
  }

  void apply(Operation operation, int bytes, int to, int left, int right) {
    vector(operation.map, operation.prefix, operation.opcode, bytes, to, left, right);
  }

  void apply(Operation operation, int bytes, int to, int left, Register base, int distance) {
    int read = operation == Operation.HALVES_TO_FLOATS ? bytes / 2 : bytes;
    vector(
        operation.map, operation.prefix, operation.opcode, bytes, to, left, base, distance, read);
  }

  /** Shifts each 16 bits to the right. */
  void shiftRight(int bytes, int to, int from, int bits) {
    vector(1, 1, 0x71, bytes, 2, to, from);
    bytes(bits);
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

  private void vector(int map, int prefix, int opcode, int bytes, int reg, int left, int right) {
    prefix(map, prefix, bytes, reg, left, right & 15, right >> 4);
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
    prefix(map, prefix, bytes, reg, left, base.number, 0);
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
  private void prefix(int map, int prefix, int bytes, int reg, int left, int base, int upperBase) {
    int length = bytes / 32;
    if (width == 64) {
      bytes(
          0x62,
          (~reg & 8) << 4 | (~upperBase & 1) << 6 | (~base & 8) << 2 | (~reg & 16) | map,
          (~left & 15) << 3 | 4 | prefix,
          length << 5 | (~left & 16) >> 1);
    } else {
      bytes(
          0xc4,
          (~reg & 8) << 4 | 0x40 | (~base & 8) << 2 | map,
          (~left & 15) << 3 | length << 2 | prefix);
    }
  }
}
