package io.lares.mimo.kernel;

import ai.onnxruntime.OrtException;
import io.lares.mimo.natives.Natives;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels that this machine has. */
public final class Kernels {
  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
  private static final String VECTORS = "jdk.incubator.vector";

  private Kernels() {}

  /**
   * The fastest kernel of this machine. Where parts of it are missing the log says so, and what is
   * left runs slower.
   *
   * @param workers are used by it and stay the caller's
   */
  public static Kernel fastest(Workers workers, Natives natives) {
    if (!vectors()) {
      LOG.warn(
          "The language model runs slowly: start Java with --add-modules {}, as ./hub does",
          VECTORS);
      return new PortableKernel(workers);
    }
    Kernel few = few(workers);
    return own(few, workers).or(() -> bulk(few, workers, natives)).orElse(few);
  }

  /** The kernel that reads by machine code of our own, where the processor has what it takes. */
  private static Optional<Kernel> own(Kernel few, Workers workers) {
    try {
      if (TileKernel.runs()) {
        return Optional.of(new TileKernel(few, workers));
      }
      List<Integer> widths = MachineKernel.widths();
      return widths.isEmpty()
          ? Optional.empty()
          : Optional.of(new LaneKernel(widths.getFirst(), few, workers));
    } catch (IOException e) {
      LOG.warn(
          "The language model reads more slowly than this processor could: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** The kernel that reads by ONNX Runtime's products, where those are exact. */
  static Optional<Kernel> bulk(Kernel few, Workers workers, Natives natives) {
    try {
      natives.loadOnnxRuntime();
      IntegerProduct product = new IntegerProduct();
      if (exact(product)) {
        return Optional.of(new BulkKernel(few, workers, product));
      }
      product.close();
      LOG.warn("The language model reads slowly: this processor has no exact products of bytes");
    } catch (IOException | OrtException e) {
      LOG.warn("The language model reads slowly: {}", e.getMessage());
    }
    return Optional.empty();
  }

  private static Kernel few(Workers workers) {
    Kernel vectors = new VectorKernel(workers);
    try {
      List<Integer> widths = MachineKernel.widths();
      return widths.isEmpty() ? vectors : new MachineKernel(widths.getFirst(), vectors, workers);
    } catch (IOException e) {
      LOG.warn("The language model writes slowly: {}", e.getMessage());
      return vectors;
    }
  }

  /** Whether this Java was started with vectors, and this code may use them. */
  private static boolean vectors() {
    try {
      Class.forName(VECTORS + ".FloatVector", false, Kernels.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Processors without such an instruction add pairs in sixteen bits, which may be too few. */
  private static boolean exact(IntegerProduct product) {
    int width = 64;
    ByteBuffer a = ByteBuffer.allocateDirect(width * width).order(ByteOrder.nativeOrder());
    ByteBuffer b = ByteBuffer.allocateDirect(width * width).order(ByteOrder.nativeOrder());
    for (int i = 0; i < width * width; i++) {
      a.put(i, (byte) 255);
      b.put(i, (byte) 127);
    }
    IntBuffer y =
        ByteBuffer.allocateDirect(width * width * Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    product.multiply(a, b, width, width, width, y);
    for (int i = 0; i < width * width; i++) {
      if (y.get(i) != 127 * 127 * width) {
        return false;
      }
    }
    return true;
  }
}
