package io.lares.habits;

import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.planner.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was learned about the people of the home. An OSGi service. Safe from any thread. */
public interface Habits {
  /** The routines that hold now, the surest first. */
  List<Routine> routines();

  /** What a routine is and what it was learned from, in a sentence of a language. */
  String words(Routine routine, Locale language);

  /** The context in which a preference holds, in words of a language; empty for always. */
  String words(Preference preference, Locale language);

  /** The preferences that were learned, for each person and for all together. */
  List<Preference> preferences();

  /**
   * The value that is liked, for a wish that names none.
   *
   * @param person who wishes; null where that is not known
   * @param at the moment for which it is wished
   */
  Optional<Preference> preferred(
      @Nullable PersonId person, DeviceId device, AttributeId attribute, Instant at);

  /**
   * What is done as a rule at a moment, by this person or by nobody in particular; the surest
   * first.
   *
   * @param person null where that is not known
   */
  List<Command> usual(@Nullable PersonId person, Instant at);

  /**
   * What people set by hand soon after a scene, or another thing that only happens, was started the
   * last time; empty where that is not known.
   */
  List<Command> lastTime(DeviceId started);

  /**
   * Sets right what was learned: from now on this person is taken to like this value, until
   * observed otherwise.
   */
  void correct(PersonId person, DeviceId device, AttributeId attribute, Value value);

  /** The suggestion of today, if there is one: at most one a day, one at a time. */
  Optional<Suggestion> suggestion(PersonId person);

  /**
   * Takes up a suggestion; it is not made again. The caller makes the automation.
   *
   * @return the routine that it was about
   * @throws IllegalArgumentException where no such suggestion stands
   */
  Routine accept(PersonId person, String routine);

  /** Never suggests this routine again, or one like it. */
  void refuse(PersonId person, String routine);

  /** What this person asked to remember and what holds still, newest first. */
  List<Memory> memories(PersonId person);

  /**
   * What memories say of a moment, as far as they are understood: what this person likes, and when
   * anybody wants quiet. The latest first.
   *
   * @param person null where that is not known
   */
  List<Remembered> remembered(@Nullable PersonId person, Instant at);

  /** When anybody wants quiet, to the minute: that part of {@link #remembered}. Cheap. */
  List<Remembered.Quiet> quiet(Instant at);

  /** How a memory is understood, in words of a language; empty where it is kept as words only. */
  String understood(Memory memory, Locale language);

  /**
   * Remembers something in the person's own words.
   *
   * @param until when it stops to hold; null for never, or for the end that the words name
   */
  Memory remember(PersonId person, String words, @Nullable Instant until);

  /** Forgets a memory; nothing happens where there is none. */
  void forget(PersonId person, String memory);

  LearningState learning(PersonId person);

  /** Switches learning; {@link LearningState#OFF} forgets all of this person. */
  void learning(PersonId person, LearningState state);

  /** All that is known about this person, as JSON for people. */
  String export(PersonId person);

  /** Forgets one routine; it has to be learned anew. */
  void forgetRoutine(PersonId person, String routine);

  /** Forgets all that was learned about this person and all that they asked to remember. */
  void forgetAll(PersonId person);
}
