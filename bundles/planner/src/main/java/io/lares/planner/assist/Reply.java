package io.lares.planner.assist;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Outcome;
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

  Reply(Speech speech, Home home) {
    this.speech = speech;
    this.home = home;
  }

  String confirm(Plan plan) {
    List<Command> commands = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Act act) {
        commands.addAll(act.commands());
      }
    }
    return speech.confirm(commands);
  }

  String cancelled() {
    return speech.say("plan.cancelled");
  }

  String of(Plan plan, List<Turn.Action> actions) {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      int index = i;
      switch (plan.steps().get(i)) {
        case Step.Act act ->
            sentences.add(
                acted(actions.stream().filter(action -> action.step() == index).toList()));
        case Step.Answer answer -> sentences.add(answer.text());
        case Step.Ask ask -> sentences.add(ask.question());
        case Step.Refuse refuse ->
            sentences.add(
                plan.steps().size() == 1
                    ? sentence(refuse)
                    : speech.say("refuse.part", refuse.part(), refuse.why()));
      }
    }
    return speech.join(sentences);
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
