package io.lares.planner.assist;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Person;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Plan;
import io.lares.planner.Remembered;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.grammar.GrammarPlanner;
import io.lares.planner.grammar.Speech;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a plan before what people asked to remember. While somebody wants quiet, what is loud or
 * bright is had at less, or left out where it is heard elsewhere, and the reply says so; where the
 * speaker said how much, or there is no less of it, they are asked. What is switched on without a
 * value gets the one that the speaker told.
 */
final class Consideration {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  /** What a liking may go along with when a thing is switched on. */
  private static final Set<AttributeId> ALONG =
      Set.of(
          Vocabulary.LEVEL,
          Vocabulary.COLOR_TEMPERATURE,
          Vocabulary.VOLUME,
          Vocabulary.FAN_PERCENT,
          Vocabulary.TARGET_TEMPERATURE);

  private final GrammarPlanner planner;

  Consideration(GrammarPlanner planner) {
    this.planner = planner;
  }

  /** A plan, and why the speaker is asked before it is carried out: none where they are not. */
  record Considered(Plan plan, List<String> doubts) {}

  /**
   * Looks at a plan.
   *
   * @param sure true where the speaker said yes beforehand: then nothing that is asked for is less
   */
  Considered of(Plan plan, Request request, Situation situation, boolean sure) {
    List<Remembered> remembered =
        situation.likings().remembered(request.speaker(), situation.now().toInstant());
    boolean nothing =
        plan.all().stream()
            .allMatch(step ->
                !(step instanceof Step.StartTimer)
                    && (remembered.isEmpty() || step.sends().isEmpty()));
    if (nothing) {
      return new Considered(plan, List.of());
    }
    Work work = new Work(remembered, request, situation, sure);
    List<Step> steps = work.steps(plan.steps());
    Speech speech = planner.speech(situation.home(), plan.language());
    List<String> notes = work.notes(speech);
    if (!notes.isEmpty()) {
      steps.add(new Step.Answer(speech.join(notes), request.text()));
    }
    return new Considered(plan.with(steps), work.doubts(speech));
  }

  /** What was done about a memory. */
  private enum Deed {
    LOWERED,
    LEFT,
    LIKED,
    ASKED
  }

  private record Done(Remembered memory, Deed deed) {}

  /** One plan under consideration. */
  private final class Work {
    private final List<Remembered> remembered;
    private final List<Remembered.Quiet> quiet;
    private final Request request;
    private final Situation situation;
    private final boolean sure;
    private final Map<Done, Set<Device>> done = new LinkedHashMap<>();

    Work(List<Remembered> remembered, Request request, Situation situation, boolean sure) {
      this.remembered = remembered;
      this.quiet =
          remembered.stream()
              .filter(Remembered.Quiet.class::isInstance)
              .map(Remembered.Quiet.class::cast)
              .toList();
      this.request = request;
      this.situation = situation;
      this.sure = sure;
    }

    List<Step> steps(List<Step> steps) {
      List<Step> result = new ArrayList<>();
      for (Step step : steps) {
        result.add(
            switch (step) {
              case Step.Act act ->
                  new Step.Act(commands(act.commands()), act.summary(), act.words());
              case Step.Message message ->
                  new Step.Message(commands(message.commands()), message.text(), message.words());
              case Step.StartTimer timer -> {
                rings(timer);
                yield timer;
              }
              case Step.When when ->
                  new Step.When(
                      when.condition(), steps(when.then()), steps(when.otherwise()), when.words());
              case Step.Parallel parallel ->
                  new Step.Parallel(steps(parallel.steps()), parallel.words());
              default -> step;
            });
      }
      return result;
    }

    /** Asks where somebody wants quiet when a timer is over and what is done then is loud. */
    private void rings(Step.StartTimer timer) {
      List<Remembered.Quiet> then =
          situation.likings().quiet(situation.now().plus(timer.length()).toInstant());
      if (then.isEmpty()) {
        return;
      }
      boolean rings = timer.command().isEmpty();
      List<Command> sent =
          rings
              ? Chores.ring(situation.home(), "")
              : timer.later().stream().flatMap(step -> step.sends().stream()).toList();
      Map<Device, Remembered.Quiet> loud = new LinkedHashMap<>();
      for (Command command : sent) {
        Device device = situation.home().device(command.device());
        Loudness loudness =
            device == null ? Loudness.NONE : Loudness.of(device, command, situation.state());
        Remembered.Quiet disturbed =
            device == null || loudness.lower() != null ? null : loudness.disturbed(device, then);
        if (device != null && disturbed != null) {
          loud.put(device, disturbed);
        }
      }
      if (!rings || loud.size() == sent.size()) {
        loud.forEach((device, disturbed) -> note(disturbed, Deed.ASKED, device));
      }
    }

    private List<Command> commands(List<Command> wished) {
      List<Command> result = new ArrayList<>();
      List<Command> spoken = new ArrayList<>();
      for (Command command : wished) {
        Device device = situation.home().device(command.device());
        if (device == null) {
          result.add(command);
          continue;
        }
        Loudness loudness = Loudness.of(device, command, situation.state());
        Remembered.Quiet disturbed = loudness.disturbed(device, quiet);
        if (disturbed == null) {
          result.add(command);
          liked(device, command, wished, result);
        } else {
          switch (loudness.kind()) {
            case SPOKEN -> spoken.add(command);
            case LOWERED -> lower(device, command, loudness, disturbed, wished, result);
            default -> {
              result.add(command);
              note(disturbed, Deed.ASKED, device);
            }
          }
        }
      }
      say(spoken, result);
      return result;
    }

    /** The speakers where nobody is disturbed, or all where there are no others. */
    private void say(List<Command> spoken, List<Command> result) {
      boolean elsewhere = !result.isEmpty();
      for (Command command : spoken) {
        Device device = situation.home().device(command.device());
        if (device != null) {
          Remembered.Quiet disturbed =
              Loudness.of(device, command, situation.state()).disturbed(device, quiet);
          note(disturbed, elsewhere ? Deed.LEFT : Deed.ASKED, device);
        }
        if (!elsewhere || sure) {
          result.add(command);
        }
      }
    }

    private void lower(
        Device device,
        Command command,
        Loudness loudness,
        Remembered.Quiet quiet,
        List<Command> wished,
        List<Command> result) {
      AttributeId lower = loudness.lower();
      boolean itself = command.attribute().equals(lower);
      if (sure || lower == null || !itself && sets(wished, device, lower)) {
        result.add(command);
        return;
      }
      boolean stated =
          itself
              && command.value() instanceof Value.Num(double number)
              && planner.names(request, number);
      if (!itself || stated) {
        result.add(command);
      }
      if (!stated) {
        result.add(new Command(device.id(), lower, Value.of(Loudness.LOW), command.transition()));
      }
      note(quiet, stated ? Deed.ASKED : Deed.LOWERED, device);
    }

    /** The value that goes along with switching on, where the speaker told one. */
    private void liked(Device device, Command command, List<Command> wished, List<Command> result) {
      if (!command.attribute().equals(Vocabulary.ON_OFF)
          || !command.value().equals(Value.of(true))) {
        return;
      }
      Set<AttributeId> known = new LinkedHashSet<>();
      for (Remembered each : remembered) {
        if (each instanceof Remembered.Liking liking
            && liking.about(device)
            && ALONG.contains(liking.attribute())
            && !sets(wished, device, liking.attribute())
            && fits(device, liking)
            && known.add(liking.attribute())) {
          result.add(new Command(device.id(), liking.attribute(), liking.value()));
          note(liking, Deed.LIKED, device);
        }
      }
    }

    private static boolean fits(Device device, Remembered.Liking liking) {
      Attribute attribute = device.attribute(liking.attribute());
      return attribute != null
          && attribute.commandable()
          && attribute.kind().misfit(liking.value()) == null
          && device.risk(liking.attribute()).compareTo(Risk.ENERGY) <= 0;
    }

    private static boolean sets(List<Command> commands, Device device, AttributeId attribute) {
      return commands.stream()
          .anyMatch(
              each -> each.device().equals(device.id()) && each.attribute().equals(attribute));
    }

    private void note(@Nullable Remembered memory, Deed deed, Device device) {
      if (memory != null && !sure) {
        done.computeIfAbsent(new Done(memory, deed), ignored -> new LinkedHashSet<>()).add(device);
      }
    }

    List<String> doubts(Speech speech) {
      return done.keySet().stream()
          .filter(each -> each.deed() == Deed.ASKED)
          .map(each -> reason(each.memory(), speech))
          .distinct()
          .toList();
    }

    List<String> notes(Speech speech) {
      List<String> notes = new ArrayList<>();
      done.forEach((each, devices) -> {
        String names = speech.names(List.copyOf(devices));
        String reason = reason(each.memory(), speech);
        switch (each.deed()) {
          case LOWERED -> notes.add(speech.say("remember.lowered", reason, names));
          case LEFT -> notes.add(speech.say("remember.left", reason, names));
          case LIKED -> notes.add(speech.say("remember.liked", reason, names));
          case ASKED -> {}
        }
      });
      return notes;
    }

    /** One's own words are told again; of another's only that and how long. */
    private String reason(Remembered memory, Speech speech) {
      Person other = situation.home().person(memory.by());
      if (request.speaker().id().equals(memory.by().value()) || other == null) {
        return speech.say("remember.own", memory.words());
      }
      return memory instanceof Remembered.Quiet quiet && quiet.until() != null
          ? speech.say(
              "remember.quiet.until",
              other.name(),
              CLOCK.format(quiet.until().atZone(situation.now().getZone())))
          : speech.say("remember.quiet", other.name());
    }
  }
}
