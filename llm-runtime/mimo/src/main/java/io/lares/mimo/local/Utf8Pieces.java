package io.lares.mimo.local;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes whole characters of bytes as they come. */
final class Utf8Pieces {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private byte[] left = {};

  /** The characters that are whole with these bytes; may be none. */
  String next(byte[] bytes) {
    ByteBuffer in = ByteBuffer.allocate(left.length + bytes.length).put(left).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, false);
    left = new byte[in.remaining()];
    in.get(left);
    return out.flip().toString();
  }
}
