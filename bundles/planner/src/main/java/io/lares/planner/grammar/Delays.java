package io.lares.planner.grammar;

import io.lares.home.Command;
import io.lares.planner.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Gathers the steps of clauses in order, those that are wanted later into timers. */
final class Delays {
  private final Speech speech;

  /** The words as they were said, from one token to another. */
  private final BiFunction<Integer, Integer, String> words;

  private final List<Step> steps = new ArrayList<>();
  private final List<Step> later = new ArrayList<>();
  private final StringBuilder command = new StringBuilder();
  private @Nullable Duration delay;
  private String said = "";

  Delays(Speech speech, BiFunction<Integer, Integer, String> words) {
    this.speech = speech;
    this.words = words;
  }

  /** Takes the steps of a clause. */
  void add(Clause clause, List<Step> wanted) {
    Duration own = clause.delay;
    if (own == null || wanted.stream().noneMatch(Step::changes)) {
      flush();
      steps.addAll(wanted);
      hold(clause, wanted);
      return;
    }
    if (!own.equals(delay)) {
      flush();
    }
    delay = own;
    for (Step step : wanted) {
      (step.changes() ? later : steps).add(step);
    }
    command.append(command.isEmpty() ? "" : ", ").append(sentence(clause));
    said = said.isEmpty() ? words.apply(clause.from, clause.to) : said;
  }

  /** What to say when the time has come: the clause's own words, if they stand for themselves. */
  private String sentence(Clause clause) {
    if (!clause.inherited && !clause.pronoun) {
      return withoutDelay(clause);
    }
    List<Command> commands = new ArrayList<>();
    later.forEach(step -> commands.addAll(step.sends()));
    return commands.isEmpty() ? withoutDelay(clause) : speech.wish(commands);
  }

  private String withoutDelay(Clause clause) {
    if (clause.delayAt < 0) {
      return words.apply(clause.from, clause.to);
    }
    String before = words.apply(clause.from, clause.delayAt);
    String after = words.apply(clause.delayAt + 1, clause.to);
    return (before + " " + after).strip();
  }

  /** "Turn the lamp on for ten minutes": what was on goes off again. */
  private void hold(Clause clause, List<Step> wanted) {
    Duration time = clause.hold;
    if (time == null) {
      return;
    }
    List<Command> back = new ArrayList<>();
    for (Step step : wanted) {
      for (Command sent : step.sends()) {
        Command undone = Deeds.undone(sent);
        if (undone != null) {
          back.add(undone);
        }
      }
    }
    if (!back.isEmpty()) {
      String words = speech.wish(back);
      Step act = new Step.Act(back, speech.summary(back), words);
      steps.add(
          new Step.StartTimer(
              time, "", null, words, List.of(act), this.words.apply(clause.from, clause.to)));
    }
  }

  private void flush() {
    Duration time = delay;
    if (time != null && !later.isEmpty()) {
      steps.add(new Step.StartTimer(time, "", null, command.toString(), List.copyOf(later), said));
    }
    delay = null;
    later.clear();
    command.setLength(0);
    said = "";
  }

  List<Step> steps() {
    flush();
    return steps;
  }
}
