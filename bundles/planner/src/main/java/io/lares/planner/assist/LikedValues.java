package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Risk;
import io.lares.planner.Likings;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import java.time.Instant;
import java.util.List;

/** Settles, when a plan that was kept is carried out, what it left to what somebody likes then. */
final class LikedValues {
  private final Home home;
  private final Likings likings;
  private final Instant now;

  private LikedValues(Home home, Likings likings, Instant now) {
    this.home = home;
    this.likings = likings;
    this.now = now;
  }

  static Plan settled(Plan plan, Home home, Likings likings, Instant now) {
    return plan.with(new LikedValues(home, likings, now).settled(plan.steps()));
  }

  private List<Step> settled(List<Step> steps) {
    return steps.stream()
        .<Step>map(step ->
            switch (step) {
              case Step.AsLiked liked -> settled(liked);
              case Step.When when ->
                  new Step.When(
                      when.condition(),
                      settled(when.then()),
                      settled(when.otherwise()),
                      when.words());
              case Step.Parallel parallel ->
                  new Step.Parallel(settled(parallel.steps()), parallel.words());
              default -> step;
            })
        .toList();
  }

  private Step settled(Step.AsLiked liked) {
    Actor who = Actor.person(liked.by(), Person.Role.RESIDENT, Actor.Channel.SENTENCE);
    return new Step.Act(
        liked.commands().stream().map(command -> settled(command, who)).toList(),
        "",
        liked.words());
  }

  private Command settled(Command command, Actor who) {
    Device device = home.device(command.device());
    Attribute attribute = device == null ? null : device.attribute(command.attribute());
    if (device == null
        || attribute == null
        || device.risk(command.attribute()).compareTo(Risk.ENERGY) > 0) {
      return command;
    }
    return likings
        .liked(who, command.device(), command.attribute(), now)
        .filter(value -> attribute.kind().misfit(value) == null)
        .map(value ->
            new Command(command.device(), command.attribute(), value, command.transition()))
        .orElse(command);
  }
}
