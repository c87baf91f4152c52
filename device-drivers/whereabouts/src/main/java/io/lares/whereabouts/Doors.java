package io.lares.whereabouts;

import io.lares.home.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The doors and lids of a vehicle, which to people are one thing: open or shut, locked or not. */
final class Doors {
  private static final Pattern DOOR =
      Pattern.compile(
          "((?:Cabin\\.Door|Body\\.(?:Trunk|Hood))[.A-Za-z0-9]{0,60})\\.Is(Open|Locked)");
  private static final int MOST = 40;

  private final Map<String, Boolean> open = new TreeMap<>();
  private final Map<String, Boolean> locked = new TreeMap<>();

  /** Takes a signal; false where it is of no door. */
  boolean take(String path, boolean value) {
    Matcher matcher = DOOR.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    Map<String, Boolean> those = matcher.group(2).equals("Open") ? open : locked;
    if (those.size() < MOST || those.containsKey(path)) {
      those.put(path, value);
    }
    return true;
  }

  /** Whether any is open; null where none has told. */
  @Nullable Value anyOpen() {
    return open.isEmpty() ? null : Value.of(open.containsValue(true));
  }

  /** {@code locked} where all are; null where none has told. */
  @Nullable Value lockState() {
    return locked.isEmpty() ? null : Value.of(locked.containsValue(false) ? "unlocked" : "locked");
  }

  /** The signals that lock or unlock. */
  Iterable<String> locks() {
    return locked.keySet();
  }
}
