package io.lares.kernel;

/** Something that happened in the home, in the order in which it happened. */
public sealed interface HubEvent
    permits Change, DeviceAvailability, HomeChanged, CommandProgress, DriverStatus {}
