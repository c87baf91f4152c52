package io.lares.planner.command;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.homefile.file.HomeFileReader;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.meaning.MeaningPlanner;
import io.lares.planner.meaning.RealEncoders;
import io.lares.planner.meaning.Tiers;
import io.lares.planner.reasoning.ReasoningPlanner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code hub plan} for tests in other packages: its real parts, its output as lines. */
public final class PlanRun {
  private PlanRun() {}

  /**
   * Plans a request file on a folder of home files.
   *
   * @return one result line a request
   * @throws AssertionError where a request got no result, with what was said about it
   */
  public static List<String> results(Path homes, Path requests) throws InterruptedException {
    GrammarPlanner grammar = new GrammarPlanner();
    MeaningPlanner meaning = new MeaningPlanner(grammar, RealEncoders::all, Duration.ofMinutes(1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new PlanCommand(
                new KernelFactoryComponent(),
                List.of(new VirtualDriver()),
                new HomeFileReader(),
                grammar,
                new Tiers(grammar, meaning, new ReasoningPlanner(List::of, Duration.ofSeconds(1))),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run("--home", homes.toString(), "--requests", requests.toString());
    if (exit != 0) {
      throw new AssertionError(err.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
