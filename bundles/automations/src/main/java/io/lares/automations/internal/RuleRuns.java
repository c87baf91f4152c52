package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.home.Home;
import io.lares.kernel.Intent;
import io.lares.planner.Executor;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out rules with regard to those who want quiet. What somebody runs by hand is decided now,
 * and a rule that looks at a danger, or that such a rule led to, is held back for nobody.
 */
final class RuleRuns implements Executor {
  private final Executor executor;
  private final Supplier<Home> home;
  private final Function<String, @Nullable Automation> rules;
  private final BiFunction<String, String, @Nullable Trace> traces;
  private final Consumer<Turn> held;
  private final Dangers dangers = new Dangers();

  /**
   * Makes one.
   *
   * @param traces what is remembered of a rule's run that has begun
   * @param held is told of each run of which something was held back, when it has ended
   */
  RuleRuns(
      Executor executor,
      Supplier<Home> home,
      Function<String, @Nullable Automation> rules,
      BiFunction<String, String, @Nullable Trace> traces,
      Consumer<Turn> held) {
    this.executor = executor;
    this.home = home;
    this.rules = rules;
    this.traces = traces;
    this.held = held;
  }

  @Override
  public Running start(Plan plan, Request request, Intent intent, Consumer<Turn> ended) {
    return startConsiderate(plan, request, intent, () -> urgent(intent), ended);
  }

  @Override
  public Running startConsiderate(
      Plan plan, Request request, Intent intent, BooleanSupplier urgent, Consumer<Turn> ended) {
    return executor.startConsiderate(
        plan,
        request,
        intent,
        urgent,
        turn -> {
          ended.accept(turn);
          if (turn.plan() != plan && heldBack(turn)) {
            held.accept(turn);
          }
        });
  }

  private static boolean heldBack(Turn turn) {
    return turn.plan().all().stream().anyMatch(Step.HeldBack.class::isInstance);
  }

  private boolean urgent(Intent intent) {
    Trace run = traces.apply(intent.actor().id(), intent.id());
    return run != null
        && (run.trigger() < 0
            || run.chain().stream()
                .map(rules)
                .anyMatch(rule -> rule != null && dangers.looksAtOne(rule, home.get())));
  }
}
