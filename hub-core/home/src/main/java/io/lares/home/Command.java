package io.lares.home;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an attribute take a value.
 *
 * @param transition how long the device should take over it, or null for its own pace
 */
public record Command(
    DeviceId device, AttributeId attribute, Value value, @Nullable Duration transition) {
  public Command(DeviceId device, AttributeId attribute, Value value) {
    this(device, attribute, value, null);
  }
}
