package io.lares.planner.meaning;

import io.lares.language.LanguageException;
import io.lares.language.MeaningIndex.Match;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import io.lares.planner.grammar.Explanation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts words that the grammar understands in the place of those that nothing explains. */
final class Rewriter {
  private static final int MOST_GAPS = 3;
  private static final int LONGEST_GAP = 40;

  private final Sense sense;

  Rewriter(Sense sense) {
    this.sense = sense;
  }

  /**
   * A sentence in other words.
   *
   * @param sure true where every word was near enough to act on
   * @param swaps what stands for what, in order
   */
  record Rewritten(String text, boolean sure, List<Swap> swaps) {
    /** The words as they were said, in a text that came of the new ones. */
    String asSaid(String words) {
      String said = words;
      for (Swap swap : swaps) {
        said = said.replace(swap.text(), swap.said());
      }
      return said;
    }
  }

  /** Words and what was put in their place. */
  record Swap(String said, String text) {}

  /** The sentence in other words, or null where some word stands for nothing here. */
  @Nullable Rewritten rewritten(Request request, Situation situation, Explanation explanation)
      throws LanguageException, InterruptedException {
    List<Explanation.Gap> gaps = explanation.gaps();
    if (gaps.isEmpty() || gaps.size() > MOST_GAPS) {
      return null;
    }
    WishBook.WordLevels levels = sense.levels().word();
    List<Swap> swaps = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean sure = true;
    int copied = 0;
    for (Explanation.Gap gap : gaps) {
      String said = request.text().substring(gap.from(), gap.to());
      if (said.isBlank() || said.length() > LONGEST_GAP) {
        return null;
      }
      List<Match<Sense.Meant>> found = sense.words(said, situation.home());
      Match<Sense.Meant> best = found.getFirst();
      double next = found.size() > 1 ? found.get(1).cosine() : -1;
      double least = best.label().verb() ? levels.verb() : levels.ask();
      if (best.cosine() < least || best.cosine() - next < levels.margin()) {
        return null;
      }
      sure &= best.cosine() >= levels.act();
      text.append(request.text(), copied, gap.from()).append(best.label().text());
      copied = gap.to();
      swaps.add(new Swap(said, best.label().text()));
    }
    text.append(request.text().substring(copied));
    return new Rewritten(text.toString(), sure, swaps);
  }
}
