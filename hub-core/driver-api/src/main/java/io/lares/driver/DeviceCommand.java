package io.lares.driver;

import io.lares.home.AttributeId;
import io.lares.home.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command to one of the session's devices; attribute and value were checked against what the
 * session announced.
 *
 * @param device the session's own identifier of the device
 * @param transition how long the device should take, or null for its own pace
 */
public record DeviceCommand(
    String device, AttributeId attribute, Value value, @Nullable Duration transition) {}
