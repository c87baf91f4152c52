package io.lares.planner;

import io.lares.home.Command;
import java.util.List;

/**
 * A part of a plan. Every step knows the words that it came from, so that the page can explain it.
 */
public sealed interface Step {
  /** The words of the sentence that asked for it. */
  String words();

  /**
   * Commands, sent at the same time.
   *
   * @param summary what it does, in the plan's language, for people
   */
  record Act(List<Command> commands, String summary, String words) implements Step {
    public Act {
      commands = List.copyOf(commands);
    }
  }

  /** A question of state, answered; changes nothing. */
  record Answer(String text, String words) implements Step {}

  /**
   * The hub asks back.
   *
   * @param options the likely readings, each a sentence that would be understood; may be empty
   */
  record Ask(String question, List<String> options, String words) implements Step {
    public Ask {
      options = List.copyOf(options);
    }
  }

  /**
   * It cannot be done here.
   *
   * @param part what of the request, in the speaker's words
   * @param why the reason and the nearest thing that exists, for people
   */
  record Refuse(String part, String why, String words) implements Step {}
}
