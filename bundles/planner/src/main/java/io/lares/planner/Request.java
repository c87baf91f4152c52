package io.lares.planner;

import io.lares.home.Actor;
import io.lares.home.AreaId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param text at most 4,096 characters; longer ones are refused by the planner
 * @param language English or Chinese; the planner falls back to the home's
 * @param speaker who said it
 * @param area where they are, or null where unknown
 */
public record Request(String text, Locale language, Actor speaker, @Nullable AreaId area) {
  /** Other words of the same person at the same place. */
  public Request saying(String other) {
    return new Request(other, language, speaker, area);
  }
}
