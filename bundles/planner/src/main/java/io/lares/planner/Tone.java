package io.lares.planner;

/** How the hub speaks; a setting of the home. It changes what is said, never what is done. */
public enum Tone {
  /** Friendly, in whole sentences. */
  WARM,
  /** In whole sentences, and no more. */
  PLAIN,
  /** As short as can be: what was seen to be done as it was asked needs no sentence. */
  BRIEF
}
