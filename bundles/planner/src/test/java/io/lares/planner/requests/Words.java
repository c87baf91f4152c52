package io.lares.planner.requests;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares texts as the request format does. */
final class Words {
  private static final String OUTER = "[\\s\"'`.,;:!?()\\[\\]“”‘’«»。，、！？；：「」『』《》]+";
  private static final Pattern OUTER_SIGNS = Pattern.compile("^" + OUTER + "|" + OUTER + "$");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

  private Words() {}

  /** One form for texts that mean the same: width, case, blanks and outer signs do not count. */
  static String norm(String text) {
    return OUTER_SIGNS.matcher(folded(text).replaceAll("\\s+", " ")).replaceAll("");
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static String oneFormOfNumbers(String text) {
    String plain =
        folded(text)
            .replace('’', '\'')
            .replace('−', '-')
            .replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "");
    return NUMBER
        .matcher(plain)
        .replaceAll(number -> {
          String[] parts = number.group().split("\\.", 2);
          String whole = parts[0].replaceFirst("^0+(?=\\d)", "");
          String fraction = parts.length < 2 ? "" : parts[1].replaceFirst("0+$", "");
          return Matcher.quoteReplacement(fraction.isEmpty() ? whole : whole + "." + fraction);
        })
        .replaceAll("\\s+", " ");
  }

  /** Whether a reply holds a text; a Latin word or a number only as a whole one. */
  static boolean contain(String reply, String text) {
    String needle = oneFormOfNumbers(text).strip();
    if (needle.isEmpty()) {
      return false;
    }
    char first = needle.charAt(0);
    char last = needle.charAt(needle.length() - 1);
    String before = digit(first) ? "(?<!\\d)(?<!\\d\\.)" : latin(first) ? "(?<![a-z0-9])" : "";
    String after = digit(last) ? "(?!\\d)(?!\\.\\d)" : latin(last) ? "(?![a-z0-9])" : "";
    return Pattern.compile(before + Pattern.quote(needle) + after)
        .matcher(oneFormOfNumbers(reply))
        .find();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean latin(char c) {
    return c >= 'a' && c <= 'z';
  }
}
