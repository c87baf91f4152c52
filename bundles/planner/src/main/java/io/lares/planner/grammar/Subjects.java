package io.lares.planner.grammar;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what a question or a condition speaks of, where it may not say so. */
final class Subjects {
  private final Lexicon lexicon;
  private final Targets targets;

  Subjects(Lexicon lexicon, Targets targets) {
    this.lexicon = lexicon;
    this.targets = targets;
  }

  /** What a question or a condition speaks of. */
  List<Device> asked(Clause clause, Predicate<Device> known) {
    List<Device> devices = new ArrayList<>();
    boolean presence =
        clause.state != null && (clause.state.equals("occupied") || clause.state.equals("clear"));
    for (Target target : clause.targets) {
      boolean somebody = target.kind != null && target.kind.group() == Group.PERSON;
      if (target.onlyPlace() || presence && somebody) {
        devices.addAll(targets.at(target, known));
      } else {
        boolean all = target.all;
        target.all |= target.kind != null;
        switch (targets.find(target, known)) {
          case Targets.Result.Found(var found, var group) -> devices.addAll(found);
          case Targets.Result.Unclear(var options) -> devices.addAll(options);
          case Targets.Result.Missing(var elsewhere) -> {}
        }
        // A wish may speak of the same, and then of one.
        target.all = all;
      }
    }
    if (!devices.isEmpty() && devices.stream().noneMatch(known)) {
      List<Device> beside = beside(devices, known);
      devices.clear();
      devices.addAll(beside);
    }
    boolean people =
        clause.state != null && (clause.state.equals("home") || clause.state.equals("away"));
    if (devices.isEmpty() && (clause.targets.isEmpty() || people)) {
      devices.addAll(targets.at(null, known));
    }
    return people
        ? Targets.preferring(devices, device -> device.type() == DeviceType.PERSON)
        : devices;
  }

  /** What knows of a device that does not itself: "Washing Machine Leak" beside the machine. */
  private List<Device> beside(List<Device> named, Predicate<Device> known) {
    List<Device> knowing = Targets.filter(lexicon.home().devices(), known);
    TextForm form = lexicon.pack().pack().form();
    List<Device> called =
        Targets.filter(
            knowing,
            device ->
                named.stream()
                    .anyMatch(
                        each -> Segmenter.mentions(lexicon.spoken(device), form.of(each.name()))));
    return called.isEmpty()
        ? Targets.filter(
            knowing,
            device ->
                device.area() != null
                    && named.stream().anyMatch(each -> device.area().equals(each.area())))
        : called;
  }

  /** "Is anybody in the house?" asks for people, where there are any, and not for motion. */
  void settle(Clause clause) {
    if (clause.state == null && !clause.settled() && clause.compare == null) {
      clause.state = presence(clause);
    }
    if (ofHousehold(clause)) {
      clause.state = "occupied".equals(clause.state) ? "home" : "away";
    }
  }

  /** "Somebody is in the kitchen", "nobody is there". */
  private static @Nullable String presence(Clause clause) {
    for (Target target : clause.targets) {
      if (target.kind != null && target.kind.group() == Group.PERSON) {
        return target.place != null || target.here ? "occupied" : "home";
      }
    }
    return null;
  }

  private boolean ofHousehold(Clause clause) {
    return ("occupied".equals(clause.state) || "clear".equals(clause.state))
        && !clause.targets.isEmpty()
        && clause.targets.stream().allMatch(target -> target.house && target.place == null)
        && lexicon.home().devices().stream().anyMatch(device -> device.type() == DeviceType.PERSON);
  }
}
