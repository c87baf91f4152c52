package io.lares.web.api;

import io.lares.home.Outcome;
import io.lares.home.Value;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.web.json.MayBeAbsent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sentence and what came of it so far. */
record TurnView(
    String id,
    String text,
    String language,
    String planner,
    double planMillis,
    @MayBeAbsent @Nullable ThoughtView thought,
    Turn.Stage stage,
    Turn.Kind outcome,
    List<StepView> steps,
    String reply) {

  sealed interface StepView {
    record Act(String words, String summary, List<ActionView> actions) implements StepView {}

    record Answer(String words, String text) implements StepView {}

    record Ask(String words, String question, List<String> options) implements StepView {}

    record Refuse(String words, String part, String why) implements StepView {}

    /** A timer, a list, a message, a condition: told by the words and how far it is. */
    record Chore(String words, Turn.Progress progress) implements StepView {}
  }

  record ActionView(
      String device,
      String attribute,
      Value value,
      Turn.Status status,
      @MayBeAbsent @Nullable Value observed,
      @MayBeAbsent @Nullable String message) {

    static ActionView of(Turn.Action action) {
      Value observed = null;
      String message = null;
      switch (action.outcome()) {
        case null -> {}
        case Outcome.Confirmed confirmed -> observed = confirmed.observed();
        case Outcome.Unconfirmed(String why) -> message = why;
        case Outcome.Failed(Outcome.Reason reason, String words) -> message = words;
      }
      return new ActionView(
          action.command().device().value(),
          action.command().attribute().toString(),
          action.command().value(),
          action.status(),
          observed,
          message);
    }
  }

  static TurnView of(Turn turn) {
    List<StepView> steps = new ArrayList<>();
    List<Step> all = turn.plan().all();
    for (int i = 0; i < all.size(); i++) {
      steps.add(step(turn, i, all.get(i)));
    }
    return new TurnView(
        turn.id(),
        turn.request().text(),
        Words.language(turn.plan().language()),
        turn.plan().planner(),
        turn.planMillis(),
        ThoughtView.of(turn.plan().thought()),
        turn.stage(),
        turn.outcome(),
        steps,
        turn.reply());
  }

  private static StepView step(Turn turn, int index, Step step) {
    return switch (step) {
      case Step.Act act ->
          new StepView.Act(
              act.words(),
              act.summary(),
              turn.actions().stream()
                  .filter(action -> action.step() == index)
                  .map(ActionView::of)
                  .toList());
      case Step.Answer answer -> new StepView.Answer(answer.words(), answer.text());
      case Step.Ask ask -> new StepView.Ask(ask.words(), ask.question(), ask.options());
      case Step.Refuse refuse -> new StepView.Refuse(refuse.words(), refuse.part(), refuse.why());
      default -> new StepView.Chore(step.words(), turn.steps().get(index));
    };
  }
}
