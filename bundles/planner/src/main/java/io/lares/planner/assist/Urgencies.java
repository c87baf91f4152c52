package io.lares.planner.assist;

import io.lares.kernel.Intent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The latest wishes that nobody's quiet held back, so that what they lead to is not either. */
final class Urgencies {
  private static final int MOST = 256;

  private final Map<String, Boolean> latest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** Whether a wish is urgent, by itself or since it carries out one that is. */
  boolean urgent(Intent intent, BooleanSupplier itself) {
    synchronized (latest) {
      if (latest.containsKey(intent.cause())) {
        latest.put(intent.id(), true);
        return true;
      }
    }
    boolean urgent = itself.getAsBoolean();
    if (urgent) {
      synchronized (latest) {
        latest.put(intent.id(), true);
      }
    }
    return urgent;
  }
}
