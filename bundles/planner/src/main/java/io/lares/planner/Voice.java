package io.lares.planner;

/** How the hub speaks, kept over restarts. An OSGi service. Safe from any thread. */
public interface Voice {
  Tone tone();

  void tone(Tone wanted);
}
