package io.lares.mqttdiscovery.template;

import org.jspecify.annotations.Nullable;

/** The variables that a template may read. */
@FunctionalInterface
public interface Scope {
  /**
   * The value of a variable: a text, a number, a boolean, a {@code JsonNode}, or null where there
   * is none.
   */
  @Nullable Object get(String name);
}
