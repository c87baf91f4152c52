package io.lares.automations.time;

import java.time.Instant;

/**
 * A moment of an automation has come, or went by unseen.
 *
 * @param trigger the index of its trigger
 * @param at the last moment that has come
 * @param missed how many moments went by without a run, this one included where it is late
 * @param late true where it went by unseen and is too late to count as on time
 */
public record Due(String automation, int trigger, Instant at, int missed, boolean late) {}
