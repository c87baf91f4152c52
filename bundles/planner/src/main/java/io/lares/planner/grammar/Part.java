package io.lares.planner.grammar;

import java.util.List;

/** A part of a sentence that is read in a way of its own. Places count in the sentence's tokens. */
sealed interface Part {
  int from();

  int to();

  /** What to do with devices. */
  record Deeds(int from, int to) implements Part {}

  /** About timers. */
  record OfTimer(int from, int to) implements Part {}

  /** Something to be reminded of, from a token on. */
  record Reminder(int from, int to, int text) implements Part {}

  /** About a list, in words that stand around free text. */
  record OfList(int from, int to, Frames.Match match) implements Part {
    /** True where what is to stand on the list was said just before: "put <em>it</em> on ...". */
    boolean pointsBack() {
      return match.what().startsWith("that.");
    }
  }

  /** A question among wishes: "... and tell me the temperature". */
  record Question(int from, int to) implements Part {}

  /** Something to say aloud. */
  record Message(int from, int to, int text) implements Part {}

  /** Something to look for and play. */
  record Play(int from, int to, int verb) implements Part {}

  /** A scene or an automation to keep. */
  record Keep(int from, int to, boolean scene) implements Part {}

  /**
   * A question and a condition on what it was about: "is anyone there? If nobody is, ...".
   *
   * @param asked where the question ends
   */
  record Asked(int from, int to, int asked, If test) implements Part {}

  /** Done only where a condition holds. */
  record If(int from, int to, int test, int testEnd, List<Part> then, List<Part> otherwise)
      implements Part {}
}
