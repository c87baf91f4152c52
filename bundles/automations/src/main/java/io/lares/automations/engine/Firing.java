package io.lares.automations.engine;

import io.lares.automations.time.Due;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger has happened.
 *
 * @param trigger its index; -1 where somebody ran the rule by hand
 * @param chain the automations whose doing led here, the first cause first
 * @param due what the timetable handed out; null for other triggers
 * @param count how many missed moments it stands for; 1 for one that was not missed
 */
record Firing(int trigger, List<String> chain, @Nullable Due due, int count) {
  Firing(int trigger, List<String> chain) {
    this(trigger, chain, null, 1);
  }
}
