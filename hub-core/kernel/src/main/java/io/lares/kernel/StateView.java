package io.lares.kernel;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of all devices: in memory, one writer, the truth. Reading is cheap, from any thread.
 */
public interface StateView {
  /** The last reading, or null where nothing was observed yet. */
  @Nullable Reading reading(DeviceId device, AttributeId attribute);

  /** All readings of a device; empty where there are none. */
  Map<AttributeId, Reading> readings(DeviceId device);

  /** Whether the device can be reached, as far as its driver knows. */
  boolean available(DeviceId device);
}
