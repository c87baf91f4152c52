package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Says what of a clause can't be done, why, and what there is instead. */
final class Troubles {
  private final Clause clause;
  private final String said;
  private final Speech speech;
  private final Targets targets;
  private final BiFunction<Integer, Integer, String> words;

  Troubles(
      Clause clause,
      String said,
      Speech speech,
      Targets targets,
      BiFunction<Integer, Integer, String> words) {
    this.clause = clause;
    this.said = said;
    this.speech = speech;
    this.targets = targets;
    this.words = words;
  }

  /** A target in the words of the sentence. */
  String part(Target target) {
    return words.apply(target.from, target.to);
  }

  Step.Refuse refuse(String part, String why) {
    return new Step.Refuse(part, why, said);
  }

  Step which(List<Device> options) {
    List<String> names = options.stream().limit(6).map(speech::name).toList();
    List<String> sentences = new ArrayList<>();
    for (String name : names) {
      sentences.add(rephrase(name));
    }
    return new Step.Ask(speech.say("ask.which", speech.choice(names)), sentences, said);
  }

  /** The sentence again, with a device's name where it was unclear. */
  private String rephrase(String name) {
    for (Target target : clause.targets) {
      String part = part(target);
      if (!target.onlyPlace() && !part.isEmpty() && said.contains(part)) {
        return said.replace(part, name);
      }
    }
    return said + " " + name;
  }

  Step missing(Target target, List<Device> elsewhere) {
    String part = part(target);
    String what = target.unknown.isEmpty() && target.kind != null ? target.kind.noun() : part;
    String why =
        target.placed() && target.unknown.isEmpty()
            ? speech.say("refuse.nodevice.place", what, targets.placeName(target))
            : speech.say("refuse.nodevice", what);
    if (!elsewhere.isEmpty()) {
      why = speech.counted("refuse.nearest", elsewhere, why, speech.names(elsewhere));
    }
    return refuse(part.isEmpty() ? said : part, why);
  }

  Step cannot(String part, List<Device> devices, Device culprit, Effect effect) {
    String name = speech.names(effect instanceof Effect.Misfit ? List.of(culprit) : devices);
    String why =
        switch (effect) {
          case Effect.Misfit(Attribute attribute) -> misfit(name, attribute);
          case Effect.ReadOnly(Attribute attribute) -> speech.say("refuse.readonly", name);
          default -> speech.say("refuse.cannot", name);
        };
    return refuse(part, why);
  }

  private String misfit(String name, Attribute attribute) {
    return switch (attribute.kind()) {
      case ValueKind.Number range when range.bounded() ->
          speech.say(
              "refuse.range",
              name,
              Value.of(range.min()),
              Phrases.withUnit(Value.of(range.max()), attribute.unit()));
      case ValueKind.Choice(List<String> values) ->
          speech.say("refuse.choice", name, speech.choice(speech.modes(values)));
      default -> speech.say("refuse.cannot", name);
    };
  }
}
