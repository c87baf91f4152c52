package io.lares.automations.words;

import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What was held back of a run since somebody wants quiet, in words. */
record HeldBack(
    Phrasebook book, Wording wording, Home home, BiFunction<Instant, Phrasebook, String> clock) {
  static List<Step.HeldBack> of(@Nullable Turn turn) {
    return turn == null
        ? List.of()
        : turn.plan().all().stream()
            .filter(Step.HeldBack.class::isInstance)
            .map(Step.HeldBack.class::cast)
            .toList();
  }

  /** Of that only what a device was to do. */
  static List<Step.HeldBack> about(@Nullable Turn turn, DeviceId device) {
    return of(turn).stream()
        .map(held ->
            new Step.HeldBack(
                of(held.lowered(), device),
                of(held.left(), device),
                held.by(),
                held.until(),
                held.words()))
        .filter(held -> !held.lowered().isEmpty() || !held.left().isEmpty())
        .toList();
  }

  private static List<Command> of(List<Command> commands, DeviceId device) {
    return commands.stream().filter(command -> command.device().equals(device)).toList();
  }

  String words(List<Step.HeldBack> held) {
    List<String> sentences = new ArrayList<>();
    for (Step.HeldBack each : held) {
      Person person = home.person(each.by());
      String who = person == null ? each.by().value() : person.name();
      Instant until = each.until();
      String reason =
          until == null
              ? book.say("held.quiet", who)
              : book.say("held.until", who, clock.apply(until, book));
      if (!each.lowered().isEmpty()) {
        sentences.add(book.say("held.lowered", reason, names(each.lowered())));
      }
      if (!each.left().isEmpty()) {
        sentences.add(book.say("held.left", reason, names(each.left())));
      }
    }
    return sentences.stream().reduce((one, other) -> book.say("and.then", one, other)).orElse("");
  }

  private String names(List<Command> commands) {
    return book.list(
        "and",
        commands.stream()
            .map(Command::device)
            .distinct()
            .map(device -> wording.name(device, book.locale()))
            .toList());
  }
}
