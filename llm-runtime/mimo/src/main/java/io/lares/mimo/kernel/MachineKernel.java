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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Few vectors at once, in machine code where the processor has products of bytes; weights are read
 * at the speed of memory. Whatever else there is to do is another kernel's.
 */
final class MachineKernel extends KernelOver {
  private static final int PAGE = 4096;

  /** Rows that a thread takes at once. */
  private static final int ROWS = 64;

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
    super(rest);
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

  /** A matrix as its code takes it. */
  private record Rows(
      int kind,
      MemorySegment quants,
      MemorySegment scales,
      Optional<MemorySegment> offsets,
      Product product) {
    static Optional<Rows> of(Product product) {
      if (product.matrix().cols() % DotCode.COLUMNS != 0) {
        return Optional.empty();
      }
      return switch (product.matrix()) {
        case Matrix.Int4 four ->
            Optional.of(
                new Rows(
                    four.offsets().isPresent() ? 1 : 0,
                    four.quants(),
                    four.scales(),
                    four.offsets(),
                    product));
        case Matrix.Int8 eight ->
            Optional.of(new Rows(2, eight.quants(), eight.scales(), Optional.empty(), product));
        default -> Optional.empty();
      };
    }

    int strips() {
      return (product.matrix().rows() + ROWS - 1) / ROWS;
    }
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    List<Rows> all = new ArrayList<>();
    for (Product product : products) {
      Rows.of(product).ifPresentOrElse(all::add, () -> rest.multiply(List.of(product), x, n));
    }
    if (all.isEmpty()) {
      return;
    }
    // Offsets change the code and not how vectors lie.
    Map<Integer, List<ByteVectors>> batches = new HashMap<>();
    List<List<ByteVectors>> each = new ArrayList<>();
    for (Rows rows : all) {
      DotCode form = codes.get(rows.kind);
      each.add(
          batches.computeIfAbsent(
              form.bits(), bits -> batches(form, x, rows.product.matrix().cols(), n)));
    }
    int strips = all.stream().mapToInt(Rows::strips).sum();
    workers.forEach(
        strips,
        turn -> {
          int strip = turn;
          int at = 0;
          while (strip >= all.get(at).strips()) {
            strip -= all.get(at++).strips();
          }
          multiply(all.get(at), strip * ROWS, each.get(at), n);
        });
    batches.values().forEach(idleVectors::addAll);
  }

  private List<ByteVectors> batches(DotCode form, float[] x, int cols, int n) {
    List<ByteVectors> batches = new ArrayList<>();
    for (int first = 0; first < n; first += form.most()) {
      ByteVectors polled = idleVectors.poll();
      ByteVectors batch = polled == null ? new ByteVectors() : polled;
      batch.fill(form, x, first * cols, cols, Math.min(form.most(), n - first), workers);
      batches.add(batch);
    }
    return batches;
  }

  /** A strip of rows, which stay in the processor's cache for all batches. */
  private void multiply(Rows rows, int from, List<ByteVectors> batches, int n) {
    Matrix matrix = rows.product.matrix();
    float[] y = rows.product.y();
    DotCode form = codes.get(rows.kind);
    int most = form.most();
    int count = Math.min(ROWS, matrix.rows() - from);
    long block = (long) from * matrix.cols() / Matrix.BLOCK;
    MemorySegment quants = rows.quants.asSlice(block * Matrix.BLOCK * form.bits() / 8);
    MemorySegment scales = rows.scales.asSlice(block * Short.BYTES);
    MemorySegment offsets =
        rows.offsets.map(all -> all.asSlice(block * Short.BYTES)).orElse(MemorySegment.NULL);
    touch(quants, (long) count * matrix.cols() * form.bits() / 8);
    long halves = (long) count * matrix.cols() / Matrix.BLOCK * Short.BYTES;
    touch(scales, halves);
    if (rows.offsets.isPresent()) {
      touch(offsets, halves);
    }
    MemorySegment polled = idleProducts.poll();
    MemorySegment products =
        polled == null ? Arena.ofAuto().allocate((long) ROWS * most * Float.BYTES) : polled;
    for (int batch = 0; batch < batches.size(); batch++) {
      int first = batch * most;
      int width = Math.min(most, n - first);
      MemorySegment vectors = batches.get(batch).data();
      int function = rows.kind * most + width - 1;
      code.call(function, quants, scales, offsets, vectors, products, count);
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < width; i++) {
          y[(first + i) * matrix.rows() + from + row] =
              products.getAtIndex(ValueLayout.JAVA_FLOAT, row * width + i);
        }
      }
    }
    idleProducts.add(products);
  }

  /**
   * Looks at each page before machine code does. A page that can't be read, since the file was cut
   * off or the disk is broken, is an {@link InternalError} in Java and would be the end of the
   * process in machine code.
   */
  private static void touch(MemorySegment data, long size) {
    int sum = data.get(ValueLayout.JAVA_BYTE, size - 1);
    for (long at = 0; at < size; at += PAGE) {
      sum += data.get(ValueLayout.JAVA_BYTE, at);
    }
    // So that the compiler leaves it in.
    if (sum == Integer.MIN_VALUE) {
      throw new IllegalStateException("bytes can't add up to this");
    }
  }

  @Override
  public void close() {
    code.close();
    rest.close();
  }
}
