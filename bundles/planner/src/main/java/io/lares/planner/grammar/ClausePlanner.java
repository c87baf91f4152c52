package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns one clause into steps: what can be done, what can't and why, what is unclear. */
final class ClausePlanner {
  /** What only makes sense of something that is doing something. */
  private static final Set<Verb> ENDING =
      Set.of(Verb.OFF, Verb.CLOSEOFF, Verb.PAUSE, Verb.STOP, Verb.MUTE, Verb.UNMUTE, Verb.DOCK);

  /** What "stop everything" is said of: what moves or plays, not the heating. */
  private static final Set<AttributeId> STOPPABLE =
      Set.of(
          Vocabulary.PLAYBACK,
          Vocabulary.VACUUM_OPERATION,
          Vocabulary.MOWER_OPERATION,
          Vocabulary.COVERING_POSITION);

  private static final double COOLEST_ROOM = 15;
  private static final double WARMEST_ROOM = 28;

  private final Home home;
  private final StateView state;
  private final Targets targets;
  private final Effects effects;
  private final Speech speech;

  /** The words as they were said, from one token to another. */
  private final BiFunction<Integer, Integer, String> words;

  ClausePlanner(
      Situation situation,
      Liked liked,
      Targets targets,
      Speech speech,
      BiFunction<Integer, Integer, String> words) {
    this.home = situation.home();
    this.state = situation.state();
    this.targets = targets;
    this.effects = new Effects(state, liked);
    this.speech = speech;
    this.words = words;
  }

  List<Step> plan(Clause clause) {
    return new Work(clause).plan();
  }

  /** One clause under way. */
  private final class Work {
    private final Clause clause;
    private final String said;
    private final Troubles troubles;
    private final List<Step> problems = new ArrayList<>();
    private final Map<Command, Boolean> commands = new LinkedHashMap<>();

    Work(Clause clause) {
      this.clause = clause;
      this.said = words.apply(clause.from, clause.to);
      this.troubles = new Troubles(clause, said, speech, targets, words);
    }

    List<Step> plan() {
      if (clause.negated || clause.kept && !clause.settled() && !clause.hasValue()) {
        return List.of(new Step.Answer(speech.say("answer.not"), said));
      }
      if (clause.denied) {
        return List.of(troubles.refuse(said, speech.say("refuse.understand")));
      }
      boolean silent = !clause.hasVerb() || clause.verbInherited;
      if (silent && !clause.hasValue() && namesScene()) {
        clause.verbs = List.of(Verb.ACTIVATE);
      }
      if (!clause.hasVerb() && !clause.hasValue()) {
        return List.of(incomplete());
      }
      if (clause.verbs.contains(Verb.CLEAN) || clause.verbs.contains(Verb.START)) {
        if (clean()) {
          return result();
        }
      }
      if (clause.pronoun && clause.targets.isEmpty() && targets.speaker() == null) {
        return List.of(new Step.Ask(speech.say("ask.it"), List.of(), said));
      }
      Set<Device> spared = spared();
      if (spared == null) {
        return result();
      }
      boolean elsewhere =
          clause.inherited && !clause.pronoun && !clause.verbInherited && !inheritedFit();
      if (clause.targets.isEmpty() || elsewhere) {
        place(null, spared);
      }
      for (Target target : elsewhere ? List.<Target>of() : meant()) {
        if (target.onlyPlace() && target.house && unknown()) {
          continue;
        }
        if (target.onlyPlace()) {
          place(target, spared);
        } else {
          described(target, spared);
        }
      }
      return result();
    }

    /** "Gone home, let's wrap up": where nobody knows what is meant, the whole house is not. */
    private boolean unknown() {
      return clause.targets.stream().anyMatch(target -> !target.unknown.isEmpty());
    }

    /** "Movie night, please": nothing else can be done with a scene. */
    private boolean namesScene() {
      return clause.targets.size() == 1
          && clause.exceptions.isEmpty()
          && clause.targets.getFirst().name != null
          && targets.find(clause.targets.getFirst(), device -> true)
              instanceof Targets.Result.Found(var devices, var group)
          && devices.size() == 1
          && started(devices.iterator().next());
    }

    private static boolean started(Device device) {
      return device.attribute(Ids.SCENE) != null || device.attribute(Ids.SCRIPT) != null;
    }

    /** The targets; of those that a clause before named, the ones that can do this, if any can. */
    private List<Target> meant() {
      if (!clause.inherited) {
        return clause.targets;
      }
      List<Target> fit = clause.targets.stream().filter(each -> !unfit(each)).toList();
      return fit.isEmpty() ? clause.targets : fit;
    }

    /** False where what was named before is known, and can't do this: then it is not meant. */
    private boolean inheritedFit() {
      return clause.targets.stream().anyMatch(each -> !unfit(each));
    }

    private boolean unfit(Target target) {
      if (target.onlyPlace()) {
        return targets.at(target, this::able).isEmpty();
      }
      return targets.find(target, this::able) instanceof Targets.Result.Found(var devices, var g)
          && devices.stream().noneMatch(this::able);
    }

    private Step incomplete() {
      for (Target target : clause.targets) {
        if (targets.find(target, device -> true)
            instanceof Targets.Result.Found(var devices, var g)) {
          return new Step.Ask(speech.say("ask.what", speech.names(devices)), List.of(), said);
        }
      }
      return troubles.refuse(said, speech.say("refuse.understand"));
    }

    /** What "except" takes out, or null where that could not be found. */
    private @Nullable Set<Device> spared() {
      Set<Device> spared = new LinkedHashSet<>();
      for (Target target : clause.exceptions) {
        if (target.onlyPlace()) {
          spared.addAll(targets.at(target, device -> true));
          continue;
        }
        target.all = true;
        switch (targets.find(target, device -> true)) {
          case Targets.Result.Found(var devices, var group) -> spared.addAll(devices);
          case Targets.Result.Unclear(var devices) -> spared.addAll(devices);
          case Targets.Result.Missing(var elsewhere) -> {
            problems.add(troubles.missing(target, elsewhere));
            return null;
          }
        }
      }
      return spared;
    }

    private boolean able(Device device) {
      Effect effect = effects.of(device, clause);
      return effect instanceof Effect.Do || effect instanceof Effect.Misfit;
    }

    /** Only a place was said, or nothing: what is there that this can be done with? */
    private void place(@Nullable Target target, Set<Device> spared) {
      List<Device> there = targets.at(target, device -> able(device) && !spared.contains(device));
      there = usual(there);
      if (there.isEmpty()) {
        String why =
            target == null
                ? speech.say(
                    clause.hasVerb() && !clause.settled() && !clause.hasValue()
                        ? "refuse.value"
                        : "refuse.understand")
                : speech.say("refuse.nothing.place", targets.placeName(target));
        String part = target == null || clause.hasFeature() ? said : troubles.part(target);
        problems.add(troubles.refuse(part, why));
        return;
      }
      boolean lights = there.stream().allMatch(device -> device.type().isLight());
      if (target == null && there.size() > 1 && !lights && targets.speaker() == null) {
        there = Targets.preferring(there, this::busy);
      }
      boolean risky =
          there.size() > 1 && (!lights || vague()) && target == null && targets.speaker() == null;
      if (risky) {
        problems.add(troubles.which(there));
        return;
      }
      add(there, true, "");
    }

    /** More or less of what, a number of what? Nothing says. */
    private boolean vague() {
      boolean relative =
          clause.direction() != 0 && clause.verbs.stream().allMatch(verb -> verb.feature() == null);
      boolean coloured = clause.colour != null || clause.kelvin != null;
      return !clause.hasFeature()
          && clause.hints.isEmpty()
          && !coloured
          && (relative || clause.number != null);
    }

    /** Of all that could do it, what people mean when they name nothing. */
    private List<Device> usual(List<Device> devices) {
      if (!clause.hints.isEmpty()) {
        List<Device> hinted =
            Targets.filter(
                devices,
                device -> clause.hints.stream().anyMatch(id -> device.attribute(id) != null));
        if (!hinted.isEmpty()) {
          return hinted;
        }
      }
      if (clause.feature == Feature.SPEED) {
        return Targets.preferring(devices, device -> device.type() == DeviceType.FAN);
      }
      if (clause.hasFeature() && clause.feature != Feature.BRIGHTNESS) {
        return devices;
      }
      List<Device> result =
          Targets.filter(devices, device -> !Group.excludedFromEverything(device));
      if (result.isEmpty()) {
        return result;
      }
      if (clause.verbs.contains(Verb.PAUSE) || clause.verbs.contains(Verb.RESUME)) {
        List<Device> players =
            Targets.preferring(result, device -> device.attribute(Vocabulary.PLAYBACK) != null);
        return clause.verbs.contains(Verb.RESUME)
            ? Targets.preferring(players, this::paused)
            : players;
      }
      boolean warmth = clause.verbs.contains(Verb.WARMER) || clause.verbs.contains(Verb.COOLER);
      if (warmth || roomTemperature()) {
        return Targets.preferring(
            result, device -> device.attribute(Vocabulary.TARGET_TEMPERATURE) != null);
      }
      List<Device> lights = Targets.filter(result, device -> device.type().isLight());
      boolean opening = clause.verbs.contains(Verb.OPEN) || clause.verbs.contains(Verb.CLOSE);
      if (!lights.isEmpty() && !opening) {
        return lights;
      }
      return Targets.preferring(
          result, device -> Deeds.OPENABLE.stream().anyMatch(id -> device.attribute(id) != null));
    }

    /** "Keep the study at 21": a number that people give as the warmth of a room. */
    private boolean roomTemperature() {
      Double number = clause.number;
      return number != null
          && !clause.percent
          && clause.unit.isEmpty()
          && !clause.hasFeature()
          && clause.direction() == 0
          && number >= COOLEST_ROOM
          && number <= WARMEST_ROOM;
    }

    /** "Turn off the TV": of several, the one that is on. Null where nothing ends, or not one. */
    private @Nullable Device onlyBusy(List<Device> options) {
      boolean volume =
          clause.feature == Feature.VOLUME
              || clause.verbs.stream().anyMatch(verb -> verb.feature() == Feature.VOLUME);
      if (volume) {
        List<Device> on = Targets.filter(options, device -> able(device) && !off(device));
        return on.size() == 1 ? on.getFirst() : null;
      }
      if (clause.verbs.stream().noneMatch(ENDING::contains) || clause.hasValue()) {
        return null;
      }
      List<Device> busy =
          Targets.filter(
              options,
              device ->
                  effects.of(device, clause) instanceof Effect.Do(List<Command> wanted)
                      && wanted.stream().anyMatch(this::changes)
                      && !off(device));
      return busy.size() == 1 ? busy.getFirst() : null;
    }

    private boolean paused(Device device) {
      Reading reading = state.reading(device.id(), Vocabulary.PLAYBACK);
      return reading != null && reading.value().equals(Value.of("paused"));
    }

    private boolean off(Device device) {
      Reading reading = state.reading(device.id(), Vocabulary.ON_OFF);
      return reading != null && reading.value().equals(Value.of(false));
    }

    /** True where the device is doing something that this would change. */
    private boolean busy(Device device) {
      if (!(effects.of(device, clause) instanceof Effect.Do(List<Command> wanted))) {
        return false;
      }
      Command first = wanted.getFirst();
      Reading reading = state.reading(device.id(), first.attribute());
      boolean resting =
          reading == null
              || reading.value() instanceof Value.Text(String text)
                  && Set.of("docked", "idle", "stopped", "returning", "paused").contains(text);
      boolean wakes = clause.verbs.contains(Verb.RESUME) || clause.verbs.contains(Verb.START);
      Reading playing = state.reading(device.id(), Vocabulary.PLAYBACK);
      boolean plays = playing != null && playing.value().equals(Value.of("playing"));
      return device.attribute(Vocabulary.PLAYBACK) != null && !wakes ? plays : wakes == resting;
    }

    private void described(Target target, Set<Device> spared) {
      switch (targets.find(target, this::able)) {
        case Targets.Result.Missing(var elsewhere) ->
            problems.add(troubles.missing(target, elsewhere));
        case Targets.Result.Unclear(var options) -> {
          Device one = onlyBusy(options);
          if (one == null) {
            problems.add(troubles.which(options));
          } else {
            add(List.of(one), false, troubles.part(target));
          }
        }
        case Targets.Result.Found(var devices, var group) -> {
          List<Device> meant =
              Targets.filter(
                  devices,
                  device ->
                      !spared.contains(device) && (!target.everything || ofEverything(device)));
          boolean vague = target.everything && clause.hasValue() && !clause.hasFeature();
          List<Device> usual = vague ? usual(Targets.filter(meant, this::able)) : meant;
          add(group ? usual : devices, group, troubles.part(target));
        }
      }
    }

    /** What "everything" is depends on what is to be done with it. */
    private boolean ofEverything(Device device) {
      if (clause.verbs.contains(Verb.OPEN) || clause.verbs.contains(Verb.CLOSE)) {
        return Deeds.OPENABLE.stream().anyMatch(id -> device.attribute(id) != null);
      }
      if (clause.verbs.contains(Verb.STOP)) {
        return STOPPABLE.stream().anyMatch(id -> device.attribute(id) != null);
      }
      return !switches() || Group.switched(device);
    }

    private boolean switches() {
      return clause.verbs.stream()
          .anyMatch(verb ->
              verb == Verb.ON || verb == Verb.OFF || verb == Verb.OPENON || verb == Verb.CLOSEOFF);
    }

    /** "It is too bright" is not said of lamps that are off. */
    private List<Device> shining(List<Device> devices) {
      boolean darker = clause.direction() < 0 && !clause.hasValue();
      return darker && devices.stream().allMatch(device -> device.type().isLight())
          ? Targets.preferring(devices, device -> !off(device))
          : devices;
    }

    private void add(List<Device> meant, boolean group, String part) {
      List<Device> devices = group ? shining(meant) : meant;
      int done = 0;
      Effect worst = Effect.CANNOT;
      Device culprit = null;
      List<Command> wanted = new ArrayList<>();
      for (Device device : devices) {
        Effect effect = effects.of(device, clause);
        List<Command> possible = effect instanceof Effect.Do || group ? List.of() : partly(device);
        if (effect instanceof Effect.Do(List<Command> some)) {
          wanted.addAll(some);
          done++;
        } else if (!possible.isEmpty()) {
          wanted.addAll(possible);
          culprit = device;
          worst = effect;
        } else if (culprit == null || worst == Effect.CANNOT) {
          worst = effect;
          culprit = device;
        }
      }
      List<Command> news = wanted.stream().filter(this::changes).toList();
      (news.isEmpty() || !group ? wanted : news).forEach(command -> commands.put(command, true));
      if (culprit != null && (done == 0 || !group)) {
        problems.add(troubles.cannot(part.isEmpty() ? said : part, devices, culprit, worst));
      }
    }

    /** "The porch light on and red", where it has no colours: what of it can be done. */
    private List<Command> partly(Device device) {
      List<Command> possible = new ArrayList<>();
      List<Clause> apart = clause.apart();
      for (Clause each : apart.size() > 1 ? apart : List.<Clause>of()) {
        if (effects.of(device, each) instanceof Effect.Do(List<Command> some)) {
          possible.addAll(some);
        }
      }
      return possible;
    }

    private boolean changes(Command command) {
      Reading reading = state.reading(command.device(), command.attribute());
      Device device = home.device(command.device());
      Attribute attribute = device == null ? null : device.attribute(command.attribute());
      boolean momentary = attribute != null && attribute.access() == Attribute.Access.MOMENTARY;
      return momentary || reading == null || !reading.value().equals(command.value());
    }

    /** "Clean the kitchen", "start the vacuum in the hall". */
    private boolean clean() {
      List<AreaId> areas = new ArrayList<>();
      List<Device> cleaners = new ArrayList<>();
      boolean named = false;
      for (Target target : clause.targets) {
        if (!target.unknown.isEmpty()) {
          problems.add(troubles.missing(target, List.of()));
          named |= target.kind != null || target.name != null;
          continue;
        }
        boolean said = !target.guessed && (target.place != null || target.here);
        AreaId there = said ? areaOf(target) : null;
        if (there != null && !areas.contains(there)) {
          areas.add(there);
        }
        if (!target.onlyPlace()
            && targets.find(unplaced(target), this::able)
                instanceof Targets.Result.Found(var devices, var g)) {
          cleaners.addAll(Targets.filter(devices, this::cleans));
          named = true;
        }
      }
      if (!named && clause.verbs.contains(Verb.CLEAN)) {
        cleaners.addAll(targets.at(null, this::cleans));
      }
      if (cleaners.isEmpty() && !clause.verbs.contains(Verb.CLEAN)) {
        problems.clear();
        return false;
      }
      if (cleaners.isEmpty() || areas.isEmpty()) {
        return !problems.isEmpty();
      }
      if (cleaners.size() > 1) {
        problems.add(troubles.which(cleaners));
        return true;
      }
      Device cleaner = cleaners.getFirst();
      Value first = Value.of(areas.getFirst().value());
      commands.put(new Command(cleaner.id(), Vocabulary.VACUUM_AREA, first), true);
      for (AreaId area : areas.subList(1, areas.size())) {
        Area other = home.area(area);
        String part = other == null ? said : speech.name(other);
        problems.add(troubles.refuse(part, speech.say("refuse.oneroom", speech.name(cleaner))));
      }
      if (cleaner.attribute(Vocabulary.VACUUM_OPERATION) != null) {
        commands.put(
            new Command(cleaner.id(), Vocabulary.VACUUM_OPERATION, Value.of("cleaning")), true);
      }
      return true;
    }

    private @Nullable AreaId areaOf(Target target) {
      if (target.place != null && target.place.areas().size() == 1) {
        return target.place.areas().iterator().next();
      }
      return target.here ? targets.speaker() : null;
    }

    private static Target unplaced(Target target) {
      Target copy = new Target(target.from);
      copy.name = target.name;
      copy.kind = target.kind;
      copy.parts.addAll(target.parts);
      return copy;
    }

    private boolean cleans(Device device) {
      return device.attribute(Vocabulary.VACUUM_AREA) != null;
    }

    private List<Step> result() {
      List<Step> steps = new ArrayList<>();
      if (!commands.isEmpty()) {
        List<Command> all = List.copyOf(commands.keySet());
        steps.add(new Step.Act(all, speech.summary(all), said));
      }
      steps.addAll(problems);
      return steps;
    }
  }
}
