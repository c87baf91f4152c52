package io.lares.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The data of server-sent events (WHATWG HTML, section 9.2.6), within bounds. Comments and other
 * fields are passed over.
 */
final class Events {
  private static final int LONGEST_LINE = 256 * 1024;
  private static final int BUFFER = 8192;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] line = new byte[LONGEST_LINE];
  private long left;
  private int at;
  private int filled;
  private boolean afterReturn;

  /**
   * Reads a stream.
   *
   * @param most bytes that it may have in all
   */
  Events(InputStream in, long most) {
    this.in = in;
    this.left = most;
  }

  /** A stream that is none, or too much of one. */
  static final class Nonsense extends IOException {
    private static final long serialVersionUID = 1L;

    Nonsense(String message) {
      super(message);
    }
  }

  /** The next event's data; null at the end of the stream. */
  @Nullable String next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean any = false;
    for (String next = line(); next != null; next = line()) {
      if (next.isEmpty()) {
        if (any) {
          return data.toString();
        }
      } else if (next.startsWith("data:")) {
        if (any) {
          data.append('\n');
        }
        any = true;
        data.append(next, next.startsWith("data: ") ? 6 : 5, next.length());
        if (data.length() > LONGEST_LINE) {
          throw new Nonsense("an event without an end");
        }
      }
    }
    // An event that the stream's end cut off is none, says the standard; some servers end so.
    return any ? data.toString() : null;
  }

  private @Nullable String line() throws IOException {
    int length = 0;
    while (true) {
      int b = read();
      if (b < 0) {
        return length == 0 ? null : text(length);
      }
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        return text(length);
      }
      if (length == LONGEST_LINE) {
        throw new Nonsense("a line without an end");
      }
      line[length++] = (byte) b;
    }
  }

  private String text(int length) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = in.read(buffer);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
      left -= filled;
      if (left < 0) {
        throw new Nonsense("a stream without an end");
      }
    }
    return buffer[at++] & 0xff;
  }
}
