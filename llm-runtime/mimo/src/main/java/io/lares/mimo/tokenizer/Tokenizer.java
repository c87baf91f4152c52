package io.lares.mimo.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.TokenizerCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens and back, by DJL's tokenizers. Text never becomes a special token, whatever stands
 * in it; a program adds those by their number. Safe from any thread until it is closed.
 */
public final class Tokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer encoder;
  private final TokenBytes pieces;
  private final Map<String, Integer> added;

  private Tokenizer(HuggingFaceTokenizer encoder, TokenBytes pieces, Map<String, Integer> added) {
    this.encoder = encoder;
    this.pieces = pieces;
    this.added = added;
  }

  /**
   * Loads a {@code tokenizer.json} of byte-pair encoding on bytes.
   *
   * @param natives where DJL's library comes from
   * @throws ModelException in plain words, where the file is of another kind or damaged
   */
  public static Tokenizer open(Path json, Natives natives) throws ModelException {
    try {
      natives.loadTokenizers();
      TokenizerFile file = TokenizerFile.read(json);
      TokenBytes pieces = TokenBytes.of(file);
      Map<String, Integer> added = new HashMap<>();
      file.added().forEach((text, token) -> added.put(text, token.id()));
      return new Tokenizer(load(file.plain()), pieces, added);
    } catch (IOException | RuntimeException e) {
      throw new ModelException("The tokenizer in " + json + " can't be used: " + e.getMessage(), e);
    }
  }

  /** Finds out whether a tokenizer can be loaded, and a model has its tokens. */
  public static TokenizerCheck check(Natives natives) {
    return (json, shape) -> {
      try (Tokenizer tokenizer = open(json, natives)) {
        if (tokenizer.size() > shape.vocab()) {
          throw new ModelException(
              "The tokenizer has %d tokens and the model %d: they do not belong together"
                  .formatted(tokenizer.size(), shape.vocab()));
        }
      }
    };
  }

  private static HuggingFaceTokenizer load(String json) throws IOException {
    try (InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
      return HuggingFaceTokenizer.newInstance(
          in, Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false"));
    }
  }

  /** The tokens of a text; what is no valid UTF-16 in it counts as U+FFFD. */
  public int[] encode(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    long[] ids = encoder.encode(valid(text), false, false).getIds();
    int[] tokens = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      tokens[i] = (int) ids[i];
    }
    return tokens;
  }

  /**
   * The tokens of a text's beginning that are the same whatever comes after the text. Where a word
   * ends is known by what follows it, and only whole words are settled.
   *
   * @param followers texts that may come next, one of each kind; none where nothing comes
   */
  public int[] settled(String text, List<String> followers) {
    if (followers.isEmpty()) {
      return encode(text);
    }
    int length = valid(text).getBytes(StandardCharsets.UTF_8).length;
    int @Nullable [] settled = null;
    for (String follower : followers) {
      Encoding encoding = encoder.encode(valid(text + follower), false, false);
      int[] words = wholeWords(encoding, length);
      int same = settled == null ? -1 : Arrays.mismatch(settled, words);
      settled = same < 0 ? words : Arrays.copyOf(settled, same);
    }
    return settled == null ? new int[0] : settled;
  }

  /** The tokens of the words that lie within so many bytes. */
  private int[] wholeWords(Encoding encoding, int bytes) {
    long[] ids = encoding.getIds();
    long[] words = encoding.getWordIds();
    int[] tokens = new int[ids.length];
    int whole = 0;
    int end = 0;
    for (int i = 0; i < ids.length; i++) {
      tokens[i] = (int) ids[i];
      end += pieces.of(tokens[i]).length;
      boolean wordEnds = i + 1 == ids.length || words[i + 1] != words[i];
      if (wordEnds && end <= bytes) {
        whole = i + 1;
      }
    }
    return Arrays.copyOf(tokens, whole);
  }

  private static String valid(String text) {
    StringBuilder valid = new StringBuilder(text);
    for (int i = 0; i < valid.length(); i++) {
      if (!Character.isSurrogate(valid.charAt(i))) {
        continue;
      }
      if (Character.isSupplementaryCodePoint(valid.codePointAt(i))) {
        i++;
      } else {
        valid.setCharAt(i, '\ufffd');
      }
    }
    return valid.toString();
  }

  /** The text of tokens, special ones left out; what is no valid UTF-8 in it becomes U+FFFD. */
  public String decode(int... tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8 * tokens.length);
    for (int token : tokens) {
      pieces.write(token, bytes);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * What a token adds to a text, which may be a part of a character. Special tokens add nothing,
   * and neither do numbers that no token has.
   */
  public byte[] bytes(int token) {
    return pieces.of(token);
  }

  /** One more than the largest number of a token; a model may have rows for more. */
  public int size() {
    return pieces.size();
  }

  /** The number of an added token: {@code <|im_end|>}. */
  public OptionalInt special(String text) {
    Integer id = added.get(text);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
