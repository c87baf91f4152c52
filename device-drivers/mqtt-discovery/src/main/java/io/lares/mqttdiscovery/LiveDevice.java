package io.lares.mqttdiscovery;

import io.lares.driver.DeviceDescription;
import io.lares.home.AttributeId;
import io.lares.mqttdiscovery.entity.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device that the session has announced to the hub. */
final class LiveDevice {
  /** Where a command to an attribute goes. */
  record Target(Member member, Field field) {}

  final String nativeId;
  final Map<AttributeId, Target> targets = new HashMap<>();
  @Nullable DeviceDescription description;

  /** Those whose availability is the device's. */
  List<Member> speakers = List.of();

  /** What makes its entities belong together. */
  String group = "";

  boolean available = true;

  /** True once its availability topics have had time to speak. */
  boolean settled;

  LiveDevice(String nativeId) {
    this.nativeId = nativeId;
  }

  /** True where it can be reached as far as is known. */
  boolean reachable() {
    boolean silent = false;
    for (Member member : speakers) {
      Boolean verdict = member.reachability.verdict();
      if (verdict == null) {
        silent = true;
      } else if (verdict) {
        return true;
      }
    }
    return silent && !settled || speakers.isEmpty();
  }
}
