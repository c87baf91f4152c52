package io.lares.planner.assist;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Plan;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.GrammarPlanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * "The usual", "the lamp as always", "movie night like last time": what is meant is found by
 * planning the wish for it, and how by what is known of the speaker.
 */
final class UsualWishes {
  private final List<Form> usual = Form.read("usual.txt");
  private final List<Form> again = Form.read("again.txt");
  private final GrammarPlanner grammar;

  UsualWishes(GrammarPlanner grammar) {
    this.grammar = grammar;
  }

  /**
   * A plan; empty where the sentence is no such wish, or nothing is known to do about it.
   *
   * @param planner plans another sentence in the same situation
   */
  Optional<Plan> plan(Request request, Situation situation, Function<Request, Plan> planner) {
    for (Form form : usual) {
      Matcher matcher = form.matcher(request);
      if (matcher.matches()) {
        return form.open()
            ? customary(request, situation)
            : as(form, matcher, request, situation, planner);
      }
    }
    for (Form form : again) {
      Matcher matcher = form.matcher(request);
      if (matcher.matches()) {
        return Optional.of(likeLastTime(form.wish(matcher, request), request, situation, planner));
      }
    }
    return Optional.empty();
  }

  /** What the speaker does at this time. */
  private Optional<Plan> customary(Request request, Situation situation) {
    List<Command> commands =
        situation.likings().usual(request.speaker(), situation.now().toInstant()).stream()
            .filter(command -> harmless(situation.home(), command))
            .toList();
    Locale language = request.language();
    if (commands.isEmpty()) {
      String why = grammar.language(language).say("refuse.usual");
      return Optional.of(
          new Plan(
              List.of(new Step.Refuse(request.text(), why, request.text())),
              grammar.language(language).locale(),
              GrammarPlanner.TIER));
    }
    return Optional.of(
        new Plan(
            List.of(act(commands, request, situation.home(), language)),
            grammar.language(language).locale(),
            GrammarPlanner.TIER));
  }

  /** Something as the speaker likes it; what nothing is known of is only switched on. */
  private Optional<Plan> as(
      Form form,
      Matcher matcher,
      Request request,
      Situation situation,
      Function<Request, Plan> planner) {
    Plan plan = planner.apply(form.wish(matcher, request));
    List<Command> wished = plan.steps().stream().flatMap(step -> step.sends().stream()).toList();
    if (wished.isEmpty() || plan.steps().stream().anyMatch(Step.Refuse.class::isInstance)) {
      return Optional.empty();
    }
    Set<Command> commands = new LinkedHashSet<>();
    for (Command each : wished) {
      Device device = situation.home().device(each.device());
      List<Command> liked = device == null ? List.of() : liked(device, request, situation);
      if (liked.isEmpty() || each.attribute().equals(Vocabulary.ON_OFF)) {
        commands.add(each);
      }
      commands.addAll(liked);
    }
    return Optional.of(
        plan.with(List.of(act(List.copyOf(commands), request, situation.home(), plan.language()))));
  }

  private static List<Command> liked(Device device, Request request, Situation situation) {
    List<Command> commands = new ArrayList<>();
    Likings likings = situation.likings();
    device.capabilities().stream()
        .flatMap(capability -> capability.attributes().stream())
        .filter(Attribute::commandable)
        .filter(attribute -> !attribute.id().equals(Vocabulary.ON_OFF))
        .forEach(attribute ->
            likings
                .liked(request.speaker(), device.id(), attribute.id(), situation.now().toInstant())
                .filter(value -> attribute.kind().misfit(value) == null)
                .map(value -> new Command(device.id(), attribute.id(), value))
                .filter(command -> harmless(situation.home(), command))
                .ifPresent(commands::add));
    return commands;
  }

  /** A scene, and then what people changed by hand when it was on last. */
  private Plan likeLastTime(
      Request wish, Request request, Situation situation, Function<Request, Plan> planner) {
    Plan plan = planner.apply(wish);
    List<Command> after = new ArrayList<>();
    for (Step step : plan.steps()) {
      for (Command command : step.sends()) {
        situation.likings().lastTime(request.speaker(), command.device()).stream()
            .filter(each -> harmless(situation.home(), each))
            .forEach(after::add);
      }
    }
    if (after.isEmpty()) {
      return plan;
    }
    List<Step> steps = new ArrayList<>(plan.steps());
    steps.add(act(after, request, situation.home(), plan.language()));
    return plan.with(steps);
  }

  private static boolean harmless(Home home, Command command) {
    Device device = home.device(command.device());
    Attribute attribute = device == null ? null : device.attribute(command.attribute());
    return device != null
        && attribute != null
        && attribute.commandable()
        && attribute.kind().misfit(command.value()) == null
        && device.risk(command.attribute()).compareTo(Risk.ENERGY) <= 0;
  }

  private Step act(List<Command> commands, Request request, Home home, Locale language) {
    String summary = grammar.speech(home, language).summary(commands);
    return new Step.Act(commands, summary, request.text());
  }
}
