package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.automations.time.Moments;
import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Place;
import io.lares.kernel.Policy;
import io.lares.planner.Condition;
import io.lares.planner.Plan;
import io.lares.planner.PlanNotation;
import io.lares.planner.Step;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a rule can be kept, and what of it the home does not have. */
final class Inspection {
  private final Home home;
  private final ZoneId zone;
  private final @Nullable Place place;

  Inspection(Home home, ZoneId zone, @Nullable Place place) {
    this.home = home;
    this.zone = zone;
    this.place = place;
  }

  /**
   * Looks at a rule.
   *
   * @throws IllegalArgumentException where it can't be kept, in words that say what to do
   */
  void check(Automation rule) {
    for (Trigger trigger : rule.triggers()) {
      if (trigger instanceof Trigger.OfTime time) {
        Moments.of(time, zone, place);
      }
    }
    for (During part : rule.during()) {
      if (place == null
          && (part.from() instanceof During.Edge.Sun || part.to() instanceof During.Edge.Sun)) {
        throw new IllegalArgumentException(Moments.NO_PLACE);
      }
    }
    PlanNotation.write(rule.steps());
    for (Step step : all(rule)) {
      step.sends().forEach(command -> check(rule, command));
    }
  }

  private static List<Step> all(Automation rule) {
    return new Plan(rule.steps(), Locale.ROOT, "automation").all();
  }

  private void check(Automation rule, Command command) {
    Device device = home.device(command.device());
    if (device == null) {
      return;
    }
    Automation.Origin origin = rule.origin();
    if (Policy.decide(origin.maker(), device, command.attribute(), command.value())
        == Policy.Decision.FORBID) {
      throw new IllegalArgumentException(
          "Guests may not have this done with " + device.name() + ": ask somebody who lives here");
    }
    Actor itself = Actor.automation(rule.id());
    if (!origin.confirmed()
        && Policy.decide(itself, device, command.attribute(), command.value())
            == Policy.Decision.CONFIRM) {
      throw new IllegalArgumentException(
          "What this does with "
              + device.name()
              + " opens or endangers the home: confirm that it may happen by itself");
    }
  }

  /** The devices that a rule speaks of and the home does not have. */
  List<String> missing(Automation rule) {
    Set<DeviceId> all = new LinkedHashSet<>();
    for (Trigger trigger : rule.triggers()) {
      if (trigger instanceof Trigger.OfDevice where) {
        all.add(where.device());
      } else if (trigger instanceof Trigger.Presence presence && presence.person() != null) {
        all.add(presence.person());
      } else if (trigger instanceof Trigger.Nears nears && nears.who() != null) {
        all.add(nears.who());
      }
    }
    gather(rule.condition(), all);
    for (Step step : all(rule)) {
      step.sends().forEach(command -> all.add(command.device()));
      if (step instanceof Step.When when) {
        gather(when.condition(), all);
      }
    }
    return all.stream().filter(id -> home.device(id) == null).map(DeviceId::value).toList();
  }

  private static void gather(Condition condition, Set<DeviceId> all) {
    switch (condition) {
      case Condition.Is is -> all.add(is.device());
      case Condition.All each -> each.conditions().forEach(one -> gather(one, all));
      case Condition.Any each -> each.conditions().forEach(one -> gather(one, all));
      case Condition.Not not -> gather(not.condition(), all);
    }
  }
}
