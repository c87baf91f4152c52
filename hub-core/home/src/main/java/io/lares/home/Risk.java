package io.lares.home;

/** How much harm a wrong command can do, lowest first. */
public enum Risk {
  /** Lights, music, blinds: an annoyance at worst. */
  COMFORT,
  /** Heating, sockets, chargers: costs money. */
  ENERGY,
  /** Locks, garage doors, alarms: opens the home. */
  SECURITY,
  /** Gas, water, ovens: endangers people. */
  SAFETY;

  public Risk atLeast(Risk other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
