package io.lares.habits.learn;

import io.lares.home.Value;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event: a signal takes a value. Numbers are one kind whatever the value.
 *
 * @param signal null for what concerns the home as a whole
 * @param value null for any number
 */
record Token(int id, @Nullable Signal signal, @Nullable Value value) {
  static final Token FIRST_ARRIVES = new Token(0, null, null);
  static final Token LAST_LEAVES = new Token(1, null, null);

  boolean act() {
    return signal != null && signal.commandable();
  }
}
