package io.lares.kernel;

import io.lares.home.DeviceId;
import java.time.Instant;

/** A device can be reached again, or no longer. */
public record DeviceAvailability(DeviceId device, boolean available, Instant time)
    implements HubEvent {}
