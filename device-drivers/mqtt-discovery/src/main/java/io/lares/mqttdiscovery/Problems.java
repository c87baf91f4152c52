package io.lares.mqttdiscovery;

import java.util.LinkedHashMap;

/** What is wrong at the moment, by its source; bounded, and told in one line. */
final class Problems {
  private static final int MAX = 1000;

  private final LinkedHashMap<String, String> bySource = new LinkedHashMap<>();
  private long beyond;

  void report(String source, String problem) {
    if (bySource.size() >= MAX && !bySource.containsKey(source)) {
      beyond++;
      return;
    }
    bySource.put(source, problem);
  }

  void solved(String source) {
    bySource.remove(source);
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
