package io.lares.home;

import java.time.Instant;

/** The last known value of an attribute, and when it was seen. */
public record Reading(Value value, Instant time) {}
