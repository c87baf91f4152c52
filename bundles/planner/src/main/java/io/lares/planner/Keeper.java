package io.lares.planner;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps what people want kept for later: scenes, automations, and what they say of themselves. An
 * OSGi service; there may be several. Safe from any thread.
 */
public interface Keeper {
  /**
   * Makes something of a sentence that is to be kept.
   *
   * @param step a scene where the planner took the sentence for one, or else an automation, which
   *     the keeper has to find out by itself
   * @param request the whole sentence
   * @param planner plans another sentence in the same situation
   * @return empty where it is none of this keeper's, or is not understood
   * @throws IllegalArgumentException where it is understood and can't be kept, in words for people
   */
  Optional<Proposal> propose(Step step, Request request, Function<Request, Plan> planner);

  /** True where it takes only sentences that mean nothing else; then it is asked first. */
  default boolean narrow() {
    return false;
  }

  /** How it is told that something was kept. */
  enum Manner {
    /** From now on it is done. */
    KEPT,
    /** It has a name now. */
    NAMED,
    /** It is something to know and nothing to do. */
    REMEMBERED,
    /** The keeper's words say it all. */
    TOLD
  }

  /** What would be kept. */
  interface Proposal {
    /** How it was understood, in the speaker's language, as a sentence. */
    String words();

    /** What will be done by it, for the policy. */
    List<Step> steps();

    /** True where the person is to see the words and to say yes first. */
    boolean asks();

    /** What the person is asked, as a sentence; empty for the usual question around the words. */
    default String question() {
      return "";
    }

    default Manner manner() {
      return Manner.KEPT;
    }

    /**
     * Keeps it.
     *
     * @param confirmed true where the person saw the words and said yes
     * @throws RuntimeException where it can't be kept
     */
    void keep(boolean confirmed);
  }
}
