package io.lares.mqttdiscovery.discovery;

import org.jspecify.annotations.Nullable;

/**
 * The topic of a discovery message: {@code prefix/component/[node/]object/config}.
 *
 * @param component such as {@code light}; {@code device} where the payload lists several
 * @param node empty for none
 */
public record DiscoveryTopic(String component, String node, String object) {
  /** Longest part, in characters. */
  static final int MAX_PART = 200;

  /** Reads a topic, or gives null where it is not one for discovery. */
  public static @Nullable DiscoveryTopic parse(String prefix, String topic) {
    if (!topic.startsWith(prefix + "/") || !topic.endsWith("/config")) {
      return null;
    }
    String[] parts = topic.substring(prefix.length() + 1).split("/", 5);
    if (parts.length < 3 || parts.length > 4) {
      return null;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > MAX_PART) {
        return null;
      }
    }
    return parts.length == 3
        ? new DiscoveryTopic(parts[0], "", parts[1])
        : new DiscoveryTopic(parts[0], parts[1], parts[2]);
  }
}
