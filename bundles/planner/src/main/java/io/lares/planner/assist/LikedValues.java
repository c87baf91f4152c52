package io.lares.planner.assist;

import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Reading;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Likings;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settles, when a plan that was kept is carried out, what it left to what somebody likes then. */
final class LikedValues {
  private final Home home;
  private final Likings likings;
  private final StateView state;
  private final Instant now;

  LikedValues(Home home, Likings likings, StateView state, Instant now) {
    this.home = home;
    this.likings = likings;
    this.state = state;
    this.now = now;
  }

  Plan settled(Plan plan) {
    return plan.with(settled(plan.steps()));
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
        liked.commands().stream().map(command -> settled(command, liked.side(), who)).toList(),
        "",
        liked.words());
  }

  private Command settled(Command command, Step.AsLiked.Side side, Actor who) {
    Device device = home.device(command.device());
    Attribute attribute = device == null ? null : device.attribute(command.attribute());
    if (device == null
        || attribute == null
        || command.value() instanceof Value.Bool
        || device.risk(command.attribute()).compareTo(Risk.ENERGY) > 0) {
      return command;
    }
    Double present = present(device, command.attribute());
    Value value =
        likings
            .liked(who, command.device(), command.attribute(), now)
            .filter(liked -> attribute.kind().misfit(liked) == null)
            .filter(liked -> lies(side, present, liked))
            .orElse(command.value());
    // What is on the wished side already stays.
    Value wanted = lies(side, present, value) || present == null ? value : Value.of(present);
    return new Command(command.device(), command.attribute(), wanted, command.transition());
  }

  /** How much it is; null where it is off, no number or not known. */
  private @Nullable Double present(Device device, AttributeId attribute) {
    Reading power = state.reading(device.id(), Vocabulary.ON_OFF);
    Reading reading = state.reading(device.id(), attribute);
    boolean off = power != null && power.value().equals(Value.of(false));
    return !off && reading != null && reading.value() instanceof Value.Num(double much)
        ? (Double) much
        : null;
  }

  private static boolean lies(Step.AsLiked.Side side, @Nullable Double present, Value value) {
    if (side == Step.AsLiked.Side.ANY || present == null) {
      return true;
    }
    return value instanceof Value.Num(double much)
        && (side == Step.AsLiked.Side.LESS ? much < present : much > present);
  }
}
