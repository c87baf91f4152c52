package io.lares.automations.engine;

import io.lares.kernel.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which run led to which: the chains of the latest runs. Guarded by the engine. */
final class Runs {
  /** So often may a rule lead to itself; once may be the end of it, as where it sets a value. */
  static final int MOST_RETURNS = 2;

  private static final int REMEMBERED = 8_192;

  private final Map<String, List<String>> chains =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The automations that led to a change; empty where none did. */
  List<String> behind(@Nullable Intent cause) {
    if (cause == null) {
      return List.of();
    }
    List<String> own = chains.get(cause.id());
    return own != null ? own : chains.getOrDefault(cause.cause(), List.of());
  }

  void began(String run, List<String> chain) {
    chains.put(run, chain);
  }

  static boolean loops(String automation, List<String> chain) {
    return !chain.isEmpty() && chain.stream().filter(automation::equals).count() >= MOST_RETURNS;
  }
}
