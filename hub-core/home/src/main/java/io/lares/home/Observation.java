package io.lares.home;

import java.time.Instant;

/** What a driver saw of a device at a moment. */
public record Observation(DeviceId device, AttributeId attribute, Value value, Instant time) {}
