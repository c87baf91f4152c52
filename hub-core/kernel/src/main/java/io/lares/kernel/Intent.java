package io.lares.kernel;

import io.lares.home.Actor;

/**
 * A wish that commands belong to: one sentence, one tap, one run of a rule.
 *
 * @param id groups the commands; unique in the home's history
 * @param text what was said or which rule it was; empty for a tap
 * @param confirmed true where the person was asked and said yes
 */
public record Intent(String id, Actor actor, String text, boolean confirmed) {
  public Intent asConfirmed() {
    return new Intent(id, actor, text, true);
  }
}
