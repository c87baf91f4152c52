package io.lares.mimo.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the vector code has in common: as many lanes as the processor has, and sums whose order is
 * fixed, so that they are the same compiled or not.
 */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
  static final int COUNT = FLOATS.length();
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);

  /** As many halves as there are lanes. */
  private static final VectorSpecies<Short> HALVES =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  /** What a half's exponent counts less from than a float's. */
  private static final float EXPONENTS = 0x1p112f;

  /** Partners at the distances of a sum by halves; those beyond the lanes are never used. */
  private static final VectorShuffle<Float> BY_8 = partners(8);

  private static final VectorShuffle<Float> BY_4 = partners(4);
  private static final VectorShuffle<Float> BY_2 = partners(2);
  private static final VectorShuffle<Float> BY_1 = partners(1);

  private Lanes() {}

  private static VectorShuffle<Float> partners(int distance) {
    return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) % COUNT);
  }

  /** Each number so many times: 0 0 0 0 1 1 1 1. */
  static VectorShuffle<Float> repeated(int times) {
    return VectorShuffle.fromOp(FLOATS, lane -> lane / times);
  }

  static IntVector ints(int value) {
    return IntVector.broadcast(INTS, value);
  }

  static FloatVector floats(float[] from, int at) {
    return FloatVector.fromArray(FLOATS, from, at);
  }

  /** Whole numbers as floats. */
  static FloatVector floats(IntVector whole) {
    return (FloatVector) whole.convert(VectorOperators.I2F, 0);
  }

  /**
   * Writes finite halves as floats.
   *
   * @param to has {@code count} of them from its start, and the rest as it was
   */
  static void halves(MemorySegment from, long at, int count, float[] to) {
    int i = 0;
    for (; i + COUNT <= count; i += COUNT) {
      IntVector bits =
          (IntVector)
              ShortVector.fromMemorySegment(HALVES, from, at + 2L * i, ORDER)
                  .convertShape(VectorOperators.S2I, INTS, 0);
      IntVector size = bits.and(0x7fff).lanewise(VectorOperators.LSHL, 13);
      IntVector sign = bits.and(0x80000000);
      size.reinterpretAsFloats()
          .mul(EXPONENTS)
          .reinterpretAsInts()
          .or(sign)
          .reinterpretAsFloats()
          .intoArray(to, i);
    }
    for (; i < count; i++) {
      to[i] = Float.float16ToFloat(from.get(SHORT, at + 2L * i));
    }
  }

  /** All lanes together, always in the same order. */
  static float sum(FloatVector vector) {
    FloatVector sum = vector;
    if (COUNT > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (COUNT > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (COUNT > 2) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }
}
