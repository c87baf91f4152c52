package io.lares.kernel.internal;

import io.lares.home.Attribute;
import io.lares.home.Reading;
import io.lares.home.Value;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a device, its last reading, and the command that waits for one.
 *
 * <p>A reading is kept as plain numbers where it can be. Thousands change between two collections
 * of garbage; as objects each would be copied, and the old ones that hold them looked through,
 * which took most of a pause.
 */
final class LiveAttribute {
  private enum Shape {
    NOTHING,
    NO,
    YES,
    NUMBER,
    OTHER
  }

  final Attribute attribute;

  /** The command that waits for this attribute to show what it wants. */
  final AtomicReference<@Nullable PendingCommand> pending = new AtomicReference<>();

  private Shape shape = Shape.NOTHING;
  private double number;
  private @Nullable Value other;
  private long seconds;
  private int nanos;

  LiveAttribute(Attribute attribute, @Nullable Reading reading) {
    this.attribute = attribute;
    reading(reading);
  }

  synchronized @Nullable Reading reading() {
    Value value =
        switch (shape) {
          case NOTHING -> null;
          case NO -> Value.of(false);
          case YES -> Value.of(true);
          case NUMBER -> Value.of(number);
          case OTHER -> other;
        };
    return value == null ? null : new Reading(value, Instant.ofEpochSecond(seconds, nanos));
  }

  /** Only the river writes. */
  synchronized void reading(@Nullable Reading reading) {
    other = null;
    switch (reading == null ? null : reading.value()) {
      case null -> shape = Shape.NOTHING;
      case Value.Bool(boolean yes) -> shape = yes ? Shape.YES : Shape.NO;
      case Value.Num(double value) -> {
        shape = Shape.NUMBER;
        number = value;
      }
      case Value.Text text -> {
        shape = Shape.OTHER;
        other = text;
      }
    }
    if (reading != null) {
      seconds = reading.time().getEpochSecond();
      nanos = reading.time().getNano();
    }
  }
}
