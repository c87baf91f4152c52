package io.lares.automations.internal;

import io.lares.home.Command;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * "Warm the house" in a rule: a step from what is set today would mean little on another day, so
 * how warm is left to what the maker likes when the rule runs, with a comfortable temperature for
 * when that is not known.
 */
final class OpenWarmth {
  /**
   * Comfortable in what is heated and in what is cooled, in °C: EN 16798-1, categories I and II.
   */
  private static final double HEATED = 21;

  private static final double COOLED = 25;

  private final StateView state;
  private final PersonId maker;

  OpenWarmth(StateView state, PersonId maker) {
    this.state = state;
    this.maker = maker;
  }

  List<Step> of(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Act act -> {
          List<Command> warmth = act.commands().stream().filter(OpenWarmth::sets).toList();
          List<Command> rest = act.commands().stream().filter(each -> !sets(each)).toList();
          if (warmth.isEmpty()) {
            result.add(act);
            continue;
          }
          if (!rest.isEmpty()) {
            result.add(new Step.Act(rest, "", act.words()));
          }
          result.add(
              new Step.AsLiked(
                  warmth.stream().map(this::comfortable).toList(), maker, act.words()));
        }
        case Step.When when ->
            result.add(
                new Step.When(
                    when.condition(), of(when.then()), of(when.otherwise()), when.words()));
        case Step.Parallel parallel ->
            result.add(new Step.Parallel(of(parallel.steps()), parallel.words()));
        default -> result.add(step);
      }
    }
    return result;
  }

  private static boolean sets(Command command) {
    return command.attribute().equals(Vocabulary.TARGET_TEMPERATURE);
  }

  private Command comfortable(Command command) {
    Reading now = state.reading(command.device(), command.attribute());
    boolean cooler =
        now != null
            && now.value() instanceof Value.Num(double before)
            && command.value() instanceof Value.Num(double after)
            && after < before;
    return new Command(
        command.device(),
        command.attribute(),
        Value.of(cooler ? COOLED : HEATED),
        command.transition());
  }
}
