package io.lares.mimo.kernel;

import io.lares.mimo.kernel.BlockRows.Form;
import io.lares.mimo.weights.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads prompts where the processor has products of bytes (VNNI) and no matrix tiles: many vectors
 * at once, few by another kernel.
 */
final class LaneKernel extends KernelOver {
  /** Vectors that are multiplied at once: their bytes stay in the cache. */
  private static final int VECTORS = 256;

  /** Panels that a thread takes at once, while vectors are near. */
  private static final int PANELS = 4;

  private static final int ALIGNMENT = 64;

  private final Workers workers;
  private final LaneCode form;
  private final MachineCode code;
  private final MemorySegment constantOfFour;
  private final MemorySegment constantOfEight;
  private final BlockingQueue<MemorySegment> idleVectors = new LinkedBlockingQueue<>();
  private final BlockingQueue<MemorySegment> idlePanels = new LinkedBlockingQueue<>();

  /**
   * The kernel for registers of so many bytes, one of {@link MachineKernel#widths}.
   *
   * @param few for fewer than {@link Kernel#MANY}, and all that is not done here; is closed with
   *     this one
   * @param workers are the caller's
   */
  LaneKernel(int width, Kernel few, Workers workers) throws IOException {
    super(few);
    this.workers = workers;
    form = new LaneCode(width);
    List<byte[]> functions = new ArrayList<>();
    for (int n = 1; n <= form.most(); n++) {
      functions.add(form.products(n, false));
      functions.add(form.products(n, true));
    }
    functions.add(form.halves());
    functions.add(form.weights(4));
    functions.add(form.weights(8));
    constantOfFour = constant(4);
    constantOfEight = constant(8);
    code = new MachineCode(functions);
  }

  private MemorySegment constant(int bits) {
    MemorySegment constant = Arena.ofAuto().allocate(form.width(), ALIGNMENT);
    for (int lane = 0; lane < form.lanes(); lane++) {
      constant.setAtIndex(ValueLayout.JAVA_INT, lane, LaneCode.constant(bits));
    }
    return constant;
  }

  private static int codeOfProducts(int n, boolean offsets) {
    return 2 * (n - 1) + (offsets ? 1 : 0);
  }

  private int codeOfHalves() {
    return 2 * form.most();
  }

  private int codeOfWeights(int bits) {
    return codeOfHalves() + (bits == 4 ? 1 : 2);
  }

  private boolean takes(BlockRows rows) {
    return rows.rows() >= form.lanes() && rows.cols() % (LaneCode.SCALE_STEP * Matrix.BLOCK) == 0;
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    List<BlockRows> all = products.stream().flatMap(one -> BlockRows.of(one).stream()).toList();
    if (n < MANY || all.size() < products.size() || !all.stream().allMatch(this::takes)) {
      rest.multiply(products, x, n);
      return;
    }
    int cols = all.getFirst().cols();
    for (int first = 0; first < n; first += VECTORS) {
      int from = first;
      int count = Math.min(VECTORS, n - first);
      Map<Integer, LaneVectors> vectors = new HashMap<>();
      List<LaneVectors> each = new ArrayList<>();
      for (BlockRows rows : all) {
        each.add(
            vectors.computeIfAbsent(
                rows.form().bits(), bits -> vectors(bits, x, from * cols, cols, count)));
      }
      BlockRows.forEach(
          all,
          PANELS * form.lanes(),
          workers,
          (at, row) -> strip(all.get(at), row, each.get(at), from, count));
      vectors.values().forEach(one -> idleVectors.add(one.memory()));
    }
  }

  private LaneVectors vectors(int bits, float[] x, int first, int cols, int count) {
    MemorySegment polled = idleVectors.poll();
    MemorySegment memory = polled == null ? MemorySegment.NULL : polled;
    return new LaneVectors(bits, x, first, cols, count, form.most(), memory, workers);
  }

  /** Rows at the end of a matrix may be worked out twice, so that each panel is whole. */
  private void strip(BlockRows rows, int row, LaneVectors vectors, int first, int count) {
    int lanes = form.lanes();
    int from = Math.min(row, rows.rows() - lanes);
    int height = Math.min(PANELS * lanes, rows.rows() - from);
    BlockRows.Strip strip = rows.strip(from, height);
    long size = (long) rows.cols() / Matrix.BLOCK * form.panelBlock();
    MemorySegment panels = panels(PANELS * size);
    for (int at = 0; at < height; at += lanes) {
      panel(rows, strip, Math.min(at, height - lanes), panels.asSlice(at / lanes * size));
    }
    for (int i = 0; i < count; i += form.most()) {
      for (int at = 0; at < height; at += lanes) {
        int to = (first + i) * rows.rows() + from + Math.min(at, height - lanes);
        products(rows, panels.asSlice(at / lanes * size), vectors, i, to);
      }
    }
    idlePanels.add(panels);
  }

  private MemorySegment panels(long size) {
    MemorySegment polled = idlePanels.poll();
    return polled == null || polled.byteSize() < size
        ? Arena.ofAuto().allocate(size, ALIGNMENT)
        : polled;
  }

  private void panel(BlockRows rows, BlockRows.Strip strip, int row, MemorySegment panel) {
    Form weights = rows.form();
    long numbers = (long) row * rows.cols();
    call(
        codeOfWeights(weights.bits()),
        strip.quants().asSlice(weights.quantBytes(numbers)),
        weights.quantBytes(rows.cols()),
        panel,
        weights.bits() == 4 ? constantOfFour : constantOfEight,
        rows.cols() / form.step(weights.bits()));
    halves(rows, strip.scales(), numbers, panel.asSlice(form.scales()));
    if (weights.offsets()) {
      halves(rows, strip.offsets(), numbers, panel.asSlice(form.offsets()));
    }
  }

  private void halves(BlockRows rows, MemorySegment halves, long numbers, MemorySegment to) {
    call(
        codeOfHalves(),
        halves.asSlice(BlockRows.halfBytes(numbers)),
        BlockRows.halfBytes(rows.cols()),
        to,
        MemorySegment.NULL,
        rows.cols() / Matrix.BLOCK / LaneCode.SCALE_STEP);
  }

  private void call(
      int function,
      MemorySegment from,
      long stride,
      MemorySegment to,
      MemorySegment constant,
      int steps) {
    MemorySegment bytes = MemorySegment.ofAddress(stride);
    code.call(function, from, bytes, to, constant, MemorySegment.NULL, steps);
  }

  private void products(
      BlockRows rows, MemorySegment panel, LaneVectors vectors, int first, int to) {
    int function = codeOfProducts(vectors.some(first), rows.form().offsets());
    code.callBriefly(
        function,
        panel,
        vectors.from(first),
        MemorySegment.ofArray(rows.product().y()).asSlice((long) to * Float.BYTES),
        MemorySegment.ofAddress((long) rows.rows() * Float.BYTES),
        MemorySegment.NULL,
        rows.cols() / Matrix.BLOCK);
  }

  @Override
  public void close() {
    code.close();
    rest.close();
  }
}
