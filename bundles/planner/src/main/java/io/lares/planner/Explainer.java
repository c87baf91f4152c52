package io.lares.planner;

import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import java.util.Locale;

/** Knows why things in the home are as they are. An OSGi service. Safe from any thread. */
public interface Explainer {
  /** Why an attribute is as it is, in one sentence. */
  String why(DeviceId device, AttributeId attribute, Locale language);
}
