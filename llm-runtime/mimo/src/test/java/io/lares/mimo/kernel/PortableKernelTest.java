package io.lares.mimo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with weights in each form, against sums in doubles. */
class PortableKernelTest {
  private static final int ROWS = 37;
  private static final int COLS = 96;

  private final Workers workers = new Workers(3);
  private final SplittableRandom random = new SplittableRandom(4);

  @AfterEach
  void close() {
    workers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16", "Int4", "Int4 with offsets", "Int8"})
  void eachRowOfTheMatrixMeetsEachVector(String form) {
    Matrix matrix = matrix(form);
    float[] x = numbers(3 * COLS).toArray(ValueLayout.JAVA_FLOAT);
    float[] y = new float[3 * ROWS];
    new PortableKernel(workers).multiply(matrix, x, 3, y);
    float[] row = new float[COLS];
    for (int r = 0; r < ROWS; r++) {
      matrix.row(r, row);
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int c = 0; c < COLS; c++) {
          sum += row[c] * x[i * COLS + c];
        }
        assertThat((double) y[i * ROWS + r]).isCloseTo(sum, within(1e-3));
        float[] alone = new float[ROWS];
        float[] one = Arrays.copyOfRange(x, i * COLS, (i + 1) * COLS);
        new PortableKernel(workers).multiply(matrix, one, 1, alone);
        assertThat(y[i * ROWS + r]).isEqualTo(alone[r]);
      }
    }
  }

  @Test
  void eachTurnOfALoopIsTakenOnce() {
    AtomicIntegerArray taken = new AtomicIntegerArray(1000);
    workers.forEach(1000, taken::incrementAndGet);
    for (int i = 0; i < 1000; i++) {
      assertThat(taken.get(i)).isEqualTo(1);
    }
  }

  @Test
  void whatATurnThrowsIsHeard() {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() ->
            workers.forEach(
                100,
                turn -> {
                  throw new IllegalStateException("turn " + turn);
                }))
        .withMessageContaining("turn");
  }

  private Matrix matrix(String form) {
    int count = ROWS * COLS;
    int blocks = count / Matrix.BLOCK;
    return switch (form) {
      case "F32" -> new Matrix.F32(ROWS, COLS, numbers(count));
      case "F16" -> new Matrix.F16(ROWS, COLS, halves(count));
      case "BF16" -> new Matrix.BF16(ROWS, COLS, halves(count));
      case "Int4" ->
          new Matrix.Int4(ROWS, COLS, bytes(count / 2), numbers(blocks), Optional.empty());
      case "Int4 with offsets" ->
          new Matrix.Int4(
              ROWS, COLS, bytes(count / 2), numbers(blocks), Optional.of(numbers(blocks)));
      default -> new Matrix.Int8(ROWS, COLS, bytes(count), numbers(blocks));
    };
  }

  private MemorySegment numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-0.1, 0.1);
    }
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, numbers);
  }

  /** Small numbers as halves and as bfloat16. */
  private MemorySegment halves(int count) {
    MemorySegment halves = Arena.ofAuto().allocate(2L * count);
    for (int i = 0; i < count; i++) {
      int sign = random.nextInt(2) << 15;
      halves.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (sign | 0x3000 + random.nextInt(0x800)));
    }
    return halves;
  }

  private MemorySegment bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
  }
}
