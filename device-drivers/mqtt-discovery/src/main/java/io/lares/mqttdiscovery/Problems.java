package io.lares.mqttdiscovery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.UUID;

/** What is wrong at the moment, by its source; bounded, and told in one line. */
final class Problems {
  private static final int MAX = 1000;
  private static final int MAX_KEY = 200;

  private final LinkedHashMap<String, String> bySource = new LinkedHashMap<>();

  /** How many older ones there was no room for. */
  private long beyond;

  void report(String source, String problem) {
    bySource.putLast(key(source), problem);
    if (bySource.size() > MAX) {
      bySource.pollFirstEntry();
      beyond++;
    }
  }

  void solved(String source) {
    bySource.remove(key(source));
    if (bySource.isEmpty()) {
      beyond = 0;
    }
  }

  /** A topic may have 65,535 bytes; what tells it from others has a few. */
  private static String key(String source) {
    return source.length() <= MAX_KEY
        ? source
        : source.substring(0, MAX_KEY)
            + UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8));
  }

  long count() {
    return bySource.size() + beyond;
  }

  /** Empty where all is well. */
  String summary() {
    if (bySource.isEmpty()) {
      return "";
    }
    String last = bySource.lastEntry().getValue();
    return count() == 1
        ? last
        : count() + " MQTT messages or entities can't be used, the latest: " + last;
  }
}
