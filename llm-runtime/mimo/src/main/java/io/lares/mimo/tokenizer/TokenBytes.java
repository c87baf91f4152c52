package io.lares.mimo.tokenizer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The bytes of all tokens in one array: 151,680 arrays of their own would cost eight times more.
 */
final class TokenBytes {
  private static final int BYTES = 256;

  private final byte[] bytes;
  private final int[] starts;

  private TokenBytes(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  /**
   * Special tokens, and numbers that no token has, get no bytes.
   *
   * @throws IOException where a token is written in letters that are not of the byte alphabet
   */
  static TokenBytes of(TokenizerFile file) throws IOException {
    int size = 0;
    for (int id : file.tokens().values()) {
      size = Math.max(size, id + 1);
    }
    for (TokenizerFile.Added token : file.added().values()) {
      size = Math.max(size, token.id() + 1);
    }
    String[] letters = new String[size];
    file.tokens().forEach((token, id) -> letters[id] = token);
    for (TokenizerFile.Added token : file.added().values()) {
      letters[token.id()] = null;
    }
    byte[][] added = new byte[size][];
    for (Map.Entry<String, TokenizerFile.Added> token : file.added().entrySet()) {
      if (!token.getValue().special()) {
        added[token.getValue().id()] = token.getKey().getBytes(StandardCharsets.UTF_8);
      }
    }
    int[] values = alphabet();
    ByteArrayOutputStream all = new ByteArrayOutputStream(8 * size);
    int[] starts = new int[size + 1];
    for (int id = 0; id < size; id++) {
      if (letters[id] != null) {
        write(letters[id], values, all);
      } else if (added[id] != null) {
        all.write(added[id]);
      }
      starts[id + 1] = all.size();
    }
    return new TokenBytes(all.toByteArray(), starts);
  }

  private static void write(String letters, int[] values, ByteArrayOutputStream all)
      throws IOException {
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter >= values.length || values[letter] < 0) {
        throw new IOException("the token '" + letters + "' is not written in the byte alphabet");
      }
      all.write(values[letter]);
    }
  }

  /**
   * GPT-2's alphabet, from letters to bytes: visible characters of Latin-1 stand for themselves,
   * the other bytes in their order for the letters from U+0100 on.
   */
  private static int[] alphabet() {
    int[] values = new int[2 * BYTES];
    Arrays.fill(values, -1);
    int hidden = BYTES;
    for (int b = 0; b < BYTES; b++) {
      boolean visible = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
      values[visible ? b : hidden++] = b;
    }
    return values;
  }

  int size() {
    return starts.length - 1;
  }

  /** A copy; empty beyond the last token. */
  byte[] of(int token) {
    return token >= 0 && token < size()
        ? Arrays.copyOfRange(bytes, starts[token], starts[token + 1])
        : new byte[0];
  }

  void write(int token, ByteArrayOutputStream out) {
    if (token >= 0 && token < size()) {
      out.write(bytes, starts[token], starts[token + 1] - starts[token]);
    }
  }
}
