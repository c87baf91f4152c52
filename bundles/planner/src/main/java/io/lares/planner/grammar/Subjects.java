package io.lares.planner.grammar;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Vocabulary;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what a question or a condition speaks of, where it may not say so. */
final class Subjects {
  private static final Set<Verb> OPENNESS =
      EnumSet.of(Verb.OPEN, Verb.OPENON, Verb.ON, Verb.CLOSE, Verb.CLOSEOFF, Verb.OFF);

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
      if (somebody && !presence && clause.verbs.size() > 0 && named(clause)) {
        continue;
      }
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
    if (opens(clause) && devices.stream().allMatch(Subjects::isBolt)) {
      // A bolt that is drawn leaves the door shut: whether it is open, the contact at it knows.
      List<Device> contacts =
          called(devices, device -> device.attribute(Vocabulary.CONTACT_OPEN) != null);
      if (!contacts.isEmpty()) {
        devices.clear();
        devices.addAll(contacts);
      }
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

  /** "Did somebody leave the window open?" asks about the window. */
  private static boolean named(Clause clause) {
    return clause.targets.stream()
        .anyMatch(target ->
            target.complete()
                && (target.kind == null || target.kind.group() != Group.PERSON)
                && !target.everything);
  }

  /** What knows of a device that does not itself: "Washing Machine Leak" beside the machine. */
  private List<Device> beside(List<Device> named, Predicate<Device> known) {
    List<Device> called = called(named, known);
    return called.isEmpty()
        ? Targets.filter(
            Targets.filter(lexicon.home().devices(), known),
            device ->
                device.area() != null
                    && named.stream().anyMatch(each -> device.area().equals(each.area())))
        : called;
  }

  /** Those in whose names one of these names stands. */
  private List<Device> called(List<Device> named, Predicate<Device> known) {
    TextForm form = lexicon.pack().pack().form();
    return Targets.filter(
        Targets.filter(lexicon.home().devices(), known),
        device ->
            named.stream()
                .anyMatch(
                    each -> Segmenter.mentions(lexicon.spoken(device), form.of(each.name()))));
  }

  private static boolean opens(Clause clause) {
    return clause.settled() && OPENNESS.contains(clause.verbs.getFirst());
  }

  private static boolean isBolt(Device device) {
    return device.type() == DeviceType.DOOR_LOCK
        && device.attribute(Vocabulary.CONTACT_OPEN) == null;
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
