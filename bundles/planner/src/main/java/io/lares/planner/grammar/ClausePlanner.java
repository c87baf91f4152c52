package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns one clause into steps: what can be done, what can't and why, what is unclear. */
final class ClausePlanner {
  private static final Set<Verb> STARTING = Set.of(Verb.ON, Verb.OPENON, Verb.START, Verb.SET);

  private final Home home;
  private final StateView state;
  private final Targets targets;
  private final Effects effects;
  private final Speech speech;
  private final boolean later;

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
    this.effects = new Effects(state, liked, targets.terms());
    this.speech = speech;
    this.later = situation.later();
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
    private final Doing doing;
    private final Unnamed unnamed;
    private final List<Step> problems = new ArrayList<>();
    private final Set<Command> commands = new LinkedHashSet<>();

    Work(Clause clause) {
      this.clause = clause;
      this.said = words.apply(clause.from, clause.to);
      this.troubles = new Troubles(clause, said, speech, targets, words);
      this.doing = new Doing(home, state, effects, clause);
      this.unnamed = new Unnamed(clause, doing);
    }

    List<Step> plan() {
      if (clause.negated && !clause.hasVerb() && flagDropped()) {
        return result();
      }
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
      if (onlyTold()) {
        return List.of(troubles.refuse(said, speech.say("refuse.understand")));
      }
      lasting();
      boolean bare = !clause.hasVerb() && !clause.hasValue();
      boolean sent = bare || clause.verbs.equals(List.of(Verb.SET)) && !clause.hasValue();
      if (clause.verbs.contains(Verb.CLEAN) || clause.verbs.contains(Verb.START) || sent) {
        Cleaning.Outcome cleaning =
            new Cleaning(clause, home, targets, doing, troubles, speech).outcome();
        if (cleaning != null) {
          commands.addAll(cleaning.commands());
          problems.addAll(cleaning.problems());
          return result();
        }
      }
      if (bare) {
        return List.of(incomplete());
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
        return targets.at(target, doing::able).isEmpty();
      }
      return targets.find(target, doing::able) instanceof Targets.Result.Found(var devices, var g)
          && devices.stream().noneMatch(doing::able);
    }

    /**
     * "This room is full of germs": a part of a whole, beside a word out of a description, is told
     * and not wanted.
     */
    private boolean onlyTold() {
      boolean amount = clause.number != null && (clause.whole || clause.fraction);
      return amount
          && !clause.hasVerb()
          && !clause.hasFeature()
          && !clause.hints.isEmpty()
          && clause.targets.stream().allMatch(Target::onlyPlace);
    }

    /** "Don't remind me": what only one device does by itself is to end. */
    private boolean flagDropped() {
      List<Command> ends = new ArrayList<>();
      for (AttributeId id : Meant.attributes(clause)) {
        for (Device device : home.devices()) {
          Attribute attribute = device.attribute(id);
          if (attribute != null
              && attribute.access() == Attribute.Access.WRITE
              && device.risk(id) == Risk.COMFORT
              && Vocabulary.attribute(id) == null
              && attribute.kind() instanceof ValueKind.Bool
              && clause.targets.stream().allMatch(target -> names(target, device))) {
            ends.add(new Command(device.id(), id, Value.of(false)));
          }
        }
      }
      commands.addAll(ends.size() == 1 ? ends : List.of());
      return !commands.isEmpty();
    }

    private boolean names(Target target, Device device) {
      return target.onlyPlace()
          ? targets.at(target, device::equals).contains(device)
          : targets.find(target, device::equals)
                  instanceof Targets.Result.Found(var devices, var group)
              && devices.contains(device);
    }

    /** "The boot dryer for an hour", where that is set at the dryer itself. */
    private void lasting() {
      Duration time = clause.hold;
      boolean starts = !clause.settled() || clause.verbs.stream().anyMatch(STARTING::contains);
      if (time == null || clause.hasValue() || !starts || clause.targets.isEmpty()) {
        return;
      }
      for (Target target : clause.targets) {
        boolean timed =
            !target.onlyPlace()
                && targets.find(target, device -> true)
                    instanceof Targets.Result.Found(var devices, var group)
                && devices.stream().allMatch(device -> Meant.runTime(device) != null);
        if (!timed) {
          return;
        }
      }
      clause.number = (double) time.toSeconds();
      clause.unit = Measures.SECONDS;
      clause.hold = null;
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

    /** Only a place was said, or nothing: what is there that this can be done with? */
    private void place(@Nullable Target target, Set<Device> spared) {
      List<Device> there =
          targets.at(target, device -> doing.able(device) && !spared.contains(device));
      there = unnamed.usual(there);
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
        there = Targets.preferring(there, doing::busy);
      }
      boolean risky =
          there.size() > 1
              && (!lights || unnamed.vague())
              && target == null
              && targets.speaker() == null;
      if (risky) {
        problems.add(troubles.which(there));
        return;
      }
      add(there, true, "");
    }

    /** 来杯拿铁: a single character in front of what is chosen counts it. */
    private boolean counts(Target target) {
      return !speech.pack().spaced()
          && clause.choice != null
          && target.name == null
          && target.kind == null
          && target.unknown.size() == 1
          && target.unknown.getFirst().length() == 1;
    }

    private void described(Target target, Set<Device> spared) {
      switch (targets.find(target, doing::able)) {
        case Targets.Result.Missing(var elsewhere) when counts(target) -> place(null, spared);
        case Targets.Result.Missing(var elsewhere) ->
            problems.add(troubles.missing(target, elsewhere));
        case Targets.Result.Unclear(var options) -> {
          Device one = doing.onlyBusy(options);
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
                      !spared.contains(device)
                          && (!target.everything || unnamed.ofEverything(device)));
          boolean vague = target.everything && clause.hasValue() && !clause.hasFeature();
          List<Device> usual = vague ? unnamed.usual(Targets.filter(meant, doing::able)) : meant;
          add(group ? usual : devices, group, troubles.part(target));
        }
      }
    }

    private void add(List<Device> meant, boolean group, String part) {
      List<Device> devices = group ? doing.shining(meant) : meant;
      int done = 0;
      Effect worst = Effect.CANNOT;
      Device culprit = null;
      List<Command> wanted = new ArrayList<>();
      for (Device device : devices) {
        Effect effect = effects.of(device, clause);
        List<Command> possible = partial(effect, group) ? partly(device) : List.of();
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
      List<Command> news = wanted.stream().filter(doing::changes).toList();
      (later || news.isEmpty() || !group ? wanted : news).forEach(commands::add);
      if (culprit != null && (done == 0 || !group)) {
        problems.add(troubles.cannot(part.isEmpty() ? said : part, devices, culprit, worst));
      }
    }

    /** "On at level ten", where there are five, is one wish: nothing of it is done. */
    private static boolean partial(Effect effect, boolean group) {
      return !group && !(effect instanceof Effect.Do) && !(effect instanceof Effect.Misfit);
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

    private List<Step> result() {
      List<Step> steps = new ArrayList<>();
      if (!commands.isEmpty()) {
        List<Command> all = List.copyOf(commands);
        steps.add(new Step.Act(all, speech.summary(all), said));
      }
      steps.addAll(problems);
      return steps;
    }
  }
}
