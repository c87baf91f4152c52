package io.lares.mimo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with weights in each form, of both kernels, against sums in doubles. */
class KernelsTest {
  private static final int ROWS = 297;

  @TempDir Path folder;
  private final Workers workers = new Workers(3);
  private final SplittableRandom random = new SplittableRandom(4);

  @AfterEach
  void close() {
    workers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 96",
    "F16, 96",
    "BF16, 96",
    "Int4, 96",
    "Int4, 256",
    "Int4, 1152",
    "Int4 with offsets, 96",
    "Int4 with offsets, 1152",
    "Int8, 96",
    "Int8, 1152"
  })
  void eachRowOfTheMatrixMeetsEachVector(String form, int cols) {
    Matrix matrix = matrix(form, cols);
    for (Kernel kernel : List.of(new PortableKernel(workers), new VectorKernel(workers))) {
      for (int n : new int[] {1, 2, 3, Kernel.MANY - 1}) {
        float[] x = numbers(n * cols).toArray(ValueLayout.JAVA_FLOAT);
        float[] y = new float[n * ROWS];
        kernel.multiply(matrix, x, n, y);
        assertThat(furthest(matrix, x, n, y)).isLessThan(1e-4);
        assertAsAlone(kernel, matrix, x, n, y);
      }
    }
  }

  /** Machine code rounds a vector to eight bits, and is exact with that. */
  @ParameterizedTest
  @CsvSource({
    "F16, 96",
    "Int4, 96",
    "Int4, 128",
    "Int4, 1152",
    "Int4 with offsets, 128",
    "Int4 with offsets, 1152",
    "Int8, 128",
    "Int8, 1152"
  })
  void machineCodeMultipliesWhatWasRounded(String form, int cols) throws IOException {
    Matrix matrix = matrix(form, cols);
    boolean rounds = cols % DotCode.COLUMNS == 0;
    for (int width : MachineKernel.widths()) {
      try (Kernel kernel = new MachineKernel(width, new VectorKernel(workers), workers)) {
        for (int n : new int[] {1, 2, 3, 4, Kernel.MANY - 1}) {
          float[] x = numbers(n * cols).toArray(ValueLayout.JAVA_FLOAT);
          x[5] = 100;
          Arrays.fill(x, 64, 96, 0);
          float[] y = new float[n * ROWS];
          kernel.multiply(matrix, x, n, y);
          assertThat(furthest(matrix, rounds ? rounded(x) : x, n, y)).isLessThan(1e-3);
          assertAsAlone(kernel, matrix, x, n, y);
        }
      }
    }
  }

  private static void assertAsAlone(Kernel kernel, Matrix matrix, float[] x, int n, float[] y) {
    for (int i = 0; i < n; i++) {
      float[] alone = new float[ROWS];
      int cols = matrix.cols();
      kernel.multiply(matrix, Arrays.copyOfRange(x, i * cols, (i + 1) * cols), 1, alone);
      assertThat(Arrays.copyOfRange(y, i * ROWS, (i + 1) * ROWS)).isEqualTo(alone);
    }
  }

  /** Each block in steps of a 127th of its largest number. */
  private static float[] rounded(float[] x) {
    float[] rounded = new float[x.length];
    for (int from = 0; from < x.length; from += Matrix.BLOCK) {
      float most = 0;
      for (int i = from; i < from + Matrix.BLOCK; i++) {
        most = Math.max(most, Math.abs(x[i]));
      }
      for (int i = from; i < from + Matrix.BLOCK; i++) {
        rounded[i] = most == 0 ? 0 : Math.round(x[i] * (127 / most)) * (most / 127);
      }
    }
    return rounded;
  }

  /** An outlier takes nothing from the others, and a vector does not depend on those beside it. */
  @ParameterizedTest
  @CsvSource({
    "F16, 96, 1e-4",
    "Int4, 256, 0.01",
    "Int4, 1152, 0.01",
    "Int4, 1280, 0.01",
    "Int4 with offsets, 1152, 0.01",
    "Int4 with offsets, 1280, 0.01",
    "Int8, 1152, 0.01",
    "Int8, 1280, 0.01"
  })
  void manyVectorsAreAsGoodAsFourBitsNeed(String form, int cols, double error) throws IOException {
    Matrix matrix = matrix(form, cols);
    int n = BulkKernel.VECTORS + 9;
    float[] x = numbers(n * cols).toArray(ValueLayout.JAVA_FLOAT);
    x[7] = 100;
    float[] y = new float[n * ROWS];
    List<Kernel> kernels = new ArrayList<>(List.of(fastest()));
    bulk().ifPresent(kernels::add);
    for (int width : MachineKernel.widths()) {
      kernels.add(new LaneKernel(width, new VectorKernel(workers), workers));
    }
    for (Kernel kernel : kernels) {
      kernel.multiply(matrix, x, n, y);
      assertThat(relative(matrix, x, n, y)).isLessThan(error);
      for (int some : new int[] {BulkKernel.WORTHWHILE, BulkKernel.WORTHWHILE + 5, 81}) {
        float[] fewer = new float[some * ROWS];
        kernel.multiply(matrix, x, some, fewer);
        assertThat(Arrays.copyOf(y, fewer.length)).isEqualTo(fewer);
      }
      kernel.close();
    }
  }

  @Test
  void theFastestKernelOfThisMachineHasAllItsParts() throws IOException {
    // A processor without exact products of bytes has neither lanes nor ONNX Runtime's products.
    Class<? extends Kernel> others = bulk().isPresent() ? BulkKernel.class : VectorKernel.class;
    Class<? extends Kernel> lanes = MachineKernel.widths().isEmpty() ? others : LaneKernel.class;
    assertThat(fastest()).isInstanceOf(TileKernel.runs() ? TileKernel.class : lanes);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 20})
  void attentionIsTheSameInAllKernels(int width) {
    float[] query = numbers(width + 3).toArray(ValueLayout.JAVA_FLOAT);
    float[] keys = numbers(50 * 3 * width).toArray(ValueLayout.JAVA_FLOAT);
    List<float[]> results = new ArrayList<>();
    for (Kernel kernel : List.of(new PortableKernel(workers), fastest())) {
      float[] scores = new float[51];
      kernel.scores(query, 3, keys, width, 3 * width, 49, width, scores, 1);
      kernel.softmax(scores, 1, 49, 3);
      assertThat(sum(scores)).isCloseTo(1, within(1e-6));
      float[] seen = new float[width + 1];
      kernel.mix(scores, 1, keys, width, 3 * width, 49, width, seen, 1);
      results.add(seen);
    }
    for (int i = 0; i <= width; i++) {
      assertThat(results.get(1)[i]).isCloseTo(results.getFirst()[i], within(1e-6f));
    }
  }

  private static double sum(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum;
  }

  @Test
  void gatesOfAnySizeAreTheSameInAllKernels() {
    float[] gates = new float[1003];
    for (int i = 0; i < gates.length; i++) {
      gates[i] = (i - 500) / 4f;
    }
    List<float[]> results = new ArrayList<>();
    for (Kernel kernel : List.of(new PortableKernel(workers), fastest())) {
      float[] ups = new float[gates.length];
      Arrays.fill(ups, 2);
      kernel.gate(gates, ups, 1, gates.length);
      results.add(ups);
    }
    for (int i = 0; i < gates.length; i++) {
      float expected = results.getFirst()[i];
      assertThat(results.get(1)[i]).isCloseTo(expected, within(1e-6f * (1 + Math.abs(expected))));
    }
  }

  private Kernel fastest() {
    return Kernels.fastest(workers, new Natives(folder.resolve("natives")));
  }

  private Optional<Kernel> bulk() {
    Kernel few = new VectorKernel(workers);
    return Kernels.bulk(few, workers, new Natives(folder.resolve("natives")));
  }

  private static double furthest(Matrix matrix, float[] x, int n, float[] y) {
    double furthest = 0;
    double[] exact = exact(matrix, x, n);
    for (int i = 0; i < exact.length; i++) {
      furthest = Math.max(furthest, Math.abs(exact[i] - y[i]));
    }
    return furthest;
  }

  /** The root of the mean square of what they are apart, for each vector beside its products. */
  private static double relative(Matrix matrix, float[] x, int n, float[] y) {
    double worst = 0;
    double[] exact = exact(matrix, x, n);
    for (int i = 0; i < n; i++) {
      double apart = 0;
      double size = 0;
      for (int at = i * ROWS; at < (i + 1) * ROWS; at++) {
        apart += (exact[at] - y[at]) * (exact[at] - y[at]);
        size += exact[at] * exact[at];
      }
      worst = Math.max(worst, Math.sqrt(apart / size));
    }
    return worst;
  }

  private static double[] exact(Matrix matrix, float[] x, int n) {
    double[] products = new double[n * ROWS];
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < ROWS; r++) {
      matrix.row(r, row);
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < row.length; c++) {
          products[i * ROWS + r] += (double) row[c] * x[i * row.length + c];
        }
      }
    }
    return products;
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

  private Matrix matrix(String form, int cols) {
    int count = ROWS * cols;
    int blocks = count / Matrix.BLOCK;
    return switch (form) {
      case "F32" -> new Matrix.F32(ROWS, cols, numbers(count));
      case "F16" -> new Matrix.F16(ROWS, cols, halves(count));
      case "BF16" -> new Matrix.BF16(ROWS, cols, halves(count));
      case "Int4" ->
          new Matrix.Int4(ROWS, cols, bytes(count / 2), scales(blocks), Optional.empty());
      case "Int4 with offsets" ->
          new Matrix.Int4(
              ROWS, cols, bytes(count / 2), scales(blocks), Optional.of(scales(blocks)));
      default -> new Matrix.Int8(ROWS, cols, bytes(count), scales(blocks));
    };
  }

  private MemorySegment numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-0.1, 0.1);
    }
    return Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, numbers);
  }

  private MemorySegment scales(int count) {
    MemorySegment scales = Arena.ofAuto().allocate(2L * count);
    for (int i = 0; i < count; i++) {
      short half = Float.floatToFloat16((float) random.nextDouble(-0.1, 0.1));
      scales.setAtIndex(ValueLayout.JAVA_SHORT, i, half);
    }
    return scales;
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
