package io.lares.planner.reasoning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/** What people or devices have named, in a prompt: data, and marked as such. */
final class Data {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One short word can say what something is, and order nothing. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}%°µ²³/_.+-]{1,24}");

  private Data() {}

  /** A JSON text of at most so many characters. */
  static String quoted(String text, int most) {
    int end = Math.min(text.length(), most);
    boolean split =
        end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    try {
      return JSON.writeValueAsString(text.substring(0, split ? end - 1 : end));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The word itself where it is one, or else a JSON text. */
  static String word(String text, int most) {
    return WORD.matcher(text).matches() ? text : quoted(text, most);
  }
}
