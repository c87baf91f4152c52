package io.lares.mimo.command;

import io.lares.mimo.weights.Progress;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Shows how far a work is: a bar on a terminal, a line for each tenth elsewhere. */
final class ProgressBar implements Progress {
  private static final int WIDTH = 30;
  private static final long PAUSE_NANOS = 100_000_000;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long start;
  private long shown;
  private int tenth;

  ProgressBar(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.shown = start - PAUSE_NANOS;
  }

  @Override
  public synchronized void at(String stage, long done, long total) {
    double part = total == 0 ? 1 : (double) done / total;
    long now = nanos.getAsLong();
    if (!terminal) {
      if ((int) (part * 10) > tenth) {
        tenth = (int) (part * 10);
        out.printf("%s: %d %%%n", stage, tenth * 10);
      }
    } else if (now - shown >= PAUSE_NANOS || done == total) {
      shown = now;
      int filled = (int) (part * WIDTH);
      out.printf(
          "\r%-10s [%s%s] %3d %%  %.1f of %.1f GB%s ",
          stage,
          "#".repeat(filled),
          ".".repeat(WIDTH - filled),
          (int) (part * 100),
          done / 1e9,
          total / 1e9,
          left(now, part));
      out.flush();
    }
  }

  private String left(long now, double part) {
    double seconds = (now - start) / 1e9;
    if (part < 0.02 || seconds < 1) {
      return "";
    }
    return ", %d s left  ".formatted(Math.round(seconds / part * (1 - part)));
  }

  /** Ends the line. */
  void end() {
    if (terminal) {
      out.println();
    }
  }
}
