package io.lares.planner;

import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a plan. Every step knows the words that it came from, so that the page can explain it.
 */
public sealed interface Step {
  /** The words of the sentence that asked for it. */
  String words();

  /** The steps that it holds, in order; empty for most. */
  default List<Step> inner() {
    return List.of();
  }

  /** The commands that it sends by itself, without those of the steps that it holds. */
  default List<Command> sends() {
    return List.of();
  }

  /** True where doing it changes something. */
  default boolean changes() {
    return true;
  }

  /**
   * Commands, sent at the same time.
   *
   * @param summary what it does, in the plan's language, for people
   */
  record Act(List<Command> commands, String summary, String words) implements Step {
    public Act {
      commands = List.copyOf(commands);
    }

    @Override
    public List<Command> sends() {
      return commands;
    }
  }

  /**
   * Values as somebody likes them when it is done, for what is kept for later.
   *
   * @param commands with the values for when nothing is known of it
   * @param side which likings count: one that is brighter than it is does not dim
   * @param by who likes it
   */
  record AsLiked(List<Command> commands, Side side, PersonId by, String words) implements Step {
    /** On which side of how it is then a value has to lie. */
    public enum Side {
      ANY,
      LESS,
      MORE
    }

    public AsLiked {
      commands = List.copyOf(commands);
    }

    /** Whatever is liked counts. */
    public AsLiked(List<Command> commands, PersonId by, String words) {
      this(commands, Side.ANY, by, words);
    }

    @Override
    public List<Command> sends() {
      return commands;
    }
  }

  /** Nothing happens for a while; at most a minute, longer ones are timers. */
  record Wait(Duration time, String words) implements Step {
    @Override
    public boolean changes() {
      return false;
    }
  }

  /** What is done depends on the state at the moment when the plan comes to it. */
  record When(Condition condition, List<Step> then, List<Step> otherwise, String words)
      implements Step {
    public When {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public List<Step> inner() {
      List<Step> inner = new ArrayList<>(then);
      inner.addAll(otherwise);
      return inner;
    }

    @Override
    public boolean changes() {
      return inner().stream().anyMatch(Step::changes);
    }
  }

  /** Steps that need not wait for each other. */
  record Parallel(List<Step> steps, String words) implements Step {
    public Parallel {
      steps = List.copyOf(steps);
    }

    @Override
    public List<Step> inner() {
      return steps;
    }

    @Override
    public boolean changes() {
      return steps.stream().anyMatch(Step::changes);
    }
  }

  /** Something is said aloud in the home. */
  record Message(List<Command> commands, String text, String words) implements Step {
    public Message {
      commands = List.copyOf(commands);
    }

    @Override
    public List<Command> sends() {
      return commands;
    }
  }

  /**
   * A timer starts.
   *
   * @param length more than zero
   * @param name empty where it has none
   * @param area where it belongs to, or null
   * @param command what to do when it is over, as a sentence; empty where it only rings
   * @param later what that sentence comes to as things are now; planned anew when it is over
   */
  record StartTimer(
      Duration length,
      String name,
      @Nullable AreaId area,
      String command,
      List<Step> later,
      String words)
      implements Step {
    public StartTimer {
      later = List.copyOf(later);
    }
  }

  /** What may be done to timers that run. */
  enum TimerChange {
    CANCEL,
    CANCEL_ALL,
    PAUSE,
    RESUME,
    ADD,
    REMOVE
  }

  /**
   * Timers change.
   *
   * @param timers which, by their ids
   * @param by for {@code ADD} and {@code REMOVE}; zero for the others
   * @param area of which area all are meant, for {@code CANCEL_ALL}; null for the whole home
   */
  record ChangeTimers(
      TimerChange change, List<String> timers, Duration by, @Nullable AreaId area, String words)
      implements Step {
    public ChangeTimers {
      timers = List.copyOf(timers);
    }
  }

  /** What may be done to a list. */
  enum ListChange {
    ADD,
    COMPLETE,
    REMOVE,
    CLEAR
  }

  /**
   * A list changes.
   *
   * @param list its id
   * @param item the item's text; empty for {@code CLEAR}
   */
  record ChangeList(ListChange change, String list, String item, String words) implements Step {}

  /** The state of some devices is kept under a name. */
  record SaveScene(String name, String words) implements Step {}

  /** From now on, something is done whenever or at the time that the words say. */
  record SaveAutomation(String words) implements Step {}

  /** A question of state, answered; changes nothing. */
  record Answer(String text, String words) implements Step {
    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * What was held back of a plan that nobody waits for, since somebody wants quiet.
   *
   * @param lowered what was wished and was had at less
   * @param left what was wished and was left out
   * @param by who asked for quiet
   * @param until when the quiet ends, as far as that is known
   */
  record HeldBack(
      List<Command> lowered, List<Command> left, PersonId by, @Nullable Instant until, String words)
      implements Step {
    public HeldBack {
      lowered = List.copyOf(lowered);
      left = List.copyOf(left);
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * The hub asks back.
   *
   * @param options the likely readings, each a sentence that would be understood; may be empty
   */
  record Ask(String question, List<String> options, String words) implements Step {
    public Ask {
      options = List.copyOf(options);
    }

    @Override
    public boolean changes() {
      return false;
    }
  }

  /**
   * It cannot be done here.
   *
   * @param part what of the request, in the speaker's words
   * @param why the reason and the nearest thing that exists, for people
   */
  record Refuse(String part, String why, String words) implements Step {
    @Override
    public boolean changes() {
      return false;
    }
  }
}
