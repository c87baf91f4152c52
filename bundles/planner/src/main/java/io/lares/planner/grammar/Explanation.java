package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.planner.Plan;
import io.lares.planner.Step;
import io.lares.planner.language.LanguagePack;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What the grammar made of the words of a sentence, for those who know more words.
 *
 * @param pack the language in which it was understood best
 * @param question true where it is a question, in that language or in the speaker's
 * @param bids true where it says what to do, as no remark and no sigh does
 * @param values true where it names a number, or what values are chosen for
 * @param places the areas that it names, in the order in which it does
 * @param named the devices that it names or describes
 * @param gaps the words that nothing explains, in their order
 * @param unplaced the sentence as it was said, without the words that name places
 */
public record Explanation(
    LanguagePack pack,
    boolean question,
    boolean bids,
    boolean values,
    SequencedSet<AreaId> places,
    SequencedSet<DeviceId> named,
    List<Gap> gaps,
    String unplaced,
    Speech speech) {
  /**
   * A stretch of words that nothing explains.
   *
   * @param from where it begins in the sentence as it was said
   * @param to where it ends
   */
  public record Gap(int from, int to) {}

  public Explanation {
    places = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(places));
    named = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(named));
    gaps = List.copyOf(gaps);
  }

  /**
   * True where something of the grammar's plan is unsure, and that for want of words: they are
   * unexplained, or nothing was understood. Other reasons to refuse stand.
   */
  public boolean open(Plan plan) {
    return plan.steps().stream().anyMatch(this::unsure)
        && (!gaps.isEmpty() || plan.steps().stream().anyMatch(this::nothing));
  }

  private boolean unsure(Step step) {
    return switch (step) {
      case Step.Refuse refuse -> true;
      case Step.Ask ask -> true;
      case Step.SaveAutomation put -> true;
      case Step.Answer answer -> answer.text().equals(pack.say("answer.unclear"));
      default -> false;
    };
  }

  private boolean nothing(Step step) {
    return step instanceof Step.Refuse refuse
        && (refuse.why().equals(pack.say("refuse.understand"))
            || refuse.why().equals(pack.say("refuse.nodevice", refuse.part()))
            || refuse.why().equals(pack.say("refuse.value")));
  }

  /** What a device is called in the language, such that the grammar understands it. */
  public String name(Device device) {
    return speech.name(device);
  }

  /** What an area is called in the language. */
  public String name(Area area) {
    return speech.name(area);
  }

  /** What an attribute of a device is called in the language. */
  public String name(Attribute attribute) {
    return speech.name(attribute);
  }

  /** What commands would bring about, for people. */
  public String summary(List<Command> commands) {
    return speech.summary(commands);
  }
}
