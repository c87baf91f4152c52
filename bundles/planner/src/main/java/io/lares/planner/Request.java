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
 * @param planned which tiers have their say
 */
public record Request(
    String text, Locale language, Actor speaker, @Nullable AreaId area, Planned planned) {
  /** Which tiers have their say. */
  public enum Planned {
    /** One after the other, until nothing is unsure. */
    AS_NEEDED,
    /** A language model, too, even where the others are sure; its plan is taken if it is one. */
    BY_MODEL
  }

  /** One that is planned by whatever tiers it needs. */
  public Request(String text, Locale language, Actor speaker, @Nullable AreaId area) {
    this(text, language, speaker, area, Planned.AS_NEEDED);
  }

  /** Other words of the same person at the same place. */
  public Request saying(String other) {
    return new Request(other, language, speaker, area, planned);
  }
}
