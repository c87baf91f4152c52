package io.lares.planner.grammar;

import io.lares.planner.Situation;
import io.lares.planner.Step;
import io.lares.planner.language.LanguagePack;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions about devices, and those that go on from the question before. */
final class Questions {
  private final Situation situation;
  private final Answers answers;
  private final Function<List<Token>, List<Clause>> clauses;
  private final Targets targets;
  private final @Nullable Sentence before;

  /** What the question before in the same sentence was about. */
  private @Nullable Clause last;

  /**
   * Makes one.
   *
   * @param clauses reads tokens into clauses
   * @param earlier what the same person said just before, or null
   */
  Questions(
      Situation situation,
      Targets targets,
      Subjects subjects,
      Speech speech,
      LanguagePack pack,
      Function<List<Token>, List<Clause>> clauses,
      GrammarPlanner.@Nullable Reading earlier) {
    this.situation = situation;
    this.answers = new Answers(situation.home(), situation.state(), subjects, speech);
    this.clauses = clauses;
    this.targets = targets;
    this.before =
        earlier == null ? null : new Sentence(earlier.tokens(), pack, earlier.formed().text());
  }

  Step answer(Sentence sentence, String said) {
    List<Clause> read = clauses.apply(sentence.statement());
    Clause asked = read.isEmpty() ? new Clause(0) : read.getFirst();
    goesOn(asked);
    last = asked;
    return answer(sentence, asked, said);
  }

  /** "Where is Ann, and is her lamp on?", "is the door shut, and is it locked?" */
  private void goesOn(Clause asked) {
    Clause before = last;
    if (before == null || before.targets.isEmpty()) {
      return;
    }
    if (asked.targets.isEmpty() && !asked.empty()) {
      asked.targets.addAll(before.targets);
    }
    asked.targets.stream()
        .filter(target -> target.whose)
        .forEach(target -> targets.belong(target, before.targets.getFirst()));
  }

  private Step answer(Sentence sentence, Clause asked, String said) {
    if (sentence.who() && asked.state != null) {
      asked.verbs = List.of();
    }
    String text = answers.answer(sentence.kind(), sentence.any(), sentence.all(), asked);
    return new Step.Answer(text, said);
  }

  /** "And the kitchen?" behind a question: its answer; null where more than devices are named. */
  @Nullable Step again(List<Token> tokens, String said) {
    Sentence asked = before;
    if (asked == null || !asked.question()) {
      return null;
    }
    List<Clause> read = clauses.apply(tokens);
    if (read.size() != 1 || !bare(read.getFirst())) {
      return null;
    }
    Clause now = read.getFirst();
    List<Clause> earlier = clauses.apply(asked.statement());
    if (!earlier.isEmpty()) {
      Clause last = earlier.getFirst();
      new FollowUps(situation.home(), last, null).complete(now);
      now.state = now.state == null ? last.state : now.state;
      now.feature = now.feature == null ? last.feature : now.feature;
      now.described.addAll(last.described);
    }
    return answer(asked, now, said);
  }

  private static boolean bare(Clause clause) {
    return !clause.hasVerb() && !clause.hasValue() && !clause.targets.isEmpty();
  }
}
