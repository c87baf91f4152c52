package io.lares.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code hub bench NAME [--json]}: runs one benchmark and prints what it measured. */
public final class Bench {
  /** A benchmark. */
  interface Benchmark {
    /** Measures; says on {@code System.err} what it is doing. */
    Report run(Workplace workplace) throws Exception;
  }

  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "automations", new AutomationsBench(),
              "boot", new BootBench(),
              "events", new EventsBench(),
              "habits", new HabitsBench(),
              "llm", new LlmBench(),
              "planner", new PlannerBench()));

  private Bench() {}

  public static void main(String[] args) throws Exception {
    boolean json = args.length > 1 && args[1].equals("--json");
    Benchmark benchmark = args.length == 0 ? null : BENCHMARKS.get(args[0]);
    if (benchmark == null || args.length > (json ? 2 : 1)) {
      System.err.println("Usage: hub bench NAME [--json], NAME one of " + BENCHMARKS.keySet());
      System.exit(2);
      return;
    }
    Report report;
    try (Workplace workplace = Workplace.in(Path.of(System.getProperty("lares.root", ".")))) {
      report = benchmark.run(workplace);
    }
    System.out.println(json ? report.json() : report.table());
  }
}
