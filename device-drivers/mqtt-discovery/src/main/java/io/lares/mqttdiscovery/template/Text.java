package io.lares.mqttdiscovery.template;

/** Text from strangers, made fit to be shown. */
public final class Text {
  private Text() {}

  /** The beginning of a text, without control characters, for a message to people. */
  public static String shorten(String text, int length) {
    String safe = clean(text.length() > 4 * length ? text.substring(0, 4 * length) : text);
    return safe.length() <= length ? safe : cut(safe, length) + "…";
  }

  /**
   * A name or label as one line of at most so many characters: control characters become blanks,
   * and those that turn the direction of the text around go.
   */
  public static String name(String text, int length) {
    String safe = clean(text.length() > 4 * length ? text.substring(0, 4 * length) : text);
    return safe.length() <= length ? safe : cut(safe, length - 1).strip() + "…";
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isWhitespace(c)) {
        if (!blank) {
          clean.append(' ');
        }
        blank = true;
      } else if (!turnsAround(c)) {
        clean.append(c);
        blank = false;
      }
    }
    return clean.toString().strip();
  }

  /** Marks that override the direction of what follows, and would garble a line of the page. */
  private static boolean turnsAround(char c) {
    return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
  }

  private static String cut(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
