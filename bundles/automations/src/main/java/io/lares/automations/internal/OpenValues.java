package io.lares.automations.internal;

import io.lares.automations.sentence.RuleSentences;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.PersonId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * "Warm the house", "dim the lamp as I like it" in a rule: a step from what is set today would mean
 * little on another day, so how much is left to what the maker likes when the rule runs, with a
 * usual value for when that is not known.
 */
final class OpenValues {
  /**
   * Comfortable in what is heated and in what is cooled, in °C: EN 16798-1, categories I and II.
   */
  private static final double HEATED = 21;

  private static final double COOLED = 25;

  /** A usual dim and bright, soft and loud, in percent. */
  private static final Map<AttributeId, Usual> USUAL =
      Map.of(
          Vocabulary.LEVEL, new Usual(30, 80),
          Vocabulary.VOLUME, new Usual(20, 50),
          Vocabulary.FAN_PERCENT, new Usual(30, 80));

  /** Of what people have a liking where they only name the thing. */
  private static final Set<AttributeId> LIKEABLE =
      new LinkedHashSet<>(
          List.of(
              Vocabulary.LEVEL,
              Vocabulary.COLOR_TEMPERATURE,
              Vocabulary.VOLUME,
              Vocabulary.COVERING_POSITION,
              Vocabulary.TARGET_TEMPERATURE,
              Vocabulary.FAN_PERCENT));

  private final Home home;
  private final StateView state;
  private final PersonId maker;
  private final RuleSentences.Open open;

  private record Usual(double less, double more) {}

  OpenValues(Home home, StateView state, PersonId maker, RuleSentences.Open open) {
    this.home = home;
    this.state = state;
    this.maker = maker;
    this.open = open;
  }

  List<Step> of(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    for (Step step : steps) {
      switch (step) {
        case Step.Act act -> result.addAll(of(act));
        case Step.When when ->
            result.add(
                new Step.When(
                    when.condition(), of(when.then()), of(when.otherwise()), when.words()));
        case Step.Parallel parallel ->
            result.add(new Step.Parallel(of(parallel.steps()), parallel.words()));
        default -> result.add(step);
      }
    }
    return result;
  }

  private List<Step> of(Step.Act act) {
    Map<DeviceId, Map<AttributeId, Command>> left = new LinkedHashMap<>();
    for (Command command : act.commands()) {
      Device device = home.device(command.device());
      if (device != null) {
        likings(device, command, act.commands())
            .forEach((id, liking) ->
                left.computeIfAbsent(device.id(), ignored -> new LinkedHashMap<>())
                    .put(id, liking));
      }
    }
    if (left.isEmpty()) {
      return List.of(act);
    }
    // What goes along with it stays beside it, so that no lamp is bright before it is dimmed.
    List<Command> said = new ArrayList<>();
    List<Command> liked = new ArrayList<>();
    for (Command command : act.commands()) {
      Map<AttributeId, Command> own = left.get(command.device());
      if (own == null) {
        said.add(command);
      } else if (!own.containsKey(command.attribute())) {
        liked.add(command);
      }
    }
    left.values().forEach(own -> liked.addAll(own.values()));
    Step open = new Step.AsLiked(liked, this.open.side(), maker, act.words());
    return said.isEmpty() ? List.of(open) : List.of(new Step.Act(said, "", act.words()), open);
  }

  /** What is left open by a command, with the values for when no liking is known. */
  private Map<AttributeId, Command> likings(Device device, Command command, List<Command> beside) {
    Map<AttributeId, Command> likings = new LinkedHashMap<>();
    // "Dim it" switches it on as well; it is the brightness that is spoken of.
    boolean told =
        beside.stream()
            .anyMatch(
                each -> each.device().equals(device.id()) && LIKEABLE.contains(each.attribute()));
    if (told && !LIKEABLE.contains(command.attribute())) {
      return likings;
    }
    for (AttributeId id : attributes(device, command)) {
      Attribute attribute = device.attribute(id);
      Value usual = attribute == null || !attribute.commandable() ? null : usual(command, id);
      if (attribute != null && usual != null && attribute.kind().misfit(usual) == null) {
        likings.put(id, new Command(device.id(), id, usual, command.transition()));
      }
    }
    return likings;
  }

  private Set<AttributeId> attributes(Device device, Command command) {
    AttributeId id = command.attribute();
    AttributeId named = open.named();
    if (!open.liked()) {
      boolean much = open.side() != Step.AsLiked.Side.ANY && USUAL.containsKey(id);
      return id.equals(named) || much ? Set.of(id) : Set.of();
    }
    if (named != null && device.attribute(named) != null) {
      return Set.of(named);
    }
    boolean covering = id.capability().equals(Vocabulary.COVERING_POSITION.capability());
    return LIKEABLE.contains(id)
        ? Set.of(id)
        : covering
            ? Set.of(Vocabulary.COVERING_POSITION)
            : command.value().equals(Value.of(true)) ? LIKEABLE : Set.of();
  }

  /** The value for when no liking is known; null where there is none. */
  private @Nullable Value usual(Command command, AttributeId id) {
    if (id.equals(command.attribute())) {
      if (id.equals(Vocabulary.TARGET_TEMPERATURE)) {
        return comfortable(command);
      }
      Usual usual = USUAL.get(id);
      return usual == null || open.side() == Step.AsLiked.Side.ANY
          ? command.value()
          : Value.of(open.side() == Step.AsLiked.Side.LESS ? usual.less() : usual.more());
    }
    Reading now = state.reading(command.device(), id);
    return now == null ? null : now.value();
  }

  private Value comfortable(Command command) {
    Reading now = state.reading(command.device(), command.attribute());
    boolean cooler =
        now != null
            && now.value() instanceof Value.Num(double before)
            && command.value() instanceof Value.Num(double after)
            && after < before;
    return Value.of(cooler ? COOLED : HEATED);
  }
}
