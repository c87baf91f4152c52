package io.lares.mimo.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Reads a GGUF file from the front; what lies beyond its end is an error. */
final class GgufCursor {
  private static final int MOST_NAME = 1 << 10;

  private final MappedFile file;
  private final MemorySegment data;
  private long position;

  GgufCursor(MappedFile file) {
    this(file, 0);
  }

  GgufCursor(MappedFile file, long position) {
    this.file = file;
    this.data = file.data();
    this.position = position;
  }

  long position() {
    return position;
  }

  void skip(long bytes) throws ModelException {
    if (bytes < 0 || bytes > data.byteSize() - position) {
      throw file.broken(
          "it ends at byte %d, %s more were promised"
              .formatted(data.byteSize(), Long.toUnsignedString(bytes)));
    }
    position += bytes;
  }

  private long take(int bytes) throws ModelException {
    long at = position;
    skip(bytes);
    return at;
  }

  int int8() throws ModelException {
    return data.get(ValueLayout.JAVA_BYTE, take(1));
  }

  int int16() throws ModelException {
    return data.get(Bytes.SHORT, take(2));
  }

  int int32() throws ModelException {
    return data.get(Bytes.INT, take(4));
  }

  long int64() throws ModelException {
    return data.get(Bytes.LONG, take(8));
  }

  double float32() throws ModelException {
    return data.get(Bytes.FLOAT, take(4));
  }

  double float64() throws ModelException {
    return data.get(Bytes.DOUBLE, take(8));
  }

  /**
   * How many there are of something; absurd figures are refused before anything is made of them.
   */
  long count(String what, long most) throws ModelException {
    long count = int64();
    if (count < 0 || count > most) {
      throw file.broken("it says that it has " + Long.toUnsignedString(count) + " " + what);
    }
    return count;
  }

  /** A string of a bounded length. */
  String string(int most) throws ModelException {
    long length = int64();
    if (length < 0 || length > most) {
      throw file.broken("a text of it would have " + Long.toUnsignedString(length) + " bytes");
    }
    long at = take((int) length);
    return new String(
        data.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  void skipString() throws ModelException {
    skip(int64());
  }

  String name() throws ModelException {
    return string(MOST_NAME);
  }
}
