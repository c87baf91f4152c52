package io.lares.planner.assist;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.kernel.Policy;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Step;
import io.lares.planner.grammar.GrammarPlanner;
import java.util.ArrayList;
import java.util.List;

/** Puts every command of a plan before the policy, wherever in the tree it stands. */
final class Decisions {
  private final GrammarPlanner planner;

  Decisions(GrammarPlanner planner) {
    this.planner = planner;
  }

  /** The plan without what the speaker may not do, and whether the rest needs a yes. */
  record Decided(Plan plan, boolean confirm) {}

  Decided of(Plan plan, Request request, Home home) {
    Work work = new Work(plan, request, home);
    List<Step> steps = work.allowed(plan.steps());
    return new Decided(plan.with(steps), work.confirm);
  }

  /** One plan before the policy. */
  private final class Work {
    private final Plan plan;
    private final Request request;
    private final Home home;
    private boolean confirm;

    Work(Plan plan, Request request, Home home) {
      this.plan = plan;
      this.request = request;
      this.home = home;
    }

    List<Step> allowed(List<Step> steps) {
      List<Step> result = new ArrayList<>();
      for (Step step : steps) {
        switch (step) {
          case Step.Act act -> {
            List<Command> some = commands(act.commands());
            add(
                result,
                act,
                new Step.Act(some, act.summary(), act.words()),
                some.size() == act.commands().size(),
                some.isEmpty());
          }
          case Step.AsLiked liked -> {
            List<Command> some = commands(liked.commands());
            add(
                result,
                liked,
                new Step.AsLiked(some, liked.side(), liked.by(), liked.words()),
                some.size() == liked.commands().size(),
                some.isEmpty());
          }
          case Step.Message message -> {
            List<Command> some = commands(message.commands());
            add(
                result,
                message,
                new Step.Message(some, message.text(), message.words()),
                some.size() == message.commands().size(),
                some.isEmpty());
          }
          case Step.When when ->
              result.add(
                  new Step.When(
                      when.condition(),
                      allowed(when.then()),
                      allowed(when.otherwise()),
                      when.words()));
          case Step.Parallel parallel ->
              result.add(new Step.Parallel(allowed(parallel.steps()), parallel.words()));
          case Step.StartTimer timer -> {
            List<Step> later = allowed(timer.later());
            boolean whole = later.equals(timer.later());
            add(result, timer, timer, whole, !whole);
          }
          default -> result.add(step);
        }
      }
      return result;
    }

    private void add(List<Step> to, Step whole, Step part, boolean all, boolean none) {
      if (all) {
        to.add(whole);
        return;
      }
      if (!none) {
        to.add(part);
      }
      String why = planner.language(plan.language()).say("refuse.forbidden");
      to.add(new Step.Refuse(whole.words(), why, whole.words()));
    }

    private List<Command> commands(List<Command> wanted) {
      List<Command> result = new ArrayList<>();
      for (Command command : wanted) {
        Device device = home.device(command.device());
        Policy.Decision decision =
            device == null
                ? Policy.Decision.FORBID
                : Policy.decide(request.speaker(), device, command.attribute(), command.value());
        if (decision != Policy.Decision.FORBID) {
          result.add(command);
        }
        confirm |= decision == Policy.Decision.CONFIRM;
      }
      return result;
    }
  }
}
