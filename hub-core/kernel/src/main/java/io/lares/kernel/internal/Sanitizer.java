package io.lares.kernel.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes what devices say of themselves fit for people's eyes. */
final class Sanitizer {
  private static final int MAX_NAME = 120;
  private static final int MAX_ALIASES = 20;
  private static final int MAX_WORD = 100;
  private static final int MAX_SENTENCE = 500;

  private Sanitizer() {}

  /**
   * Takes control characters and those that turn the reading direction out of a name, squeezes
   * blanks, and cuts it where it is too long.
   *
   * @return empty where nothing readable is left
   */
  static String name(String raw) {
    return clean(raw, MAX_NAME);
  }

  /** The same for a manufacturer's or model's name. */
  static String word(String raw) {
    return clean(raw, MAX_WORD);
  }

  /** The same for something that a driver says to people. */
  static String sentence(String raw) {
    return clean(raw, MAX_SENTENCE);
  }

  static List<String> aliases(List<String> raw) {
    Set<String> result = new LinkedHashSet<>();
    for (String alias : raw.subList(0, Math.min(raw.size(), MAX_ALIASES))) {
      String cleaned = name(alias);
      if (!cleaned.isEmpty()) {
        result.add(cleaned);
      }
    }
    return List.copyOf(result);
  }

  /** A text in small letters, digits and dashes, for identifiers. */
  static String slug(String raw) {
    String head = raw.length() > 200 ? raw.substring(0, 200) : raw;
    String slug =
        head.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.length() > 40 ? slug.substring(0, 40) : slug;
  }

  private static String clean(String raw, int limit) {
    StringBuilder result = new StringBuilder(Math.min(raw.length(), limit));
    boolean blank = false;
    for (int i = 0; i < raw.length() && result.length() < limit; ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = !result.isEmpty();
        continue;
      }
      int type = Character.getType(c);
      if (type == Character.CONTROL
          || type == Character.FORMAT
          || type == Character.SURROGATE
          || type == Character.PRIVATE_USE
          || type == Character.UNASSIGNED) {
        continue;
      }
      if (blank) {
        result.append(' ');
        blank = false;
      }
      result.appendCodePoint(c);
    }
    return result.toString().strip();
  }
}
