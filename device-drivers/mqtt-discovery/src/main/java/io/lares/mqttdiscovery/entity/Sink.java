package io.lares.mqttdiscovery.entity;

import io.lares.home.Value;
import java.time.Duration;

/** Takes what a message shows. */
public interface Sink {
  /** The field shows this value now. */
  void shows(Field field, Value value);

  /** The field will show this value after a while, unless it shows something else before. */
  void later(Field field, Value value, Duration delay);
}
