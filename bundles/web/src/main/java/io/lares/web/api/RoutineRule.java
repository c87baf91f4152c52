package io.lares.web.api;

import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.habits.Cue;
import io.lares.habits.Routine;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/** What somebody did again and again, as a rule that does it for them. */
final class RoutineRule {
  private RoutineRule() {}

  /**
   * Makes the rule.
   *
   * @param words the evidence, which becomes the rule's name
   */
  static Automation of(Routine routine, String words, Automation.Origin origin) {
    String name = words.length() > 200 ? words.substring(0, 199) + "…" : words;
    Step act = new Step.Act(List.of(routine.action()), "", "");
    return new Automation(
        "habit-" + Integer.toHexString(routine.id().hashCode()),
        name,
        true,
        List.of(trigger(routine.cue())),
        new Condition.All(List.of()),
        during(routine.cue()),
        List.of(act),
        Automation.Mode.SINGLE,
        Duration.ZERO,
        Duration.ZERO,
        Automation.Missed.REPORT,
        origin);
  }

  private static Trigger trigger(Cue cue) {
    return switch (cue) {
      case Cue.AtTime at -> new Trigger.At(at.usual(), at.days());
      case Cue.AtSun at ->
          new Trigger.Sun(
              at.event() == Cue.Sun.SUNRISE ? Trigger.SunEvent.SUNRISE : Trigger.SunEvent.SUNSET,
              at.usual(),
              at.days());
      case Cue.After after ->
          switch (after.what()) {
            case Cue.Event.Becomes what ->
                new Trigger.Becomes(
                    what.device(), what.attribute(), null, what.value(), Duration.ZERO);
            case Cue.Event.FirstArrives _ -> new Trigger.Presence(null, Trigger.Move.ARRIVES);
            case Cue.Event.LastLeaves _ -> new Trigger.Presence(null, Trigger.Move.LEAVES);
          };
    };
  }

  private static List<During> during(Cue cue) {
    if (!(cue instanceof Cue.After after)) {
      return List.of();
    }
    LocalTime from = after.condition().from();
    LocalTime until = after.condition().until();
    if (from != null && until != null) {
      return List.of(new During(after.days(), new During.Edge.At(from), new During.Edge.At(until)));
    }
    return switch (after.condition().light()) {
      case ANY -> List.of(whole(after));
      case DARK ->
          List.of(
              new During(
                  after.days(), sun(Trigger.SunEvent.SUNSET), sun(Trigger.SunEvent.SUNRISE)));
      case BRIGHT ->
          List.of(
              new During(
                  after.days(), sun(Trigger.SunEvent.SUNRISE), sun(Trigger.SunEvent.SUNSET)));
    };
  }

  private static During whole(Cue.After after) {
    During.Edge midnight = new During.Edge.At(LocalTime.MIDNIGHT);
    return new During(after.days(), midnight, midnight);
  }

  private static During.Edge sun(Trigger.SunEvent event) {
    return new During.Edge.Sun(event, Duration.ZERO);
  }
}
