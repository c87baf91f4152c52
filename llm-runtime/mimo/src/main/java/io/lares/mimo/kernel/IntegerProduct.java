package io.lares.mimo.kernel;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * ONNX Runtime's {@code MatMulInteger} for matrices of any size: sums of products of eight bits,
 * exact. It works in the caller's thread, and many may call at once; it has no weights and keeps no
 * memory.
 */
final class IntegerProduct implements AutoCloseable {
  private static final int UINT8 = 2;
  private static final int INT8 = 3;
  private static final int INT32 = 6;

  private final OrtEnvironment environment;
  private final OrtSession session;

  /** Makes the session; takes some milliseconds. The native library must be loaded. */
  IntegerProduct() throws OrtException {
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(model(), options);
    }
  }

  /**
   * Multiplies; all buffers are direct ones in the machine's order.
   *
   * @param a [rows, inner], each 128 too large
   * @param b [inner, cols] signed
   * @param product [rows, cols]
   */
  void multiply(ByteBuffer a, ByteBuffer b, int rows, int inner, int cols, IntBuffer product) {
    try (OnnxTensor left = tensor(a.slice(0, rows * inner), rows, inner, OnnxJavaType.UINT8);
        OnnxTensor right = tensor(b.slice(0, inner * cols), inner, cols, OnnxJavaType.INT8);
        OnnxTensor out =
            OnnxTensor.createTensor(
                environment, product.slice(0, rows * cols), new long[] {rows, cols})) {
      session.run(Map.of("a", left, "b", right), Set.of(), Map.of("y", out)).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime can't multiply: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(ByteBuffer data, int rows, int cols, OnnxJavaType type)
      throws OrtException {
    return OnnxTensor.createTensor(environment, data, new long[] {rows, cols}, type);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime can't let go: " + e.getMessage(), e);
    }
  }

  /**
   * A model of this one operator, as ONNX's onnx.proto has it: ModelProto with IR version 8 and
   * operators of version 13.
   */
  private static byte[] model() {
    Message zero = new Message().number(2, UINT8).text(8, "zero").bytes(9, new byte[] {(byte) 128});
    Message node =
        new Message()
            .text(1, "a")
            .text(1, "b")
            .text(1, "zero")
            .text(2, "y")
            .text(4, "MatMulInteger");
    Message graph =
        new Message()
            .message(1, node)
            .text(2, "product")
            .message(5, zero)
            .message(11, value("a", UINT8, "rows", "inner"))
            .message(11, value("b", INT8, "inner", "cols"))
            .message(12, value("y", INT32, "rows", "cols"));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 13))
        .out()
        .toByteArray();
  }

  private static Message value(String name, int type, String rows, String cols) {
    Message shape =
        new Message()
            .message(1, new Message().text(2, rows))
            .message(1, new Message().text(2, cols));
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A message of Protocol Buffers, field after field. */
  private record Message(ByteArrayOutputStream out) {
    Message() {
      this(new ByteArrayOutputStream());
    }

    Message number(int field, int value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message bytes(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.out.toByteArray());
    }

    private void varint(int value) {
      int left = value;
      for (; left > 127; left >>>= 7) {
        out.write(left & 127 | 128);
      }
      out.write(left);
    }
  }
}
