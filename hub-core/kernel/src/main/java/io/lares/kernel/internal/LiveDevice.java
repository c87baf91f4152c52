package io.lares.kernel.internal;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.kernel.Intent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device at work: its attributes and the session that serves it. Written by the river only. */
final class LiveDevice {
  /** For so long after a command, what else changes about a device counts as its doing. */
  private static final long AFTERMATH_NANOS = 2_000_000_000L;

  final DeviceId id;
  private volatile Map<AttributeId, LiveAttribute> attributes = Map.of();
  private volatile boolean available;
  private volatile boolean gone;
  private volatile @Nullable SessionRun run;
  private volatile @Nullable PendingCommand latest;

  LiveDevice(Device device) {
    this.id = device.id();
    describe(device);
  }

  /** Takes over another description; what was read of attributes that stay as they are is kept. */
  void describe(Device device) {
    Map<AttributeId, LiveAttribute> present = attributes;
    Map<AttributeId, LiveAttribute> next = new LinkedHashMap<>();
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        LiveAttribute known = present.get(attribute.id());
        if (known != null && known.attribute.equals(attribute)) {
          next.put(attribute.id(), known);
        } else {
          Reading reading = known == null ? null : known.reading();
          boolean fits = reading != null && attribute.kind().misfit(reading.value()) == null;
          next.put(attribute.id(), new LiveAttribute(attribute, fits ? reading : null));
        }
      }
    }
    attributes = next;
  }

  @Nullable LiveAttribute attribute(AttributeId attribute) {
    return attributes.get(attribute);
  }

  Map<AttributeId, LiveAttribute> attributes() {
    return attributes;
  }

  boolean available() {
    return available;
  }

  void available(boolean nowAvailable) {
    available = nowAvailable;
  }

  /** True once somebody took it out of the home, though its session may go on speaking of it. */
  boolean gone() {
    return gone;
  }

  void leave() {
    gone = true;
  }

  @Nullable SessionRun run() {
    return run;
  }

  void servedBy(@Nullable SessionRun newRun) {
    run = newRun;
  }

  void wished(PendingCommand command) {
    latest = command;
  }

  /**
   * The wish that a change of this attribute comes from, or null where the device acted by itself.
   */
  @Nullable Intent causeOf(LiveAttribute attribute) {
    PendingCommand pending = attribute.pending.get();
    if (pending != null) {
      return pending.intent();
    }
    PendingCommand wish = latest;
    return wish != null && System.nanoTime() - wish.begun() < AFTERMATH_NANOS
        ? wish.intent()
        : null;
  }
}
