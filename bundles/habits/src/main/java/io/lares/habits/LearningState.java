package io.lares.habits;

/** Whether the hub learns about somebody. */
public enum LearningState {
  /** It learns. */
  ON,
  /** It keeps and uses what it knows and learns nothing new. */
  PAUSED,
  /** It knows nothing and learns nothing. */
  OFF
}
