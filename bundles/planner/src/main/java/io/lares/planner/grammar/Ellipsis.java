package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is left out because a neighbour says it. */
final class Ellipsis {
  private final Function<DeviceId, @Nullable AreaId> areas;

  /**
   * Makes one.
   *
   * @param areas where a device is
   */
  Ellipsis(Function<DeviceId, @Nullable AreaId> areas) {
    this.areas = areas;
  }

  /** Gives each clause what it leaves out because a neighbour says it. */
  void fill(List<Clause> clauses) {
    for (int i = 1; i < clauses.size(); i++) {
      measured(clauses.get(i - 1), clauses.get(i));
    }
    for (int i = 0; i < clauses.size(); i++) {
      Clause each = clauses.get(i);
      Clause before = i > 0 ? clauses.get(i - 1) : null;
      if (each.kept && !each.complete()) {
        continue;
      }
      if (!each.hasVerb() && before != null) {
        if (each.hasValue()) {
          each.verbs =
              before.settled() && before.direction() == 0 ? List.of(Verb.SET) : before.verbs;
          each.verbInherited = true;
        } else if (!each.targets.isEmpty() || each.hasFeature()) {
          each.takeVerbOf(before);
          each.takeValueOf(before);
        }
      }
      if (each.hasVerb()
          && !each.settled()
          && !each.hasValue()
          && before != null
          && before.hasValue()) {
        each.takeValueOf(before);
      }
      if (before != null && each.targets.isEmpty() && each.exceptions.isEmpty()) {
        each.targets.addAll(before.targets);
        each.exceptions.addAll(before.exceptions);
        each.inherited = true;
      }
      if (each.hasValue() && !each.hasFeature() && before != null && each.targets.isEmpty()) {
        each.feature = before.feature;
      }
      spread(each.targets);
      spread(each.exceptions);
      if (!each.inherited) {
        each.targets.forEach(target -> placed(target, clauses, each));
      }
    }
    List<Target> all = clauses.stream().flatMap(each -> each.targets.stream()).toList();
    owned(all);
    shared(clauses);
  }

  /** "The study to 21 and the hall to 22 degrees": both are degrees, both of the same kind. */
  private static void measured(Clause first, Clause second) {
    if (first.number == null || second.number == null || second.settled()) {
      return;
    }
    boolean places = second.targets.stream().allMatch(Target::onlyPlace);
    if (!places || second.targets.isEmpty() || second.hasFeature()) {
      return;
    }
    if (first.unit.isEmpty() && !first.percent) {
      first.unit = second.unit;
      first.percent = second.percent;
    } else if (second.unit.isEmpty() && !second.percent) {
      second.unit = first.unit;
      second.percent = first.percent;
    }
    Target kind = first.targets.isEmpty() ? null : first.targets.getLast();
    if (kind != null && kind.kind != null && kind.name == null) {
      second.targets.forEach(target -> target.takeKindOf(kind));
    }
  }

  /** "The screen in the study and its blind": the same place is meant, if there is one. */
  private void owned(List<Target> targets) {
    for (int i = 1; i < targets.size(); i++) {
      Target each = targets.get(i);
      if (each.whose && !each.placed()) {
        near(each, targets.get(i - 1));
      }
    }
  }

  /** Takes the place of another, or that of the devices which it names, as a guess. */
  void near(Target target, Target other) {
    if (other.placed()) {
      target.guessPlaceOf(other);
      return;
    }
    Word.Name name = other.name;
    Set<@Nullable AreaId> places = new LinkedHashSet<>();
    if (name != null) {
      name.devices().forEach(device -> places.add(areas.apply(device)));
    }
    AreaId only = places.size() == 1 ? places.iterator().next() : null;
    if (only != null) {
      target.place = new Word.Place(Set.of(only), "");
      target.guessed = true;
    }
  }

  /** "Fan off and blinds down in the study": the place at the end is that of all, if it can be. */
  private static void shared(List<Clause> clauses) {
    Clause last = clauses.isEmpty() ? null : clauses.getLast();
    Target end = last == null || last.targets.isEmpty() ? null : last.targets.getLast();
    if (last == null || end == null || !end.placeAfter || end.guessed || last.verbFirst()) {
      return;
    }
    for (Clause clause : clauses.subList(0, clauses.size() - 1)) {
      for (Target target : clause.targets) {
        boolean unplaced = target.kind != null && target.name == null && !target.placed();
        if (unplaced && !clause.verbFirst() && !target.everything) {
          target.guessPlaceOf(end);
        }
      }
    }
  }

  /** "Turn on the lamp in the study and set the lamp to red": the same place is meant. */
  private void placed(Target target, List<Clause> clauses, Clause until) {
    if (!target.vague()) {
      return;
    }
    Target close = null;
    for (Clause clause : clauses) {
      if (clause == until) {
        break;
      }
      for (Target before : clause.targets) {
        boolean same =
            before.kind != null
                && target.kind != null
                && before.kind.group() == target.kind.group();
        boolean sure = close != null && close.kind != null && !same && before.kind != null;
        close = (before.placed() || placeOf(before) != null) && !sure ? before : close;
      }
    }
    if (close != null) {
      takePlace(target, close);
      target.guessed = true;
    }
  }

  /** "The kitchen and bedroom lights", "the lights and fans in the kitchen". */
  private void spread(List<Target> targets) {
    for (int i = targets.size() - 2; i >= 0; i--) {
      Target each = targets.get(i);
      Target next = targets.get(i + 1);
      if (each.onlyPlace() && next.complete() && !next.placeAfter) {
        each.takeKindOf(next);
      } else if (each.complete() && !each.placed() && each.name == null && next.placeAfter) {
        each.takePlaceOf(next);
        each.placeAfter = true;
      }
    }
    for (int i = 1; i < targets.size(); i++) {
      Target each = targets.get(i);
      Target before = targets.get(i - 1);
      if (each.onlyPlace() && before.complete() && before.placed()) {
        each.takeKindOf(before);
      } else if (each.name == null
          && each.complete()
          && !each.placed()
          && !before.placeAfter
          && (before.placed() || placeOf(before) != null)) {
        takePlace(each, before);
        each.guessed = true;
      }
    }
  }

  private void takePlace(Target target, Target source) {
    target.takePlaceOf(source);
    if (!source.placed()) {
      target.place = placeOf(source);
    }
  }

  /** Where the only device of a name is that says no more than its kind and place, or null. */
  private Word.@Nullable Place placeOf(Target target) {
    Word.Name name = target.name;
    if (name == null || !name.generic() || name.devices().size() != 1) {
      return null;
    }
    AreaId area = areas.apply(name.devices().iterator().next());
    return area == null ? null : new Word.Place(Set.of(area), "");
  }
}
