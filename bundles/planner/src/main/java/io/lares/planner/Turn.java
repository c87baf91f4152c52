package io.lares.planner;

import io.lares.home.Command;
import io.lares.home.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence and what came of it so far.
 *
 * @param id also the {@code Intent}'s id in the journal
 * @param reply what the hub says; speaks of what was observed; empty until there is something to
 *     say
 * @param steps how far each step of {@link Plan#all} is, in its order
 * @param planMillis from text to plan
 */
public record Turn(
    String id,
    Request request,
    Plan plan,
    Stage stage,
    Kind outcome,
    List<Progress> steps,
    List<Action> actions,
    String reply,
    double planMillis) {

  public Turn {
    steps = List.copyOf(steps);
    actions = List.copyOf(actions);
  }

  /** How far a step is. */
  public enum Progress {
    PLANNED,
    DONE,
    /** Its condition did not hold. */
    SKIPPED,
    /** What it needs is gone or full; commands that fail are told by their actions. */
    FAILED
  }

  /** How far a turn is. */
  public enum Stage {
    /** Waits for a yes: {@link Assistant#answer}. */
    NEEDS_CONFIRMATION,
    RUNNING,
    FINISHED
  }

  /** What kind of reply it is; as in the request benchmark. */
  public enum Kind {
    DONE,
    ANSWER,
    ASK,
    REFUSE
  }

  /**
   * A command of the plan and how far it is.
   *
   * @param step index of its step in {@link Plan#all}
   * @param outcome null while it is under way
   */
  public record Action(int step, Command command, Status status, @Nullable Outcome outcome) {}

  /** How far a command is. */
  public enum Status {
    PLANNED,
    SENT,
    ACCEPTED,
    CONFIRMED,
    UNCONFIRMED,
    FAILED;

    /** What an outcome comes to. */
    public static Status of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Confirmed c -> CONFIRMED;
        case Outcome.Unconfirmed u -> UNCONFIRMED;
        case Outcome.Failed f -> FAILED;
      };
    }
  }

  public boolean finished() {
    return stage == Stage.FINISHED;
  }
}
