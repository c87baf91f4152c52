package io.lares.mqttdiscovery.template.python;

import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts. */
final class TextMethods {
  private static final int MAX_WIDTH = 1000;

  private TextMethods() {}

  static Object call(String text, String name, Args a) {
    return switch (name) {
      case "lower", "casefold" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "title" -> title(text);
      case "capitalize" -> capitalize(text);
      case "strip" -> strip(text, a, true, true);
      case "lstrip" -> strip(text, a, true, false);
      case "rstrip" -> strip(text, a, false, true);
      case "split" -> split(text, a, false);
      case "rsplit" -> split(text, a, true);
      case "splitlines" -> new ArrayList<@Nullable Object>(text.lines().toList());
      case "partition" -> partition(text, a.text(0, "sep", " "), false);
      case "rpartition" -> partition(text, a.text(0, "sep", " "), true);
      case "replace" -> {
        String old = a.text(0, "old", "");
        yield replace(text, old, a.text(1, "new", ""), a.whole(2, "count", -1));
      }
      case "join" -> join(text, a.need(0, "iterable"));
      case "startswith" -> any(text, a, true);
      case "endswith" -> any(text, a, false);
      case "find" -> (long) text.indexOf(a.text(0, "sub", ""));
      case "rfind" -> (long) text.lastIndexOf(a.text(0, "sub", ""));
      case "index" -> {
        int at = text.indexOf(a.text(0, "sub", ""));
        if (at < 0) {
          throw new InterpretException("the text lacks " + Py.repr(a.get(0, "sub", "")));
        }
        yield (long) at;
      }
      case "count" -> count(text, a.text(0, "sub", ""));
      case "removeprefix" -> {
        String prefix = a.text(0, "prefix", "");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = a.text(0, "suffix", "");
        yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
      }
      case "isdigit", "isdecimal", "isnumeric" -> all(text, Character::isDigit);
      case "isalpha" -> all(text, Character::isLetter);
      case "isalnum" -> all(text, Character::isLetterOrDigit);
      case "isspace" -> all(text, Character::isWhitespace);
      case "isupper" -> !text.equals(lower(text)) && text.equals(text.toUpperCase(Locale.ROOT));
      case "islower" -> !text.equals(text.toUpperCase(Locale.ROOT)) && text.equals(lower(text));
      case "zfill" -> zfill(text, width(a));
      case "ljust" -> text + fill(text, a);
      case "rjust" -> fill(text, a) + text;
      case "center" -> {
        String fill = fill(text, a);
        yield fill.substring(0, fill.length() / 2) + text + fill.substring(fill.length() / 2);
      }
      case "format" -> Formats.braces(text, a.placed());
      default -> throw Methods.unknown(text, name);
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String capitalize(String text) {
    return text.isEmpty()
        ? ""
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + lower(text.substring(1));
  }

  static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inside = Character.isLetter(c);
    }
    return out.toString();
  }

  private static String strip(String text, Args a, boolean left, boolean right) {
    boolean blanks = !a.has(0, "chars") || a.get(0, "chars", null) == None.NONE;
    String chars = a.text(0, "chars", "");
    int from = 0;
    int to = text.length();
    while (left && from < to && strips(text.charAt(from), chars, blanks)) {
      from++;
    }
    while (right && to > from && strips(text.charAt(to - 1), chars, blanks)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean strips(char c, String chars, boolean blanks) {
    return blanks ? Character.isWhitespace(c) : chars.indexOf(c) >= 0;
  }

  private static List<@Nullable Object> split(String text, Args a, boolean fromRight) {
    Object separator = a.get(0, "sep", None.NONE);
    int most = a.whole(1, "maxsplit", -1);
    List<@Nullable Object> parts = new ArrayList<>();
    if (separator == None.NONE || separator == null) {
      String rest = text.strip();
      while (!rest.isEmpty()) {
        String[] two =
            most >= 0 && parts.size() >= most ? new String[] {rest} : rest.split("\\s+", 2);
        parts.add(two[0]);
        rest = two.length == 2 ? two[1] : "";
        Steps.take(1);
      }
      return parts;
    }
    String cut = Py.str(separator);
    if (cut.isEmpty()) {
      throw new InterpretException("an empty separator");
    }
    String rest = text;
    int at = fromRight ? rest.lastIndexOf(cut) : rest.indexOf(cut);
    while (at >= 0 && (most < 0 || parts.size() < most)) {
      Steps.size(parts.size(), Steps.MAX_LIST);
      String before = rest.substring(0, at);
      String after = rest.substring(at + cut.length());
      parts.add(fromRight ? 0 : parts.size(), fromRight ? after : before);
      rest = fromRight ? before : after;
      at = fromRight ? rest.lastIndexOf(cut) : rest.indexOf(cut);
    }
    parts.add(fromRight ? 0 : parts.size(), rest);
    return parts;
  }

  private static Tuple partition(String text, String separator, boolean last) {
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
    }
    return new Tuple(
        List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
  }

  static String replace(String text, String old, String fresh, int most) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    int done = 0;
    int at = text.indexOf(old);
    while (at >= 0 && (most < 0 || done < most)) {
      out.append(text, from, at).append(fresh);
      Steps.size(out.length(), Steps.MAX_TEXT);
      from = at + old.length();
      done++;
      if (old.isEmpty()) {
        if (at == text.length()) {
          break;
        }
        out.append(text.charAt(at));
        from = ++at;
      } else {
        at = text.indexOf(old, from);
      }
    }
    out.append(text, from, text.length());
    Steps.size(out.length(), Steps.MAX_TEXT);
    return out.toString();
  }

  static String join(String separator, @Nullable Object items) {
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Object item : Py.iterate(items)) {
      out.append(between).append(Py.str(item));
      Steps.size(out.length(), Steps.MAX_TEXT);
      between = separator;
    }
    return out.toString();
  }

  private static boolean any(String text, Args a, boolean start) {
    Object wanted = a.need(0, "prefix");
    List<?> all = wanted instanceof List<?> list ? list : List.of(Py.str(wanted));
    return all.stream()
        .map(Py::str)
        .anyMatch(one -> start ? text.startsWith(one) : text.endsWith(one));
  }

  private static long count(String text, String part) {
    if (part.isEmpty()) {
      return text.length() + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static boolean all(String text, IntPredicate test) {
    return !text.isEmpty() && text.codePoints().allMatch(test);
  }

  private static int width(Args a) {
    return Math.min(a.whole(0, "width", 0), MAX_WIDTH);
  }

  private static String zfill(String text, int width) {
    String zeros = "0".repeat(Math.max(0, width - text.length()));
    return text.startsWith("-") || text.startsWith("+")
        ? text.charAt(0) + zeros + text.substring(1)
        : zeros + text;
  }

  private static String fill(String text, Args a) {
    String fill = a.text(1, "fillchar", " ");
    return fill.substring(0, 1).repeat(Math.max(0, width(a) - text.length()));
  }
}
