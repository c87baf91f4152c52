package io.lares.tinymimo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a GGUF file of version 3 from the front, by ggml's docs/gguf.md. */
final class GgufOutput implements AutoCloseable {
  static final int ALIGNMENT = 32;

  private static final int MAGIC = 0x46554747;
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final OutputStream out;
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private long position;

  GgufOutput(Path file, int tensors, int entries) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    int32(MAGIC);
    int32(3);
    int64(tensors);
    int64(entries);
  }

  void entry(String key, String value) throws IOException {
    string(key);
    int32(STRING);
    string(value);
  }

  void entry(String key, int value) throws IOException {
    string(key);
    int32(UINT32);
    int32(value);
  }

  void entry(String key, float value) throws IOException {
    string(key);
    int32(FLOAT32);
    int32(Float.floatToRawIntBits(value));
  }

  void entry(String key, boolean value) throws IOException {
    string(key);
    int32(BOOL);
    write(new byte[] {(byte) (value ? 1 : 0)}, 1);
  }

  void texts(String key, List<String> values) throws IOException {
    string(key);
    int32(ARRAY);
    int32(STRING);
    int64(values.size());
    for (String value : values) {
      string(value);
    }
  }

  void integers(String key, int[] values) throws IOException {
    string(key);
    int32(ARRAY);
    int32(INT32);
    int64(values.length);
    for (int value : values) {
      int32(value);
    }
  }

  /** Where a tensor will lie, from the start of the data. */
  void place(Tensor tensor, Quant quant, long offset) throws IOException {
    string(tensor.gguf());
    int32(tensor.vector() ? 1 : 2);
    int64(tensor.width());
    if (!tensor.vector()) {
      int64(tensor.rows());
    }
    int32(quant.id);
    int64(offset);
  }

  void align() throws IOException {
    int missing = (int) (-position & ALIGNMENT - 1);
    write(new byte[missing], missing);
  }

  void write(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    position += length;
  }

  private void string(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int64(bytes.length);
    write(bytes, bytes.length);
  }

  private void int32(int value) throws IOException {
    number.clear().putInt(value);
    write(number.array(), 4);
  }

  private void int64(long value) throws IOException {
    number.clear().putLong(value);
    write(number.array(), 8);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
