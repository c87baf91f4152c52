package io.lares.tinymimo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte-pair encoding as GPT-2's and Qwen2's: tokens are written in an alphabet of one visible
 * character for each byte, and merges are tried in the order in which they were learnt.
 *
 * @param tokens by id, the special ones at the end
 * @param merges pairs with a space between
 */
record Vocabulary(List<String> tokens, List<String> merges) {
  /** How Qwen2 cuts text into words. */
  static final String WORDS =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
          + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  static final List<String> SPECIAL = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  private static final int BYTES = 256;
  private static final int MERGES = 600;

  /** Vocabularies of this size and more are filled. */
  private static final int LARGE = 4096;

  /** Rows that a model has for no token, as MiMo-7B has. */
  private static final int SPARE = 12;

  /**
   * Learns merges from a small text of ours, as many as it is good for and a model has room for.
   *
   * @throws IllegalArgumentException where a model has no room for all bytes
   */
  static Vocabulary learn(Shape shape) {
    int mostMerges = Math.min(MERGES, shape.vocab() - BYTES - SPECIAL.size());
    if (mostMerges < 0) {
      throw new IllegalArgumentException("A vocabulary of " + shape.vocab() + " is too small");
    }
    Map<List<String>, Integer> words = words(text());
    List<String> tokens = new ArrayList<>();
    for (int b = 0; b < BYTES; b++) {
      tokens.add(String.valueOf(letter(b)));
    }
    List<String> merges = new ArrayList<>();
    while (merges.size() < mostMerges) {
      String pair = mostFrequentPair(words);
      if (pair.isEmpty()) {
        break;
      }
      merges.add(pair);
      // Two pairs can make the same token.
      String token = pair.replace(" ", "");
      if (!tokens.contains(token)) {
        tokens.add(token);
      }
      words = merged(words, pair);
    }
    if (shape.vocab() >= LARGE) {
      fill(shape.vocab() - SPECIAL.size() - SPARE, tokens, merges);
    }
    tokens.addAll(SPECIAL);
    return new Vocabulary(tokens, merges);
  }

  /** Puts pairs of what was learnt together, so that a large vocabulary is as large as it says. */
  private static void fill(int count, List<String> tokens, List<String> merges) {
    List<String> parts = List.copyOf(tokens);
    Set<String> known = new HashSet<>(tokens);
    SplittableRandom random = new SplittableRandom(count);
    while (tokens.size() < count) {
      String left = parts.get(random.nextInt(parts.size()));
      String right = parts.get(random.nextInt(parts.size()));
      if (known.add(left + right)) {
        tokens.add(left + right);
        merges.add(left + " " + right);
      }
    }
  }

  int id(String token) {
    return tokens.indexOf(token);
  }

  /**
   * GPT-2's alphabet: visible characters of Latin-1 stand for themselves, others from U+0100 on.
   */
  static char letter(int b) {
    if (visible(b)) {
      return (char) b;
    }
    int hidden = 0;
    for (int other = 0; other < b; other++) {
      hidden += visible(other) ? 0 : 1;
    }
    return (char) (BYTES + hidden);
  }

  private static boolean visible(int b) {
    return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
  }

  private static Map<List<String>, Integer> words(String text) {
    Map<List<String>, Integer> words = new LinkedHashMap<>();
    Matcher matcher = Pattern.compile(WORDS, Pattern.UNICODE_CHARACTER_CLASS).matcher(text);
    while (matcher.find()) {
      List<String> letters = new ArrayList<>();
      for (byte b : matcher.group().getBytes(StandardCharsets.UTF_8)) {
        letters.add(String.valueOf(letter(b & 0xff)));
      }
      words.merge(letters, 1, Integer::sum);
    }
    return words;
  }

  /** Of equally frequent pairs the first by its letters, so that the result is always the same. */
  private static String mostFrequentPair(Map<List<String>, Integer> words) {
    Map<String, Integer> pairs = new HashMap<>();
    words.forEach((word, count) -> {
      for (int i = 0; i + 1 < word.size(); i++) {
        pairs.merge(word.get(i) + " " + word.get(i + 1), count, Integer::sum);
      }
    });
    String best = "";
    int most = 0;
    for (Map.Entry<String, Integer> pair : pairs.entrySet()) {
      if (pair.getValue() > most || pair.getValue() == most && pair.getKey().compareTo(best) < 0) {
        best = pair.getKey();
        most = pair.getValue();
      }
    }
    return best;
  }

  private static Map<List<String>, Integer> merged(Map<List<String>, Integer> words, String pair) {
    String left = pair.substring(0, pair.indexOf(' '));
    String right = pair.substring(pair.indexOf(' ') + 1);
    Map<List<String>, Integer> result = new LinkedHashMap<>();
    words.forEach((word, count) -> {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < word.size(); i++) {
        boolean here =
            i + 1 < word.size() && word.get(i).equals(left) && word.get(i + 1).equals(right);
        parts.add(here ? left + right : word.get(i));
        i += here ? 1 : 0;
      }
      result.merge(parts, count, Integer::sum);
    });
    return result;
  }

  private static String text() {
    try (InputStream in = Vocabulary.class.getResourceAsStream("text.txt")) {
      if (in == null) {
        throw new IllegalStateException("The text to learn from is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
