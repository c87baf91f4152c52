package io.lares.mqtt.topics;

import java.nio.charset.StandardCharsets;

/** The rules for topic names and topic filters (MQTT 5.0, section 4.7). */
public final class Topics {
  /** What MQTT allows for a topic or filter, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_535;

  /** Mosquitto's limit; it also bounds how deep a {@link FilterTree} grows. */
  private static final int MAX_LEVELS = 200;

  private Topics() {}

  /**
   * @throws IllegalArgumentException where it is no topic that a message may go to
   */
  public static void checkTopic(String topic) {
    checkText(topic, "topic");
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "A message cannot go to the topic \""
              + shortened(topic)
              + "\": + and # are only for subscribing.");
    }
  }

  /**
   * @throws IllegalArgumentException where it is no filter to subscribe to
   */
  public static void checkFilter(String filter) {
    checkText(filter, "topic filter");
    if (filter.startsWith("$share/")) {
      throw new IllegalArgumentException(
          "\""
              + shortened(filter)
              + "\" is a shared subscription; the hub's connection is shared anyway, so subscribe"
              + " to the filter alone.");
    }
    if (filter.chars().filter(c -> c == '/').count() >= MAX_LEVELS) {
      throw new IllegalArgumentException(
          "\"" + shortened(filter) + "\" has more than " + MAX_LEVELS + " levels.");
    }
    var last = filter.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = filter.charAt(i);
      if (c != '+' && c != '#') {
        continue;
      }
      boolean alone =
          (i == 0 || filter.charAt(i - 1) == '/') && (i == last || filter.charAt(i + 1) == '/');
      if (!alone || (c == '#' && i != last)) {
        throw new IllegalArgumentException(
            "\""
                + shortened(filter)
                + "\" is no topic filter: + stands for one whole level, and # only at the end.");
      }
    }
  }

  /**
   * @throws IllegalArgumentException where it is none that MQTT knows
   */
  public static void checkQos(int qos) {
    if (qos < 0 || qos > 2) {
      throw new IllegalArgumentException("The quality of service is 0, 1 or 2, not " + qos + ".");
    }
  }

  /** Whether a well-formed filter speaks of a topic. */
  public static boolean matches(String filter, String topic) {
    if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
      return false;
    }
    int f = 0;
    int t = 0;
    while (f < filter.length()) {
      char c = filter.charAt(f);
      if (c == '#') {
        return true;
      }
      if (c == '+') {
        int slash = topic.indexOf('/', t);
        t = slash < 0 ? topic.length() : slash;
      } else if (t < topic.length() && topic.charAt(t) == c) {
        t++;
      } else {
        // "a/#" speaks of "a" too.
        return t == topic.length()
            && c == '/'
            && f + 2 == filter.length()
            && filter.charAt(f + 1) == '#';
      }
      f++;
    }
    return t == topic.length();
  }

  private static void checkText(String text, String what) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The " + what + " is empty.");
    }
    if (text.length() > MAX_BYTES
        || (text.length() > MAX_BYTES / 3
            && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " \""
              + shortened(text)
              + "\" is too long: MQTT allows "
              + MAX_BYTES
              + " bytes.");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || isLoneSurrogate(text, i)) {
        throw new IllegalArgumentException(
            "The " + what + " has a character that MQTT does not allow, at position " + i + ".");
      }
    }
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  /** The beginning of it, for a message or a log. */
  public static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
