package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Few vectors at once, in machine code where the processor has products of bytes; weights are read
 * at the speed of memory. Whatever else there is to do is another kernel's.
 */
final class MachineKernel implements Kernel {
  private static final int ROWS = 64;
  private static final int PAGE = 4096;

  private final Kernel rest;
  private final Workers workers;
  private final List<DotCode> codes;
  private final MachineCode code;
  private final BlockingQueue<ByteVectors> idleVectors = new LinkedBlockingQueue<>();
  private final BlockingQueue<MemorySegment> idleProducts = new LinkedBlockingQueue<>();

  /**
   * The kernel for registers of so many bytes, one of {@link #widths}.
   *
   * @param rest for all that is not done here; is closed with this one
   * @param workers are the caller's
   */
  MachineKernel(int width, Kernel rest, Workers workers) throws IOException {
    this.rest = rest;
    this.workers = workers;
    codes =
        List.of(
            new DotCode(width, 4, false),
            new DotCode(width, 4, true),
            new DotCode(width, 8, false));
    List<byte[]> functions = new ArrayList<>();
    for (DotCode one : codes) {
      for (int n = 1; n <= one.most(); n++) {
        functions.add(one.code(n));
      }
    }
    code = new MachineCode(functions);
  }

  /** Bytes of the registers for which this processor has products of bytes, the most first. */
  static List<Integer> widths() throws IOException {
    Path processors = Path.of("/proc/cpuinfo");
    if (!System.getProperty("os.arch").equals("amd64") || !Files.exists(processors)) {
      return List.of();
    }
    Set<String> flags =
        Files.readAllLines(processors).stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
            .orElseGet(HashSet::new);
    List<Integer> widths = new ArrayList<>();
    if (flags.containsAll(List.of("avx512f", "avx512bw", "avx512vl", "avx512_vnni"))) {
      widths.add(64);
    }
    if (flags.containsAll(List.of("avx2", "fma", "f16c", "avx_vnni"))) {
      widths.add(32);
    }
    return widths;
  }

  @Override
  public void multiply(Matrix matrix, float[] x, int n, float[] y) {
    if (matrix.cols() % DotCode.COLUMNS != 0) {
      rest.multiply(matrix, x, n, y);
      return;
    }
    switch (matrix) {
      case Matrix.Int4 four ->
          multiply(
              four.offsets().isPresent() ? 1 : 0,
              matrix,
              four.quants(),
              four.scales(),
              four.offsets(),
              x,
              n,
              y);
      case Matrix.Int8 eight ->
          multiply(2, matrix, eight.quants(), eight.scales(), Optional.empty(), x, n, y);
      default -> rest.multiply(matrix, x, n, y);
    }
  }

  private void multiply(
      int kind,
      Matrix matrix,
      MemorySegment quants,
      MemorySegment scales,
      Optional<MemorySegment> offsets,
      float[] x,
      int n,
      float[] y) {
    DotCode form = codes.get(kind);
    int most = form.most();
    int rows = matrix.rows();
    int cols = matrix.cols();
    List<ByteVectors> batches = new ArrayList<>();
    for (int first = 0; first < n; first += most) {
      ByteVectors polled = idleVectors.poll();
      ByteVectors batch = polled == null ? new ByteVectors() : polled;
      batch.fill(form, x, first * cols, cols, Math.min(most, n - first), workers);
      batches.add(batch);
    }
    workers.forEach(
        (rows + ROWS - 1) / ROWS,
        strip -> {
          int from = strip * ROWS;
          int count = Math.min(ROWS, rows - from);
          long block = (long) from * cols / Matrix.BLOCK;
          MemorySegment q = quants.asSlice(block * Matrix.BLOCK * form.bits() / 8);
          MemorySegment s = scales.asSlice(block * Short.BYTES);
          MemorySegment o =
              offsets.isPresent() ? offsets.get().asSlice(block * Short.BYTES) : MemorySegment.NULL;
          MemorySegment polled = idleProducts.poll();
          MemorySegment products =
              polled == null ? Arena.ofAuto().allocate(ROWS * most * (long) Float.BYTES) : polled;
          for (int batch = 0; batch < batches.size(); batch++) {
            int first = batch * most;
            int width = Math.min(most, n - first);
            code.call(kind * most + width - 1, q, s, o, batches.get(batch).data(), products, count);
            for (int row = 0; row < count; row++) {
              for (int i = 0; i < width; i++) {
                y[(first + i) * rows + from + row] =
                    products.getAtIndex(ValueLayout.JAVA_FLOAT, row * width + i);
              }
            }
          }
          idleProducts.add(products);
        });
    idleVectors.addAll(batches);
  }

  @Override
  public void scores(
      float[] query,
      int at,
      float[] keys,
      int from,
      int stride,
      int count,
      int width,
      float[] scores,
      int to) {
    rest.scores(query, at, keys, from, stride, count, width, scores, to);
  }

  @Override
  public void mix(
      float[] shares,
      int first,
      float[] values,
      int from,
      int stride,
      int count,
      int width,
      float[] seen,
      int at) {
    rest.mix(shares, first, values, from, stride, count, width, seen, at);
  }

  @Override
  public void gate(float[] gates, float[] ups, int from, int to) {
    rest.gate(gates, ups, from, to);
  }

  @Override
  public void close() {
    code.close();
    rest.close();
  }
}
