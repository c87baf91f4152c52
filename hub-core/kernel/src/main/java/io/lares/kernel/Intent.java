package io.lares.kernel;

import io.lares.home.Actor;

/**
 * A wish that commands belong to: one sentence, one tap, one run of a rule.
 *
 * @param id groups the commands; unique in the home's history
 * @param text what was said or which rule it was; empty for a tap
 * @param confirmed true where the person was asked and said yes
 * @param cause the id of the wish that this one carries out, as a scene does that a rule turned on;
 *     empty for a wish of its own
 */
public record Intent(String id, Actor actor, String text, boolean confirmed, String cause) {
  /** A wish of its own. */
  public Intent(String id, Actor actor, String text, boolean confirmed) {
    this(id, actor, text, confirmed, "");
  }

  public Intent asConfirmed() {
    return new Intent(id, actor, text, true, cause);
  }
}
