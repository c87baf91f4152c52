package io.lares.planner.grammar;

import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes a clause by what the same person said just before: "and the kitchen too". */
final class FollowUps {
  private final Home home;

  /** The last clause of the sentence before, or null where there was none about devices. */
  private final @Nullable Clause before;

  private final Set<DeviceId> touched;

  FollowUps(Home home, @Nullable Clause before, @Nullable Plan plan) {
    this.home = home;
    this.before = before;
    this.touched = touched(plan);
  }

  private static Set<DeviceId> touched(@Nullable Plan plan) {
    Set<DeviceId> devices = new LinkedHashSet<>();
    if (plan != null) {
      for (Step step : plan.all()) {
        for (Command command : step.sends()) {
          devices.add(command.device());
        }
      }
    }
    return devices;
  }

  /** Gives a sentence's first clause what it leaves out. */
  void complete(Clause clause) {
    Clause last = before;
    boolean silent = !clause.hasVerb() && !clause.hasValue();
    boolean known = clause.targets.stream().allMatch(target -> target.unknown.isEmpty());
    if (silent && last != null && last.complete() && !clause.targets.isEmpty() && known) {
      clause.takeVerbOf(last);
      clause.takeValueOf(last);
      if (!clause.hasFeature()) {
        clause.feature = last.feature;
        clause.described.addAll(last.described);
      }
      for (Target target : clause.targets) {
        if (target.onlyPlace() && !last.targets.isEmpty()) {
          sameKind(target, last.targets.getFirst());
        }
      }
    } else if (!silent && clause.targets.isEmpty() && !touched.isEmpty()) {
      Target target = new Target(clause.from);
      target.name = new Word.Name(touched, false, true);
      target.all = true;
      clause.targets.add(target);
      clause.inherited = true;
    }
  }

  /** "No, the other one": the same wish for what else is like that; null where nothing is. */
  @Nullable Clause other(int from, int to) {
    Clause last = before;
    if (last == null || !last.complete() || touched.isEmpty()) {
      return null;
    }
    List<Device> others = new ArrayList<>();
    for (DeviceId id : touched) {
      Device device = home.device(id);
      for (Device like : home.devices()) {
        boolean same =
            device != null
                && like.type() == device.type()
                && (device.area() == null || device.area().equals(like.area()));
        if (same && !touched.contains(like.id()) && !others.contains(like)) {
          others.add(like);
        }
      }
    }
    if (others.isEmpty()) {
      return null;
    }
    Clause clause = new Clause(from);
    clause.to = to;
    clause.takeVerbOf(last);
    clause.takeValueOf(last);
    clause.feature = last.feature;
    clause.described.addAll(last.described);
    Target target = new Target(from);
    target.to = to;
    Set<DeviceId> ids = new LinkedHashSet<>();
    others.forEach(device -> ids.add(device.id()));
    target.name = new Word.Name(ids, false);
    target.single = true;
    clause.targets.add(target);
    return clause;
  }

  private void sameKind(Target target, Target like) {
    if (like.name == null || like.kind != null || like.everything) {
      target.takeKindOf(like);
      return;
    }
    for (DeviceId id : like.name.devices()) {
      Device device = home.device(id);
      Group group = device == null ? null : Group.of(device);
      if (group != null) {
        target.kind = new Word.Kind(group, "", true, false);
        return;
      }
    }
  }
}
