package io.lares.habits.next;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The best of what was offered; of equals the first. */
final class Choice<T> {
  private final Consumer<String> progress;
  private double quality = Double.NEGATIVE_INFINITY;
  private String name = "";
  private @Nullable T best;

  /**
   * With nothing offered yet.
   *
   * @param progress told of each offer
   */
  Choice(Consumer<String> progress) {
    this.progress = progress;
  }

  void offer(String name, double quality, T offered) {
    progress.accept("%s: %.4f".formatted(name, quality));
    if (quality > this.quality) {
      this.quality = quality;
      this.name = name;
      this.best = offered;
    }
  }

  String name() {
    return name;
  }

  /** The best; something must have been offered. */
  T best() {
    if (best == null) {
      throw new IllegalStateException("nothing was offered");
    }
    return best;
  }
}
