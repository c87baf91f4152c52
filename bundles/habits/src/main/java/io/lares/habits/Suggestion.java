package io.lares.habits;

import java.time.Instant;

/**
 * An automation that the hub proposes to make of a routine.
 *
 * @param routine the routine with its evidence
 * @param words the evidence in a sentence
 * @param made when it was first shown
 */
public record Suggestion(Routine routine, String words, Instant made) {}
