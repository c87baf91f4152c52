package io.lares.planner.grammar;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time, the date, thanks, a wish taken back: sentences about nothing in the home. */
final class SmallTalk {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");

  private SmallTalk() {}

  /** What to say to it; null where the sentence is about anything else. */
  static @Nullable String answer(List<Token> tokens, Speech speech, ZonedDateTime now) {
    String talk = null;
    for (Token token : tokens) {
      Word.Topic topic = token.get(Word.Topic.class);
      if (topic != null && speech.has("talk." + topic.topic())) {
        talk = topic.topic();
      } else if (!silent(token)) {
        return null;
      }
    }
    return talk == null ? null : speech.say("talk." + talk, CLOCK.format(now), DATE.format(now));
  }

  /** "Turn it on ... actually, don't bother": what ends so is not wanted. */
  static boolean takenBack(List<Token> tokens) {
    int stop = tokens.size() - 1;
    boolean back = false;
    while (stop > 0 && !tokens.get(stop).is(Word.Mark.STOP)) {
      Token token = tokens.get(stop);
      boolean says = token.words().contains(new Word.Topic("takeback"));
      if (!says && !silent(token)) {
        return false;
      }
      back |= says;
      stop--;
    }
    return back && stop > 0;
  }

  private static boolean silent(Token token) {
    return token.is(Word.Mark.FILLER)
        || token.is(Word.Mark.STOP)
        || token.is(Word.Mark.POLITE)
        || token.is(Word.Mark.NO)
        || token.has(Word.Ask.class);
  }
}
