package io.lares.kernel.internal;

import io.lares.home.Attribute;
import io.lares.home.Reading;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An attribute of a device, its last reading, and the command that waits for one. */
final class LiveAttribute {
  final Attribute attribute;

  /** The command that waits for this attribute to show what it wants. */
  final AtomicReference<@Nullable PendingCommand> pending = new AtomicReference<>();

  private volatile @Nullable Reading reading;

  LiveAttribute(Attribute attribute, @Nullable Reading reading) {
    this.attribute = attribute;
    this.reading = reading;
  }

  @Nullable Reading reading() {
    return reading;
  }

  /** Only the river writes. */
  void reading(@Nullable Reading newReading) {
    reading = newReading;
  }
}
