package io.lares.habits;

import io.lares.home.Command;
import io.lares.home.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done again and again.
 *
 * @param id the same for the same routine for as long as it is known
 * @param person who does it; null where that is nobody in particular, or not known
 * @param cue when it is done
 * @param action what is done
 * @param confidence how likely it is to be done at the next cue; 0 to 1
 * @param evidence what it was learned from
 */
public record Routine(
    String id,
    @Nullable PersonId person,
    Cue cue,
    Command action,
    double confidence,
    Evidence evidence) {}
