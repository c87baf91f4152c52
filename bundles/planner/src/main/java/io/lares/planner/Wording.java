package io.lares.planner;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The home's things in the words of a language: English or Chinese, the nearest for any other. An
 * OSGi service. Safe from any thread.
 */
public interface Wording {
  /** What a device is called; its identifier where it is gone. */
  String name(DeviceId device, Locale language);

  /** A state as a clause: "Front Door is open". */
  String state(DeviceId device, AttributeId attribute, Value value, Locale language);

  /** A bare value with its unit: "21 °C". */
  String value(DeviceId device, AttributeId attribute, Value value, Locale language);

  /** Commands as a wish: "switch Reading Lamp off and set Blinds to 50 %". */
  String wish(List<Command> commands, Locale language);

  /** A length of time: "5 minutes". */
  String duration(Duration time, Locale language);
}
