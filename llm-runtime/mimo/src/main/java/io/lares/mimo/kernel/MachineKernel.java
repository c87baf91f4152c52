package io.lares.mimo.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Few vectors at once, in machine code where the processor has products of bytes; weights are read
 * at the speed of memory. Whatever else there is to do is another kernel's.
 */
final class MachineKernel extends KernelOver {
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
        BlockRows.FORMS.stream()
            .map(form -> new DotCode(width, form.bits(), form.offsets()))
            .toList();
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
    Set<String> features = Machine.features();
    List<Integer> widths = new ArrayList<>();
    if (features.containsAll(List.of("avx512f", "avx512bw", "avx512vl", "avx512_vnni"))) {
      widths.add(64);
    }
    if (features.containsAll(List.of("avx2", "fma", "f16c", "avx_vnni"))) {
      widths.add(32);
    }
    return widths;
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    List<BlockRows> all = new ArrayList<>();
    for (Product product : products) {
      BlockRows.of(product).ifPresentOrElse(all::add, () -> rest.multiply(List.of(product), x, n));
    }
    if (all.isEmpty()) {
      return;
    }
    // Offsets change the code and not how vectors lie.
    Map<Integer, List<ByteVectors>> batches = new HashMap<>();
    List<List<ByteVectors>> each = new ArrayList<>();
    for (BlockRows rows : all) {
      DotCode form = codes.get(rows.kind());
      each.add(batches.computeIfAbsent(form.bits(), bits -> batches(form, x, rows.cols(), n)));
    }
    BlockRows.forEach(
        all, ROWS, workers, (at, from) -> multiply(all.get(at), from, each.get(at), n));
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
  private void multiply(BlockRows rows, int from, List<ByteVectors> batches, int n) {
    float[] y = rows.product().y();
    int most = codes.get(rows.kind()).most();
    int count = Math.min(ROWS, rows.rows() - from);
    BlockRows.Strip strip = rows.strip(from, count);
    MemorySegment polled = idleProducts.poll();
    MemorySegment products =
        polled == null ? Arena.ofAuto().allocate((long) ROWS * most * Float.BYTES) : polled;
    for (int batch = 0; batch < batches.size(); batch++) {
      int first = batch * most;
      int width = Math.min(most, n - first);
      MemorySegment vectors = batches.get(batch).data();
      int function = rows.kind() * most + width - 1;
      code.call(
          function, strip.quants(), strip.scales(), strip.offsets(), vectors, products, count);
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < width; i++) {
          y[(first + i) * rows.rows() + from + row] =
              products.getAtIndex(ValueLayout.JAVA_FLOAT, row * width + i);
        }
      }
    }
    idleProducts.add(products);
  }

  @Override
  public void close() {
    code.close();
    rest.close();
  }
}
