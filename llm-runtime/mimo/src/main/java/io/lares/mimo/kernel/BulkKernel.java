package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.INTS;
import static io.lares.mimo.kernel.Lanes.floats;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Reads prompts: many vectors at once by integer products, few by another kernel. Where time goes
 * into arithmetic, processors do eight bits many times as fast as floats.
 *
 * <p>A run of a row and a run of a vector, of {@link #RUN} columns at most, get a scale of their
 * own. The row becomes eight bits; a figure of four bits is rounded to an eighth of itself at most,
 * which is a tenth of what four bits cost. The vector becomes sixteen in two halves of eight:
 * activations have outliers, beside which eight bits would leave nothing of the rest.
 */
final class BulkKernel extends KernelOver {
  /** Columns that share a scale; their sums stay exact. */
  static final int RUN = 1024;

  /** Vectors that are multiplied at once. */
  static final int VECTORS = 256;

  /** Fewer vectors are multiplied faster by the other kernel. */
  static final int WORTHWHILE = 2 * MANY;

  /** Rows that a thread takes at once: they and their products stay in its cache. */
  private static final int STRIP = 256;

  /** Vectors whose bytes a thread writes at once. */
  private static final int TILE = 16;

  private static final int PADDING = Math.max(16, COUNT);
  private static final float MOST_16 = 127 * 256;

  private final Workers workers;
  private final IntegerProduct product;
  private final BlockingQueue<Scratch> idle = new LinkedBlockingQueue<>();

  /**
   * The kernel for many.
   *
   * @param few for fewer than {@link #WORTHWHILE}, and all that is not done here; is closed with
   *     this one
   * @param workers are the caller's
   * @param product is closed with this one
   */
  BulkKernel(Kernel few, Workers workers, IntegerProduct product) {
    super(few);
    this.workers = workers;
    this.product = product;
  }

  /** What a thread needs for a strip. */
  private record Scratch(
      ByteBuffer rows,
      MemorySegment rowBytes,
      float[] scales,
      RowBytes.Blocks blocks,
      IntBuffer product,
      float[] sums) {
    Scratch() {
      this(direct(STRIP * RUN));
    }

    private Scratch(ByteBuffer rows) {
      this(
          rows,
          MemorySegment.ofBuffer(rows),
          new float[STRIP],
          new RowBytes.Blocks(),
          direct(STRIP * 2 * VECTORS * Integer.BYTES).asIntBuffer(),
          new float[STRIP * VECTORS]);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void multiply(List<Product> products, float[] x, int n) {
    if (n < WORTHWHILE
        || !products.stream().allMatch(product -> RowBytes.takes(product.matrix()))) {
      rest.multiply(products, x, n);
      return;
    }
    for (int first = 0; first < n; first += VECTORS) {
      int count = Math.min(VECTORS, n - first);
      Map<Class<?>, Halves> halves = new HashMap<>();
      for (Product product : products) {
        RowBytes rows = new RowBytes(product.matrix());
        int from = first;
        Halves vectors =
            halves.computeIfAbsent(
                product.matrix().getClass(),
                form -> new Halves(rows, product.matrix().cols(), x, from, count));
        multiply(product, rows, vectors, first);
      }
    }
  }

  private void multiply(Product product, RowBytes bytes, Halves halves, int first) {
    int rows = product.matrix().rows();
    workers.forEach(
        (rows + STRIP - 1) / STRIP,
        strip -> {
          Scratch polled = idle.poll();
          Scratch scratch = polled == null ? new Scratch() : polled;
          int from = strip * STRIP;
          int height = Math.min(STRIP, rows - from);
          strip(bytes, halves, from, height, scratch);
          for (int i = 0; i < halves.count; i += TILE) {
            int end = Math.min(halves.count, i + TILE);
            for (int row = 0; row < height; row += TILE) {
              int to = (first + i) * rows + from + row;
              turn(
                  scratch.sums,
                  halves.padded,
                  i,
                  end,
                  row,
                  Math.min(height, row + TILE),
                  product.y(),
                  to,
                  rows);
            }
          }
          idle.add(scratch);
        });
  }

  /** Turns a tile of sums, [row, vector], round. */
  private static void turn(
      float[] sums,
      int padded,
      int first,
      int end,
      int from,
      int below,
      float[] y,
      int to,
      int rows) {
    for (int i = first; i < end; i++) {
      int at = to + (i - first) * rows - from;
      for (int row = from; row < below; row++) {
        y[at + row] = sums[row * padded + i];
      }
    }
  }

  /** Leaves the products of a strip's rows with all vectors in the scratch. */
  private void strip(RowBytes bytes, Halves halves, int from, int height, Scratch scratch) {
    Arrays.fill(scratch.sums, 0, height * halves.padded, 0);
    int[] line = new int[2 * halves.padded];
    for (int run = 0; run < halves.runs; run++) {
      int start = run * RUN;
      int width = Math.min(RUN, halves.cols - start);
      for (int row = 0; row < height; row++) {
        scratch.scales[row] =
            bytes.write(
                from + row, start, width, scratch.blocks, scratch.rowBytes, (long) row * width);
      }
      product.multiply(
          scratch.rows, halves.bytes[run], height, width, line.length, scratch.product);
      for (int row = 0; row < height; row++) {
        scratch.product.get(row * line.length, line);
        add(line, scratch.scales[row], halves.scales[run], scratch.sums, row * halves.padded);
      }
    }
  }

  private static void add(int[] line, float scale, float[] scales, float[] sums, int at) {
    int lower = line.length / 2;
    for (int i = 0; i < lower; i += COUNT) {
      FloatVector high = floats(IntVector.fromArray(INTS, line, i));
      FloatVector low = floats(IntVector.fromArray(INTS, line, lower + i));
      high.mul(256)
          .add(low)
          .mul(floats(scales, i).mul(scale))
          .add(floats(sums, at + i))
          .intoArray(sums, at + i);
    }
  }

  /** Vectors in sixteen bits, by run: the upper halves of all, and then the lower ones. */
  private final class Halves {
    final int cols;
    final int count;

    /**
     * Whole vectors; and ONNX Runtime 1.21 with AMX is wrong at columns that are no multiple of 16.
     */
    final int padded;

    final int runs;
    final ByteBuffer[] bytes;
    final float[][] scales;

    Halves(RowBytes order, int cols, float[] x, int first, int count) {
      this.cols = cols;
      this.count = count;
      padded = (count + PADDING - 1) & -PADDING;
      runs = (cols + RUN - 1) / RUN;
      bytes = new ByteBuffer[runs];
      scales = new float[runs][padded];
      int[] places = new int[Math.min(RUN, cols)];
      for (int col = 0; col < places.length; col++) {
        places[col] = order.place(col) * 2 * padded;
      }
      for (int run = 0; run < runs; run++) {
        bytes[run] = direct(Math.min(RUN, cols - run * RUN) * 2 * padded);
      }
      int tiles = (count + TILE - 1) / TILE;
      workers.forEach(
          runs * tiles, turn -> fill(turn / tiles, turn % tiles * TILE, places, x, first));
    }

    /** A run of a tile of vectors: its numbers of a column go side by side. */
    private void fill(int run, int from, int[] places, float[] x, int first) {
      int start = run * RUN;
      int width = Math.min(RUN, cols - start);
      int tile = Math.min(TILE, count - from);
      int at = (first + from) * cols + start;
      float[] factors = new float[tile];
      for (int i = 0; i < tile; i++) {
        float most = Float.MIN_NORMAL;
        for (int col = 0; col < width; col++) {
          most = Math.max(most, Math.abs(x[at + i * cols + col]));
        }
        scales[run][from + i] = most / MOST_16;
        factors[i] = MOST_16 / most;
      }
      byte[] line = new byte[tile];
      byte[] lower = new byte[tile];
      for (int col = 0; col < width; col++) {
        for (int i = 0; i < tile; i++) {
          // Rounds to the nearest, since the sum is positive.
          int number =
              (int) (x[at + i * cols + col] * factors[i] + (MOST_16 + 0.5f)) - (int) MOST_16;
          int upper = number + 128 >> 8;
          line[i] = (byte) upper;
          lower[i] = (byte) (number - (upper << 8));
        }
        bytes[run].put(places[col] + from, line);
        bytes[run].put(places[col] + padded + from, lower);
      }
    }
  }

  @Override
  public void close() {
    product.close();
    rest.close();
  }
}
