package io.lares.automations.sentence;

import io.lares.home.AttributeId;
import io.lares.home.Vocabulary;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Finds what a sentence leaves to what its speaker likes: "as I like it", "to my usual volume". */
final class Likes {
  private static final Map<String, AttributeId> NAMED =
      Map.of(
          "level", Vocabulary.LEVEL,
          "volume", Vocabulary.VOLUME,
          "white", Vocabulary.COLOR_TEMPERATURE,
          "colour", Vocabulary.COLOR,
          "warmth", Vocabulary.TARGET_TEMPERATURE,
          "position", Vocabulary.COVERING_POSITION);

  private Likes() {}

  /**
   * A sentence without the words that leave it open.
   *
   * @param text what is left, as a wish that says what is meant
   */
  record Left(String text, RuleSentences.Open open) {}

  /** The wishes that are left, the likeliest first; none where nothing is left open so. */
  static List<Left> in(String said, TimePhrases phrases) {
    for (TimePhrases.Phrase liked : phrases.of("liked")) {
      Matcher matcher = liked.pattern().matcher(phrases.plain(said));
      if (matcher.find()) {
        AttributeId named = NAMED.get(liked.means());
        String gap = phrases.spaced() ? " " : "";
        String rest =
            phrases.trimmed(
                said.substring(0, matcher.start()) + gap + said.substring(matcher.end()));
        return ways(rest, named, phrases);
      }
    }
    return List.of();
  }

  /** "Set the lamp" says by itself nothing that could be planned; to switch it on does. */
  private static List<Left> ways(String rest, @Nullable AttributeId named, TimePhrases phrases) {
    List<Left> ways = new ArrayList<>();
    ways.add(new Left(rest, open(named, side(rest, phrases))));
    for (TimePhrases.Phrase set : phrases.of("set")) {
      Matcher matcher = set.pattern().matcher(phrases.plain(rest));
      if (matcher.find()) {
        AttributeId said = named;
        for (Map.Entry<String, AttributeId> each : NAMED.entrySet()) {
          said =
              said == null && Recurrence.group(matcher, each.getKey()) != null
                  ? each.getValue()
                  : said;
        }
        String what = rest.substring(matcher.start("what"), matcher.end("what"));
        ways.add(
            new Left(
                rest.substring(0, matcher.start())
                    + set.means().replace("%s", what)
                    + rest.substring(matcher.end()),
                open(said, Step.AsLiked.Side.ANY)));
      }
    }
    return ways;
  }

  private static RuleSentences.Open open(@Nullable AttributeId named, Step.AsLiked.Side side) {
    return new RuleSentences.Open(true, named, side);
  }

  /** Whether less or more is wished of something, without how much. */
  static Step.AsLiked.Side side(String wish, TimePhrases phrases) {
    boolean less = said("less", wish, phrases);
    boolean more = said("more", wish, phrases);
    return less == more
        ? Step.AsLiked.Side.ANY
        : less ? Step.AsLiked.Side.LESS : Step.AsLiked.Side.MORE;
  }

  private static boolean said(String kind, String wish, TimePhrases phrases) {
    return phrases.of(kind).stream()
        .anyMatch(phrase -> phrase.pattern().matcher(phrases.plain(wish)).find());
  }
}
