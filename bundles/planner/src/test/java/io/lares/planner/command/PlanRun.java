package io.lares.planner.command;

import io.lares.driver.virtual.VirtualDriver;
import io.lares.homefile.file.HomeFileReader;
import io.lares.kernel.internal.KernelFactoryComponent;
import io.lares.planner.Tier;
import io.lares.planner.assist.Tiers;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.meaning.MeaningPlanner;
import io.lares.planner.meaning.RealEncoders;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code hub plan} for tests in other packages: its real parts, its output as lines. */
public final class PlanRun {
  private static final Tiers TIERS = tiers();

  private PlanRun() {}

  /** The same for all tests of a run, so that the encoders are loaded once. */
  private static Tiers tiers() {
    GrammarPlanner grammar = new GrammarPlanner();
    Tier meaning = new MeaningPlanner(grammar, RealEncoders::all, Duration.ofMinutes(1));
    return new Tiers(grammar, () -> List.of(meaning));
  }

  /**
   * Plans a request file on a folder of home files.
   *
   * @return one result line a request
   * @throws AssertionError where a request got no result, with what was said about it
   */
  public static List<String> results(Path homes, Path requests) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new PlanCommand(
                new KernelFactoryComponent(),
                List.of(new VirtualDriver()),
                new HomeFileReader(),
                TIERS,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run("--home", homes.toString(), "--requests", requests.toString());
    if (exit != 0) {
      throw new AssertionError(err.toString(StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
