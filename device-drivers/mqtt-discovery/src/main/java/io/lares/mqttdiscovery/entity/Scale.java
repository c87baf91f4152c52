package io.lares.mqttdiscovery.entity;

/** A range on the wire that people read as 0 to 100 %; the range may run backwards. */
record Scale(double zero, double hundred) {
  /** Whole percent, held within 0 to 100. */
  double toPercent(double wire) {
    if (zero == hundred) {
      return 0;
    }
    return Math.clamp(Math.rint((wire - zero) * 100 / (hundred - zero)), 0, 100);
  }

  /** As {@link #toPercent}, but what is not off is never 0 %. */
  double toLevel(double wire) {
    double percent = toPercent(wire);
    return percent == 0 && wire > zero ? 1 : percent;
  }

  /** The nearest whole number on the wire. */
  long toWire(double percent) {
    return Math.round(zero + percent * (hundred - zero) / 100);
  }

  /** As {@link #toWire}, but what is not 0 % is never off. */
  long toLevelWire(double percent) {
    long wire = toWire(percent);
    return percent > 0 && wire <= zero ? (long) Math.floor(zero) + 1 : wire;
  }
}
