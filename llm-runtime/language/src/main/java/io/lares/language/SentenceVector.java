package io.lares.language;

import java.util.Arrays;

/**
 * What a sentence means, as a direction: a vector of length 1. Vectors can be compared with those
 * of the same encoder only. Immutable.
 */
public final class SentenceVector {
  private final float[] values;

  private SentenceVector(float[] values) {
    this.values = values;
  }

  /**
   * The vector of length 1 in the direction of the values, which are copied.
   *
   * @throws IllegalArgumentException where they have no direction: none, all zero, or not finite
   */
  public static SentenceVector towards(float... values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("these values have no direction");
    }
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return new SentenceVector(unit);
  }

  public int dimension() {
    return values.length;
  }

  /** The values, a copy. */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * How alike two meanings are: the cosine of the angle between them.
   *
   * @return -1 to 1; unrelated sentences are near 0, the same sentence has 1
   * @throws IllegalArgumentException where the dimensions differ
   */
  public double cosine(SentenceVector other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "vectors of " + values.length + " and " + other.values.length + " dimensions");
    }
    // Four sums that don't wait for each other: an index asks for thousands of these.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i <= values.length - 4; i += 4) {
      a += values[i] * other.values[i];
      b += values[i + 1] * other.values[i + 1];
      c += values[i + 2] * other.values[i + 2];
      d += values[i + 3] * other.values[i + 3];
    }
    for (; i < values.length; i++) {
      a += values[i] * other.values[i];
    }
    return Math.clamp((double) a + b + c + d, -1, 1);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof SentenceVector other && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SentenceVector of " + values.length + " dimensions";
  }
}
