package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** "Clean the kitchen", "start the vacuum in the hall": the place is what to clean. */
record Cleaning(
    Clause clause, Home home, Targets targets, Doing doing, Troubles troubles, Speech speech) {
  /** What to send, and what can't be done of it. */
  record Outcome(List<Command> commands, List<Step> problems) {}

  /** The outcome, or null where the clause speaks of something else. */
  @Nullable Outcome outcome() {
    List<Step> problems = new ArrayList<>();
    List<Area> areas = new ArrayList<>();
    List<Device> cleaners = new ArrayList<>();
    boolean named = false;
    for (Target target : clause.targets) {
      if (!target.unknown.isEmpty() && !sent()) {
        problems.add(troubles.missing(target, List.of()));
        named |= target.kind != null || target.name != null;
        continue;
      }
      boolean said = !target.guessed && (target.place != null || target.here);
      Area there = said ? areaOf(target) : null;
      if (there != null && !areas.contains(there)) {
        areas.add(there);
      }
      if (!target.onlyPlace()
          && targets.find(unplaced(target), doing::able)
              instanceof Targets.Result.Found(var devices, var g)) {
        Targets.filter(devices, device -> cleans(device) && !cleaners.contains(device))
            .forEach(cleaners::add);
        named = true;
      }
    }
    if (!named && clause.verbs.contains(Verb.CLEAN)) {
      cleaners.addAll(targets.at(null, Cleaning::cleans));
    }
    if (cleaners.isEmpty() && !clause.verbs.contains(Verb.CLEAN) || sent() && areas.isEmpty()) {
      return null;
    }
    if (cleaners.isEmpty() || areas.isEmpty()) {
      return problems.isEmpty() ? null : new Outcome(List.of(), problems);
    }
    if (cleaners.size() > 1) {
      problems.add(troubles.which(cleaners));
      return new Outcome(List.of(), problems);
    }
    Device cleaner = cleaners.getFirst();
    Value first = Value.of(areas.getFirst().id().value());
    List<Command> commands = new ArrayList<>();
    commands.add(new Command(cleaner.id(), Vocabulary.VACUUM_AREA, first));
    for (Area area : areas.subList(1, areas.size())) {
      String why = speech.say("refuse.oneroom", speech.name(cleaner));
      problems.add(troubles.refuse(speech.name(area), why));
    }
    if (cleaner.attribute(Vocabulary.VACUUM_OPERATION) != null) {
      commands.add(new Command(cleaner.id(), Vocabulary.VACUUM_OPERATION, Value.of("cleaning")));
    }
    return new Outcome(commands, problems);
  }

  /** "Let the robot loose in the hall": whatever is said of it and a room, it cleans there. */
  private boolean sent() {
    return !clause.verbs.contains(Verb.CLEAN) && !clause.verbs.contains(Verb.START);
  }

  private @Nullable Area areaOf(Target target) {
    AreaId id = target.here ? targets.speaker() : null;
    if (target.place != null && target.place.areas().size() == 1) {
      id = target.place.areas().iterator().next();
    }
    return id == null ? null : home.area(id);
  }

  private static Target unplaced(Target target) {
    Target copy = new Target(target.from);
    copy.name = target.name;
    copy.kind = target.kind;
    copy.parts.addAll(target.parts);
    return copy;
  }

  private static boolean cleans(Device device) {
    return device.attribute(Vocabulary.VACUUM_AREA) != null;
  }
}
