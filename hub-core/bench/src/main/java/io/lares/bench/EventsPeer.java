package io.lares.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One peer of the benchmark of events, with so many sensors, and what it showed. */
final class EventsPeer {
  /** Changes a second where latency is measured. */
  static final int STEADY_RATE = 1_000;

  private static final int SECONDS = 6;

  /** A hub runs for months, so what its compiler does in its first minute is not measured. */
  private static final int WARM_UP_SECONDS = 10;

  /** The steady load before that which is measured. */
  private static final int SETTLING_SECONDS = 2;

  /** Waits until a peer has nothing left to do. */
  @FunctionalInterface
  interface Rest {
    void await() throws Exception;
  }

  /** Latencies at the steady rate, in microseconds: the middle one of the rounds. */
  static final class Latency {
    private final List<Double> medians = new ArrayList<>();
    private final List<Double> p99s = new ArrayList<>();

    private void measure(EventLoad load) throws IOException {
      load.latencies(STEADY_RATE, SETTLING_SECONDS);
      double[] micros = load.latencies(STEADY_RATE, SECONDS);
      if (micros.length == 0) {
        throw new IOException("It does not answer any more");
      }
      medians.add(micros[micros.length / 2]);
      p99s.add(micros[(int) (micros.length * 0.99)]);
    }

    double p50() {
      return middle(medians);
    }

    double p99() {
      return middle(p99s);
    }
  }

  private final String name;
  private final EventLoad load;
  private final int sensors;
  private final List<Process> others;
  private final boolean mayKeepAwake = AwakeProcessors.allowed();
  private final List<Double> rates = new ArrayList<>();
  private final Latency asleep = new Latency();
  private final Latency awake = new Latency();
  private int lost;

  /**
   * @param others stand still while this one's latency is measured
   */
  EventsPeer(String name, EventLoad load, int sensors, List<Process> others) {
    this.name = name;
    this.load = load;
    this.sensors = sensors;
    this.others = others;
  }

  void warmUp() throws Exception {
    load.with(sensors);
    load.saturate(WARM_UP_SECONDS);
    load.latencies(STEADY_RATE, WARM_UP_SECONDS);
  }

  /**
   * One round.
   *
   * @param rest returns when the peer has done what saturation left behind: the latency is that of
   *     a steady thousand a second, not that of an overload's aftermath
   */
  void measure(Rest rest) throws Exception {
    load.with(sensors);
    rates.add(load.saturate(SECONDS));
    rest.await();
    try (var _ = new Standstill(others)) {
      asleep.measure(load);
      if (mayKeepAwake) {
        try (var _ = new AwakeProcessors()) {
          awake.measure(load);
        }
      }
    }
    lost = load.lost();
  }

  /** What the round that was just measured showed, for people. */
  String latest() {
    return String.format(
        Locale.ROOT,
        "%s: %,.0f a second, p99 %,.0f us at %,d a second%s",
        name,
        rates.getLast(),
        asleep.p99s.getLast(),
        STEADY_RATE,
        mayKeepAwake ? String.format(Locale.ROOT, ", awake %,.0f us", awake.p99s.getLast()) : "");
  }

  /** Changes a second at saturation: the middle one of the rounds. */
  double rate() {
    return middle(rates);
  }

  /** With processors that sleep whenever they have nothing to do. */
  Latency asleep() {
    return asleep;
  }

  /** With processors kept awake, where the machine lets us; otherwise the same as asleep. */
  Latency awake() {
    return mayKeepAwake ? awake : asleep;
  }

  /** Changes that were never answered. */
  int lost() {
    return lost;
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
