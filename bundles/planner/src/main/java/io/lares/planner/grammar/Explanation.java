package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.planner.language.LanguagePack;
import java.util.List;
import java.util.Set;

/**
 * What the grammar made of the words of a sentence, for those who know more words.
 *
 * @param pack the language in which it was understood best
 * @param question true where it is a question, in that language or in the speaker's
 * @param places the areas that it names
 * @param named the devices that it names or describes
 * @param gaps the words that nothing explains, in their order
 * @param unplaced the sentence as it was said, without the words that name places
 */
public record Explanation(
    LanguagePack pack,
    boolean question,
    Set<AreaId> places,
    Set<DeviceId> named,
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
    places = Set.copyOf(places);
    named = Set.copyOf(named);
    gaps = List.copyOf(gaps);
  }

  /** What a device is called in the language, such that the grammar understands it. */
  public String name(Device device) {
    return speech.name(device);
  }

  /** What an area is called in the language. */
  public String name(Area area) {
    return speech.name(area);
  }

  /** What commands would bring about, for people. */
  public String summary(List<Command> commands) {
    return speech.summary(commands);
  }
}
