package io.lares.planner.assist;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Outcome;
import io.lares.planner.Keeper;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.grammar.Speech;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what came of a plan, from what was observed and from nothing else. */
final class Reply {
  private final Speech speech;
  private final Home home;
  private final Map<Step, Keeper.Proposal> proposals;
  private final List<String> doubts;

  /**
   * Makes one.
   *
   * @param proposals what steps would keep
   * @param doubts why it is asked first, in sentences; empty where the risk alone says it
   */
  Reply(Speech speech, Home home, Map<Step, Keeper.Proposal> proposals, List<String> doubts) {
    this.speech = speech;
    this.home = home;
    this.proposals = proposals;
    this.doubts = doubts;
  }

  String confirm(Plan plan) {
    if (!proposals.isEmpty()) {
      return speech.join(
          proposals.values().stream()
              .map(proposal ->
                  proposal.question().isEmpty()
                      ? speech.say("keep.confirm", proposal.words())
                      : proposal.question())
              .toList());
    }
    List<Command> commands = new ArrayList<>();
    plan.all().forEach(step -> commands.addAll(wanted(step)));
    List<String> sentences = new ArrayList<>(doubts);
    sentences.add(commands.isEmpty() ? speech.say("timer.aloud") : speech.confirm(commands));
    return speech.join(sentences);
  }

  private static List<Command> wanted(Step step) {
    if (step instanceof Step.StartTimer timer) {
      List<Command> commands = new ArrayList<>();
      timer.later().forEach(later -> commands.addAll(wanted(later)));
      return commands;
    }
    return step.sends();
  }

  String cancelled() {
    return speech.say("plan.cancelled");
  }

  String of(Plan plan, List<Turn.Progress> progress, List<Turn.Action> actions) {
    List<Step> steps = plan.all();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (progress.get(i) != Turn.Progress.SKIPPED) {
        int index = i;
        List<Turn.Action> own = actions.stream().filter(action -> action.step() == index).toList();
        boolean well = progress.get(i) == Turn.Progress.DONE;
        sentences.add(told(steps.get(i), own, well, steps.size() == 1));
      }
    }
    String text = speech.join(sentences);
    if (!text.isEmpty() && asWished(steps, progress, actions)) {
      return speech.say("turn.done", text);
    }
    return text.isEmpty() ? speech.say(unmet(steps, progress) ? "when.not" : "done.nothing") : text;
  }

  /** True where all that was asked for was seen to be done, and nothing else is to be told. */
  private static boolean asWished(
      List<Step> steps, List<Turn.Progress> progress, List<Turn.Action> actions) {
    boolean deeds = false;
    for (int i = 0; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case Step.Act act -> deeds = true;
        case Step.AsLiked liked -> deeds = true;
        case Step.When when -> {}
        case Step.Parallel parallel -> {}
        case Step.Wait wait -> {}
        default -> {
          return false;
        }
      }
      if (progress.get(i) != Turn.Progress.DONE) {
        return false;
      }
    }
    return deeds
        && actions.stream().allMatch(action -> action.outcome() instanceof Outcome.Confirmed);
  }

  /** True where a condition kept the plan from doing anything. */
  private static boolean unmet(List<Step> steps, List<Turn.Progress> progress) {
    return steps.stream().anyMatch(Step.When.class::isInstance)
        && progress.contains(Turn.Progress.SKIPPED);
  }

  private String told(Step step, List<Turn.Action> actions, boolean well, boolean only) {
    return switch (step) {
      case Step.Act act -> acted(actions);
      case Step.AsLiked liked -> acted(actions);
      case Step.Message message ->
          actions.stream().anyMatch(action -> action.outcome() instanceof Outcome.Failed)
              ? acted(actions)
              : speech.say("message.said", message.text());
      case Step.StartTimer timer ->
          well
              ? timer.command().isEmpty()
                  ? speech.timer("timer.started", timer.name(), timer.length())
                  : speech.say("timer.later", speech.duration(timer.length()), timer.command())
              : speech.say("timer.full");
      case Step.ChangeTimers change -> changed(change, well);
      case Step.ChangeList change -> changed(change, well);
      case Step.SaveScene scene -> kept(scene, well, "refuse.scene", only);
      case Step.SaveAutomation save -> kept(save, well, "refuse.automation", only);
      case Step.HeldBack held -> "";
      case Step.Answer answer -> answer.text();
      case Step.Ask ask -> ask.question();
      case Step.Refuse refuse ->
          only ? sentence(refuse) : speech.say("refuse.part", refuse.part(), refuse.why());
      case Step.When when -> "";
      case Step.Parallel parallel -> "";
      case Step.Wait wait -> "";
    };
  }

  private String kept(Step step, boolean well, String otherwise, boolean only) {
    Keeper.Proposal proposal = proposals.get(step);
    if (!well || proposal == null) {
      return refused(step.words(), otherwise, only);
    }
    return switch (proposal.manner()) {
      case KEPT -> speech.say("keep.done", proposal.words());
      case NAMED -> speech.say("keep.scene", proposal.words());
      case REMEMBERED -> speech.say("keep.memory", proposal.words());
      case TOLD -> proposal.words();
    };
  }

  private String refused(String part, String key, boolean only) {
    Step.Refuse refuse = new Step.Refuse(part, speech.say(key), part);
    return only ? sentence(refuse) : speech.say("refuse.part", refuse.part(), refuse.why());
  }

  private String changed(Step.ChangeTimers change, boolean well) {
    String key = well ? "timer." + change.change().name().toLowerCase(Locale.ROOT) : "timer.gone";
    return speech.say(key, speech.duration(change.by()));
  }

  private String changed(Step.ChangeList change, boolean well) {
    String key = change.change().name().toLowerCase(Locale.ROOT);
    return speech.say(well ? "list." + key : "list.failed", change.item());
  }

  private String sentence(Step.Refuse refuse) {
    boolean whole = refuse.why().endsWith(".") || refuse.why().endsWith("。");
    return whole ? refuse.why() : speech.say("refuse.sentence", refuse.why());
  }

  private String acted(List<Turn.Action> actions) {
    List<Command> seen = new ArrayList<>();
    List<Device> waiting = new ArrayList<>();
    List<Device> told = new ArrayList<>();
    Map<Outcome.Failed, List<Device>> failed = new LinkedHashMap<>();
    for (Turn.Action action : actions) {
      Command command = action.command();
      Device device = home.device(command.device());
      if (device == null) {
        continue;
      }
      switch (action.outcome()) {
        case Outcome.Confirmed confirmed ->
            seen.add(new Command(command.device(), command.attribute(), confirmed.observed()));
        case Outcome.Failed failure ->
            failed.computeIfAbsent(alike(failure), ignored -> new ArrayList<>()).add(device);
        case null, default -> (shows(device, command) ? waiting : told).add(device);
      }
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(speech.told(seen));
    if (!waiting.isEmpty()) {
      sentences.add(speech.say("unconfirmed", speech.names(waiting.stream().distinct().toList())));
    }
    if (!told.isEmpty()) {
      sentences.add(speech.say("unseen", speech.names(told.stream().distinct().toList())));
    }
    failed.forEach((why, devices) ->
        sentences.add(
            speech.say(
                key(why),
                speech.names(devices.stream().distinct().toList()),
                why.message().replaceAll("[.。]$", ""))));
    return speech.join(sentences);
  }

  /** True where the device has a state that could show it; a scene has none. */
  private static boolean shows(Device device, Command command) {
    Attribute attribute = device.attribute(command.attribute());
    return attribute == null || attribute.access() != Attribute.Access.MOMENTARY;
  }

  /** Reasons with words of their own in the language are told once for many devices. */
  private Outcome.Failed alike(Outcome.Failed failure) {
    return key(failure).equals("failed") ? failure : new Outcome.Failed(failure.reason(), "");
  }

  private String key(Outcome.Failed failure) {
    String key = "failed." + failure.reason().name().toLowerCase(Locale.ROOT);
    return speech.has(key) ? key : "failed";
  }
}
