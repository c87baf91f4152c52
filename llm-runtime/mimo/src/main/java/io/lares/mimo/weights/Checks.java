package io.lares.mimo.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Checksums over a stretch of a file, one (CRC-32C) for each {@link #PAGE}, in hexadecimal. */
final class Checks {
  static final int PAGE = 1 << 20;

  private static final int DIGITS = 8;

  private Checks() {}

  /** The checksums of a stretch. */
  static String of(FileChannel file, long start, long length) throws IOException {
    StringBuilder sums = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(PAGE, length));
    for (long at = 0; at < length; at += PAGE) {
      sums.append(sum(file, start + at, (int) Math.min(PAGE, length - at), buffer));
    }
    return sums.toString();
  }

  /** How many characters the checksums of a stretch have. */
  static long length(long bytes) {
    return (bytes + PAGE - 1) / PAGE * DIGITS;
  }

  /** The first page, counted from 0, that is not as it was; -1 where all are. */
  static int firstBroken(FileChannel file, long start, long length, String expected)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(PAGE, length));
    for (long at = 0; at < length; at += PAGE) {
      int page = (int) (at / PAGE);
      String sum = sum(file, start + at, (int) Math.min(PAGE, length - at), buffer);
      if (!expected.startsWith(sum, page * DIGITS)) {
        return page;
      }
    }
    return -1;
  }

  /** Of a stretch that ends early, the sum of what is there. */
  private static String sum(FileChannel file, long at, int length, ByteBuffer buffer)
      throws IOException {
    buffer.clear().limit(length);
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = file.read(buffer, at + buffer.position());
    }
    CRC32C crc = new CRC32C();
    crc.update(buffer.flip());
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
