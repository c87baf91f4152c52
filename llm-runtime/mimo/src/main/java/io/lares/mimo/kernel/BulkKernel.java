package io.lares.mimo.kernel;

import static io.lares.mimo.kernel.Lanes.COUNT;
import static io.lares.mimo.kernel.Lanes.INTS;
import static io.lares.mimo.kernel.Lanes.floats;

import io.lares.mimo.weights.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
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
final class BulkKernel implements Kernel {
  /** Columns that share a scale; their sums stay exact. */
  static final int RUN = 1024;

  /** Vectors that are multiplied at once. */
  static final int VECTORS = 256;

  /** Rows that a thread takes at once: they and their products stay in its cache. */
  private static final int STRIP = 128;

  private static final int PADDING = Math.max(16, COUNT);
  private static final float MOST_16 = 127 * 256;

  private final Kernel few;
  private final Workers workers;
  private final IntegerProduct product;
  private final BlockingQueue<Scratch> idle = new LinkedBlockingQueue<>();

  BulkKernel(Kernel few, Workers workers, IntegerProduct product) {
    this.few = few;
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
  public void multiply(Matrix matrix, float[] x, int n, float[] y) {
    if (n < MANY || !RowBytes.takes(matrix)) {
      few.multiply(matrix, x, n, y);
      return;
    }
    RowBytes rows = new RowBytes(matrix);
    for (int first = 0; first < n; first += VECTORS) {
      int count = Math.min(VECTORS, n - first);
      multiply(matrix, rows, new Halves(rows, matrix.cols(), x, first, count), y, first);
    }
  }

  private void multiply(Matrix matrix, RowBytes bytes, Halves halves, float[] y, int first) {
    int rows = matrix.rows();
    workers.forEach(
        (rows + STRIP - 1) / STRIP,
        strip -> {
          Scratch polled = idle.poll();
          Scratch scratch = polled == null ? new Scratch() : polled;
          int from = strip * STRIP;
          int height = Math.min(STRIP, rows - from);
          strip(bytes, halves, from, height, scratch);
          for (int i = 0; i < halves.count; i++) {
            int to = (first + i) * rows + from;
            for (int row = 0; row < height; row++) {
              y[to + row] = scratch.sums[row * halves.padded + i];
            }
          }
          idle.add(scratch);
        });
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
    final RowBytes order;
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
      this.order = order;
      this.cols = cols;
      this.count = count;
      padded = (count + PADDING - 1) & -PADDING;
      runs = (cols + RUN - 1) / RUN;
      bytes = new ByteBuffer[runs];
      scales = new float[runs][padded];
      workers.forEach(runs, run -> fill(run, x, first));
    }

    private void fill(int run, float[] x, int first) {
      int start = run * RUN;
      int width = Math.min(RUN, cols - start);
      byte[] to = new byte[width * 2 * padded];
      for (int i = 0; i < count; i++) {
        int at = (first + i) * cols + start;
        float most = Float.MIN_NORMAL;
        for (int col = 0; col < width; col++) {
          most = Math.max(most, Math.abs(x[at + col]));
        }
        scales[run][i] = most / MOST_16;
        float factor = MOST_16 / most;
        for (int col = 0; col < width; col++) {
          // Rounds to the nearest, since the sum is positive.
          int number = (int) (x[at + col] * factor + (MOST_16 + 0.5f)) - (int) MOST_16;
          int upper = number + 128 >> 8;
          int place = order.place(col) * 2 * padded + i;
          to[place] = (byte) upper;
          to[place + padded] = (byte) (number - (upper << 8));
        }
      }
      bytes[run] = direct(to.length).put(0, to);
    }
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
    few.scores(query, at, keys, from, stride, count, width, scores, to);
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
    few.mix(shares, first, values, from, stride, count, width, seen, at);
  }

  @Override
  public void gate(float[] gates, float[] ups, int from, int to) {
    few.gate(gates, ups, from, to);
  }

  @Override
  public void close() {
    product.close();
    few.close();
  }
}
