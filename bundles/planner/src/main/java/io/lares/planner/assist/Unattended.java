package io.lares.planner.assist;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.kernel.StateView;
import io.lares.planner.Plan;
import io.lares.planner.Remembered;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds back what a plan that nobody waits for would disturb: there is nobody to ask, so what can
 * be had at less is, and the rest is left out. What guards the home is never held back.
 */
final class Unattended {
  private final Home home;
  private final StateView state;
  private final List<Remembered.Quiet> quiet;

  Unattended(Home home, StateView state, List<Remembered.Quiet> quiet) {
    this.home = home;
    this.state = state;
    this.quiet = quiet;
  }

  /** The plan as it may be carried out now; the same where it disturbs nobody. */
  Plan considerate(Plan plan) {
    List<Step> steps = considerate(plan.steps());
    return steps.equals(plan.steps()) ? plan : plan.with(steps);
  }

  private List<Step> considerate(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Act act -> {
          Held held = new Held(act.commands());
          if (!held.rest.isEmpty() || act.commands().isEmpty()) {
            result.add(new Step.Act(held.rest, act.summary(), act.words()));
          }
          result.addAll(held.told(act.words()));
        }
        case Step.Message message -> {
          Held held = new Held(message.commands());
          if (!held.rest.isEmpty() || message.commands().isEmpty()) {
            result.add(new Step.Message(held.rest, message.text(), message.words()));
          }
          result.addAll(held.told(message.words()));
        }
        case Step.When when ->
            result.add(
                new Step.When(
                    when.condition(),
                    considerate(when.then()),
                    considerate(when.otherwise()),
                    when.words()));
        case Step.Parallel parallel ->
            result.add(new Step.Parallel(considerate(parallel.steps()), parallel.words()));
        default -> result.add(step);
      }
    }
    return result;
  }

  /** What is left of some commands. */
  private final class Held {
    final List<Command> rest = new ArrayList<>();
    private final Map<Remembered.Quiet, List<Command>> lowered = new LinkedHashMap<>();
    private final Map<Remembered.Quiet, List<Command>> left = new LinkedHashMap<>();

    Held(List<Command> wished) {
      for (Command command : wished) {
        Device device = home.device(command.device());
        Loudness loudness =
            device == null || guards(device, command.attribute())
                ? Loudness.NONE
                : Loudness.of(device, command, state);
        Remembered.Quiet disturbed = device == null ? null : loudness.disturbed(device, quiet);
        if (disturbed == null) {
          rest.add(command);
          continue;
        }
        AttributeId lower = loudness.lower();
        if (lower == null) {
          left.computeIfAbsent(disturbed, ignored -> new ArrayList<>()).add(command);
        } else {
          lower(command, lower, wished);
          lowered.computeIfAbsent(disturbed, ignored -> new ArrayList<>()).add(command);
        }
      }
    }

    private void lower(Command command, AttributeId lower, List<Command> wished) {
      boolean itself = command.attribute().equals(lower);
      if (!itself) {
        rest.add(command);
      }
      boolean set =
          wished.stream()
              .anyMatch(other ->
                  other.device().equals(command.device()) && other.attribute().equals(lower));
      if (itself || !set) {
        rest.add(
            new Command(command.device(), lower, Value.of(Loudness.LOW), command.transition()));
      }
    }

    List<Step> told(String words) {
      List<Remembered.Quiet> who = new ArrayList<>(lowered.keySet());
      left.keySet().stream().filter(each -> !who.contains(each)).forEach(who::add);
      return who.stream()
          .<Step>map(each ->
              new Step.HeldBack(
                  lowered.getOrDefault(each, List.of()),
                  left.getOrDefault(each, List.of()),
                  each.by(),
                  each.until(),
                  words))
          .toList();
    }
  }

  private static boolean guards(Device device, AttributeId attribute) {
    return device.risk(attribute).compareTo(Risk.SECURITY) >= 0 || Loudness.warns(attribute);
  }
}
