package io.lares.kernel;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attribute took another value, or a momentary one happened.
 *
 * @param sequence grows by one with every change of this run
 * @param before null where nothing was known
 * @param cause the wish that brought it about, or null where the device did it by itself
 */
public record Change(
    long sequence,
    DeviceId device,
    AttributeId attribute,
    @Nullable Value before,
    Value after,
    Instant time,
    @Nullable Intent cause)
    implements HubEvent {}
