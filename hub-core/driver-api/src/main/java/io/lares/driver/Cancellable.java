package io.lares.driver;

/** Something under way that can be called off; calling it off twice is harmless. */
@FunctionalInterface
public interface Cancellable {
  void cancel();
}
