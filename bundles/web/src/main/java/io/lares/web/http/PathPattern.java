package io.lares.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code /devices/{id}/history}.
 *
 * @param text as written
 */
record PathPattern(String text, List<String> segments) {
  static PathPattern of(String text) {
    return new PathPattern(text, List.of(text.substring(1).split("/", -1)));
  }

  /** The path's parameters where it matches, else null. */
  @Nullable Map<String, String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return null;
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        found.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return found;
  }

  List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (String segment : segments) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }
}
