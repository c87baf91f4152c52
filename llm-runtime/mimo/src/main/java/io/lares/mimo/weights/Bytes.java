package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Little-endian numbers at any address. */
final class Bytes {
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static int unsigned(MemorySegment data, long at) {
    return data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  /** An IEEE 754 half. */
  static float half(MemorySegment data, long at) {
    return Float.float16ToFloat(data.get(SHORT, at));
  }

  /** A bfloat16: the upper half of a float. */
  static float brain(MemorySegment data, long at) {
    return Float.intBitsToFloat(data.get(SHORT, at) << 16);
  }
}
