package io.lares.encoder;

/** What can be set for an encoder, by Declarative Services' rules: {@code idle.seconds=60}. */
public @interface EncoderSettings {
  /** Seconds that an unused model stays in memory, 1 to 86400. */
  int idle_seconds() default 300;

  /** Threads that work on one sentence, 1 to 64. */
  int threads() default 1;
}
