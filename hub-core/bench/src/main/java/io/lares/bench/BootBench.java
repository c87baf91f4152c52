package io.lares.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Start to HTTP 200, and memory once the demo home is up. */
final class BootBench implements Bench.Benchmark {
  private static final int RUNS = 7;
  private static final int SETTLE_SECONDS = 20;

  @Override
  public Report run(Workplace workplace) throws Exception {
    List<Double> seconds = new ArrayList<>();
    Path data = workplace.temp("data");
    int port = Workplace.freePort();
    workplace.say("a first start, which also makes the demo home");
    HubProcess first = HubProcess.start(workplace, data, port);
    double firstStart = first.secondsToServe();
    first.claim("demo");
    workplace.stop(first.process());
    double resident = 0;
    for (int run = 1; run <= RUNS; run++) {
      HubProcess hub = HubProcess.start(workplace, data, port);
      seconds.add(hub.secondsToServe());
      workplace.say("start " + run + " of " + RUNS + ": " + hub.secondsToServe() + " s");
      if (run == RUNS) {
        workplace.say("letting the demo home live for " + SETTLE_SECONDS + " s");
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        resident = Workplace.residentMiB(hub.process().pid());
      }
      workplace.stop(hub.process());
    }
    Collections.sort(seconds);
    double jvm = bareJvm(workplace);
    return new Report("boot")
        .atMost("start_median", "start to HTTP 200, median", seconds.get(RUNS / 2), "s", 2.0)
        .figure("start_best", "start to HTTP 200, best", seconds.getFirst(), "s")
        .figure("start_worst", "start to HTTP 200, worst", seconds.getLast(), "s")
        .figure("start_first", "the very first start", firstStart, "s")
        .figure("jvm", "limit: a JVM that does nothing", jvm, "s")
        .figure(
            "jvm_share", "share of the start that is the JVM's", jvm / seconds.get(RUNS / 2), "")
        .atMost("resident", "memory with the demo home up (RSS)", resident, "MiB", 150);
  }

  /** How long the least possible Java program takes, on the same machine at the same time. */
  private static double bareJvm(Workplace workplace) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      workplace.run(
          "jvm",
          workplace.root(),
          List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-version"),
          30);
      seconds.add((System.nanoTime() - begin) / 1e9);
    }
    Collections.sort(seconds);
    return seconds.get(2);
  }
}
