package io.lares.kernel;

/** Something was added to the home, renamed, moved or removed. */
public record HomeChanged(long revision) implements HubEvent {}
