package io.lares.mimo.kernel;

import io.lares.mimo.weights.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Reads prompts: many vectors at once by matrix tiles (AMX), few by another kernel. Weights and
 * vectors become brain floats, in which MiMo was trained, and products add up as floats.
 */
final class TileKernel extends KernelOver {
  /** Vectors that are multiplied at once. */
  private static final int VECTORS = 256;

  /** Rows that a thread takes at once: their sums stay in its cache. */
  private static final int STRIP = 256;

  /** Vectors times blocks of which a thread has the tiles in its cache. */
  private static final int CACHED = VECTORS * 32;

  private static final int MOST_BLOCKS = 128;

  /** Rows ahead of which memory is asked for weights. */
  private static final int ROWS_AHEAD = 8;

  private static final int SIDE = TileCode.SIDE;
  private static final int TILE = TileCode.TILE;

  private static final int CODE_VECTORS = 0;
  private static final int CODE_SUMS = 1;
  private static final int CODE_PRODUCTS = 2;
  private static final int CODE_WEIGHTS = 4;

  private final Workers workers;
  private final MachineCode code;
  private final BlockingQueue<MemorySegment> idleVectors = new LinkedBlockingQueue<>();
  private final BlockingQueue<Scratch> idle = new LinkedBlockingQueue<>();

  /**
   * The kernel for many, where {@link #runs}.
   *
   * @param few for fewer than {@link Kernel#MANY}, and all that is not done here; is closed with
   *     this one
   * @param workers are the caller's
   */
  TileKernel(Kernel few, Workers workers) throws IOException {
    super(few);
    this.workers = workers;
    List<byte[]> functions = new ArrayList<>();
    functions.add(TileCode.vectors());
    functions.add(TileCode.sums());
    functions.add(TileCode.products(1));
    functions.add(TileCode.products(2));
    BlockRows.FORMS.forEach(form -> functions.add(TileCode.weights(form.bits(), form.offsets())));
    code = new MachineCode(functions);
  }

  /** Whether the processor has tiles of brain floats, and the system lets this process use them. */
  static boolean runs() throws IOException {
    Set<String> needed = Set.of("amx_tile", "amx_bf16", "avx512f", "avx512_bf16");
    return Machine.features().containsAll(needed) && MachineCode.asksForTiles();
  }

  /** What a thread needs for a strip. */
  private record Scratch(
      MemorySegment parameters, MemorySegment weights, MemorySegment sums, float[] turned) {
    Scratch() {
      this(
          native64(TileCode.SIZE),
          native64(MOST_BLOCKS * 2 * TILE),
          native64(STRIP * VECTORS * Float.BYTES),
          new float[SIDE * SIDE]);
      parameters.set(ValueLayout.JAVA_BYTE, TileCode.TILES, (byte) 1);
      for (int tile = 0; tile < 8; tile++) {
        parameters.set(ValueLayout.JAVA_SHORT, TileCode.TILES + 16 + 2L * tile, (short) 64);
        parameters.set(ValueLayout.JAVA_BYTE, TileCode.TILES + 48 + tile, (byte) SIDE);
      }
      for (int lane = 0; lane < SIDE; lane++) {
        parameters.set(ValueLayout.JAVA_FLOAT, TileCode.FIGURES + 4L * lane, lane - 8);
        parameters.set(ValueLayout.JAVA_INT, TileCode.HALF + 4L * lane, 1 << 15);
        parameters.set(ValueLayout.JAVA_INT, TileCode.UPPER + 4L * lane, -1 << 16);
        for (int block = 0; block < TileCode.STEP; block++) {
          long at = TileCode.LANES + (long) block * 64 + 4L * lane;
          parameters.set(ValueLayout.JAVA_INT, at, block);
        }
      }
      parameters.set(ValueLayout.JAVA_LONG, TileCode.STRIDE, 64);
    }

    /** Prepares for runs of so many blocks in rows of so many columns. */
    void runs(int blocks, BlockRows rows) {
      int left = rows.cols() - blocks * Matrix.BLOCK;
      parameters.set(ValueLayout.JAVA_LONG, TileCode.BLOCKS, blocks);
      parameters.set(ValueLayout.JAVA_LONG, TileCode.STEPS, blocks / TileCode.STEP);
      parameters.set(ValueLayout.JAVA_LONG, TileCode.QUANTS_LEFT, rows.form().quantBytes(left));
      parameters.set(ValueLayout.JAVA_LONG, TileCode.HALVES_LEFT, BlockRows.halfBytes(left));
      long ahead = ROWS_AHEAD * rows.form().quantBytes(rows.cols());
      parameters.set(ValueLayout.JAVA_LONG, TileCode.AHEAD, ahead);
    }
  }

  private static MemorySegment native64(long bytes) {
    return Arena.ofAuto().allocate(bytes, 64);
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    List<BlockRows> all = products.stream().flatMap(one -> BlockRows.of(one).stream()).toList();
    if (n < MANY || all.size() < products.size()) {
      rest.multiply(products, x, n);
      return;
    }
    for (int first = 0; first < n; first += VECTORS) {
      Vectors vectors = new Vectors(x, first, Math.min(VECTORS, n - first), all.getFirst().cols());
      BlockRows.forEach(
          all,
          STRIP,
          workers,
          (at, from) -> {
            Scratch polled = idle.poll();
            Scratch scratch = polled == null ? new Scratch() : polled;
            strip(all.get(at), from, vectors, scratch);
            idle.add(scratch);
          });
      idleVectors.add(vectors.tiles);
    }
  }

  /** Vectors in tiles, by run: those of two groups of vectors, block by block, and then others. */
  private final class Vectors {
    final int first;
    final int count;
    final int cols;

    /** Groups of {@link #SIDE} vectors. */
    final int groups;

    /** Blocks of a run. */
    final int run;

    final MemorySegment tiles;

    Vectors(float[] x, int first, int count, int cols) {
      this.first = first;
      this.count = count;
      this.cols = cols;
      groups = (count + SIDE - 1) / SIDE;
      run = Math.min(CACHED / (groups * SIDE), MOST_BLOCKS) & -TileCode.STEP;
      long size = (long) blocks() * groups * TILE;
      MemorySegment polled = idleVectors.poll();
      tiles = polled == null || polled.byteSize() < size ? native64(size) : polled;
      workers.forEach(groups, group -> fill(group, x));
    }

    int blocks() {
      return cols / Matrix.BLOCK;
    }

    int run(int from) {
      return Math.min(run, blocks() - from);
    }

    /** Where the tiles of a group start, for the run from block {@code from}. */
    long start(int group, int from) {
      long before = (long) (group & -2) * run(from);
      return ((long) from * groups + before + group % 2) * TILE;
    }

    private void fill(int group, float[] x) {
      int own = Math.min(SIDE, count - group * SIDE);
      int start = (first + group * SIDE) * cols;
      float[] whole = x;
      if (own < SIDE) {
        whole = new float[SIDE * cols];
        System.arraycopy(x, start, whole, 0, own * cols);
        start = 0;
      }
      boolean alone = group == groups - 1 && group % 2 == 0;
      MemorySegment numbers = MemorySegment.ofArray(whole);
      for (int from = 0; from < blocks(); from += run) {
        code.callBriefly(
            CODE_VECTORS,
            numbers.asSlice((start + (long) from * Matrix.BLOCK) * Float.BYTES),
            MemorySegment.ofAddress((long) cols * Float.BYTES),
            tiles.asSlice(start(group, from)),
            MemorySegment.ofAddress((alone ? 1L : 2L) * TILE),
            MemorySegment.NULL,
            run(from));
      }
    }
  }

  private void strip(BlockRows rows, int from, Vectors vectors, Scratch scratch) {
    int height = Math.min(STRIP, rows.rows() - from);
    BlockRows.Strip strip = rows.strip(from, height);
    scratch.sums.fill((byte) 0);
    for (int block = 0; block < vectors.blocks(); block += vectors.run) {
      scratch.runs(vectors.run(block), rows);
      for (int row = 0; row < height; row += TileCode.ROWS) {
        long numbers = (long) row * rows.cols() + (long) block * Matrix.BLOCK;
        widen(rows, strip, numbers, Math.min(TileCode.ROWS, height - row), scratch);
        products(vectors, block, row, scratch);
      }
    }
    for (int group = 0; group < vectors.groups; group++) {
      for (int row = 0; row < height; row += SIDE) {
        turn(rows, from, row, Math.min(SIDE, height - row), vectors, group, scratch);
      }
    }
  }

  private void widen(
      BlockRows rows, BlockRows.Strip strip, long numbers, int count, Scratch scratch) {
    long halves = BlockRows.halfBytes(numbers);
    code.call(
        CODE_WEIGHTS + rows.kind(),
        strip.quants().asSlice(rows.form().quantBytes(numbers)),
        strip.scales().asSlice(halves),
        rows.form().offsets() ? strip.offsets().asSlice(halves) : strip.offsets(),
        scratch.parameters,
        scratch.weights,
        count);
  }

  /** Where the tile of sums of sixteen rows and a group of vectors is. */
  private static long sums(int row, int group, int groups) {
    int width = group == groups - 1 && group % 2 == 0 ? 1 : 2;
    long before = (long) (row / TileCode.ROWS) * groups + (group & -2);
    return (2 * before + (long) row / SIDE % 2 * width + group % 2) * TILE;
  }

  private void products(Vectors vectors, int block, int row, Scratch scratch) {
    int pairs = vectors.groups / 2;
    if (pairs > 0) {
      products(2, vectors, 0, block, row, pairs, scratch);
    }
    if (vectors.groups % 2 > 0) {
      products(1, vectors, 2 * pairs, block, row, 1, scratch);
    }
  }

  private void products(
      int width, Vectors vectors, int group, int block, int row, int count, Scratch scratch) {
    code.call(
        CODE_PRODUCTS + width - 1,
        scratch.weights,
        vectors.tiles.asSlice(vectors.start(group, block)),
        scratch.sums.asSlice(sums(row, group, vectors.groups)),
        scratch.parameters,
        MemorySegment.NULL,
        count);
  }

  /** Writes what sixteen rows come to with a group of vectors to where it belongs. */
  private void turn(
      BlockRows rows, int from, int row, int high, Vectors vectors, int group, Scratch scratch) {
    MemorySegment tile = scratch.sums.asSlice(sums(row, group, vectors.groups), TILE);
    float[] y = rows.product().y();
    int wide = Math.min(SIDE, vectors.count - group * SIDE);
    int at = (vectors.first + group * SIDE) * rows.rows() + from + row;
    if (high == SIDE && wide == SIDE) {
      turn(tile, rows.rows(), MemorySegment.ofArray(y).asSlice((long) at * Float.BYTES));
      return;
    }
    turn(tile, SIDE, MemorySegment.ofArray(scratch.turned));
    for (int i = 0; i < wide; i++) {
      System.arraycopy(scratch.turned, i * SIDE, y, at + i * rows.rows(), high);
    }
  }

  private void turn(MemorySegment tile, int stride, MemorySegment to) {
    MemorySegment bytes = MemorySegment.ofAddress((long) stride * Float.BYTES);
    MemorySegment none = MemorySegment.NULL;
    code.callBriefly(CODE_SUMS, tile, bytes, none, to, none, 1);
  }

  @Override
  public void close() {
    code.close();
    rest.close();
  }
}
