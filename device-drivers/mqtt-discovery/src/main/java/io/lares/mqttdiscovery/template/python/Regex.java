package io.lares.mqttdiscovery.template.python;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.hubspot.jinjava.interpret.InterpretException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions that run in linear time (RE2). */
final class Regex {
  private Regex() {}

  private static Matcher matcher(@Nullable Object value, Args a, int flagPlace) {
    String text = Py.str(value);
    Steps.text(text);
    int flags = a.flag(flagPlace, "ignorecase", false) ? Pattern.CASE_INSENSITIVE : 0;
    try {
      return Pattern.compile(a.text(0, "find", ""), flags).matcher(text);
    } catch (PatternSyntaxException e) {
      throw new InterpretException("a regular expression is malformed: " + e.getMessage());
    }
  }

  static boolean match(@Nullable Object value, Args a) {
    return matcher(value, a, 1).lookingAt();
  }

  static boolean search(@Nullable Object value, Args a) {
    return matcher(value, a, 1).find();
  }

  static String replace(@Nullable Object value, Args a) {
    Matcher matcher = matcher(value, a, 2);
    String fresh = a.text(1, "replace", "");
    String text = Py.str(value);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start());
      expand(fresh, matcher, out);
      Steps.size(out.length(), Steps.MAX_TEXT);
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Fills {@code \1} and {@code \g<1>} in. */
  private static void expand(String fresh, Matcher matcher, StringBuilder out) {
    for (int i = 0; i < fresh.length(); i++) {
      char c = fresh.charAt(i);
      if (c != '\\' || i + 1 == fresh.length()) {
        out.append(c);
        continue;
      }
      char next = fresh.charAt(++i);
      if (next == 'g' && fresh.startsWith("<", i + 1) && fresh.indexOf('>', i) > 0) {
        int end = fresh.indexOf('>', i);
        String group = fresh.substring(i + 2, end);
        group(group.matches("[0-9]") ? group : "", matcher, out);
        i = end;
      } else if (Character.isDigit(next)) {
        group(String.valueOf(next), matcher, out);
      } else {
        out.append(next == 'n' ? "\n" : next == 't' ? "\t" : String.valueOf(next));
      }
    }
  }

  private static void group(String number, Matcher matcher, StringBuilder out) {
    if (number.isEmpty() || Integer.parseInt(number) > matcher.groupCount()) {
      throw new InterpretException("a replacement names a group that is not there");
    }
    String group = matcher.group(Integer.parseInt(number));
    out.append(group == null ? "" : group);
  }

  static List<@Nullable Object> findAll(@Nullable Object value, Args a, int flagPlace) {
    Matcher matcher = matcher(value, a, flagPlace);
    List<@Nullable Object> found = new ArrayList<>();
    while (matcher.find()) {
      Steps.size(found.size(), Steps.MAX_LIST);
      int groups = matcher.groupCount();
      if (groups < 2) {
        found.add(text(matcher.group(groups)));
        continue;
      }
      List<@Nullable Object> parts = new ArrayList<>();
      for (int i = 1; i <= groups; i++) {
        parts.add(text(matcher.group(i)));
      }
      found.add(new Tuple(parts));
    }
    return found;
  }

  private static String text(@Nullable String group) {
    return group == null ? "" : group;
  }
}
