package io.lares.planner.grammar;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Words that nobody has a lexicon for: what stands on a list, is to be said aloud or to be played.
 * Where it begins is said by a frame or a verb, where it ends only by what follows.
 */
final class FreeText {
  private static final int MOST_PIECES = 24;

  /** How often frames are tried in one sentence, so that none takes long. */
  private static final int MOST_TRIES = 200;

  private final Pieces pieces;
  private final String text;
  private final Frames frames;
  private final Supplier<Frames.Slots> lists;
  private final Predicate<Frames.Match> fits;
  private final boolean framed;
  private Frames.@Nullable Slots slots;
  private int tries;

  /**
   * Makes one.
   *
   * @param text what the pieces are cut from
   * @param lists patterns for how this home's lists may be named; asked for only where needed
   * @param shows whether the sentence names a device that shows a text
   * @param fits whether what a frame found makes sense in this home
   */
  FreeText(
      Pieces pieces,
      String text,
      Frames frames,
      Supplier<Frames.Slots> lists,
      boolean shows,
      Predicate<Frames.Match> fits) {
    this.pieces = pieces;
    this.text = text;
    this.frames = frames;
    this.lists = lists;
    this.fits = fits;
    this.framed = shows || frames.may(text);
  }

  /** A stretch of the sentence. */
  String text(int from, int to) {
    return text.substring(from, to);
  }

  /** The shortest run of pieces that a frame of a list fits; to its end where the frame is open. */
  @Nullable Part list(int start, int to) {
    if (!framed) {
      return null;
    }
    int end = start;
    for (int tried = 0; end < to && tried < MOST_PIECES; tried++) {
      end = pieces.end(end == start ? start : end + 1, to);
      Part.OfList found = framed(start, end);
      if (found != null && open(found, end)) {
        Part.OfList longer = framed(start, further(end, to));
        boolean same = longer != null && longer.match().what().equals(found.match().what());
        return same ? longer : found;
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** True where the free text is what the frame ends with. */
  private boolean open(Part.OfList part, int end) {
    return !part.match().item().isEmpty()
        && part.match().itemTo() >= pieces.at(pieces.lastContent(part.from(), end) - 1).to();
  }

  private Part.@Nullable OfList framed(int start, int end) {
    if (end <= start || tries++ > MOST_TRIES) {
      return null;
    }
    int from = pieces.at(start).from();
    String piece = text.substring(from, pieces.at(pieces.lastContent(start, end) - 1).to());
    Frames.Slots pattern = slots;
    if (pattern == null) {
      pattern = lists.get();
      slots = pattern;
    }
    for (Frames.Match match : frames.all(piece, pattern)) {
      if (fits.test(match)) {
        Frames.Match placed =
            new Frames.Match(
                match.what(),
                match.item(),
                match.list(),
                from + match.itemFrom(),
                from + match.itemTo());
        return new Part.OfList(start, end, placed);
      }
    }
    return null;
  }

  /** Free text goes on over connectives until a piece is plainly a wish of its own. */
  int openEnd(int start, int to) {
    return further(pieces.end(start, to), to);
  }

  private int further(int first, int to) {
    int end = first;
    while (end < to) {
      int next = pieces.content(end + 1, to);
      int nextEnd = pieces.end(next, to);
      boolean wish =
          pieces.find(
                      next,
                      nextEnd,
                      token ->
                          token.verb(Word.Form.VERB) != null
                              && token.words().stream().noneMatch(Word.Mark.class::isInstance))
                  >= 0
              && pieces.find(next, nextEnd, Token::nominal) >= 0;
      boolean silent = next >= nextEnd;
      if (wish
          || measured(next, nextEnd)
          || begins(next, nextEnd)
          || pieces.at(end).is(Word.Mark.THEN)) {
        return end;
      }
      end = silent ? Math.max(nextEnd, end + 1) : nextEnd;
    }
    return Math.min(end, to);
  }

  /** "Set its brightness to 80": a number for something that devices have. */
  private boolean measured(int start, int end) {
    boolean feature =
        pieces.find(
                start, end, token -> token.has(Word.About.class) || token.has(Word.Described.class))
            >= 0;
    boolean number = pieces.find(start, end, token -> token.has(Word.Numeral.class)) >= 0;
    boolean aimed =
        pieces.find(start, end, token -> token.is(Word.Mark.TO) || token.has(Word.Do.class)) >= 0;
    return feature && number && aimed;
  }

  /** True where something else than deeds plainly begins. */
  private boolean begins(int start, int end) {
    if (start >= end) {
      return false;
    }
    for (String topic : List.of("broadcast", "timer", "remind", "search", "scene")) {
      if (pieces.at(start).words().contains(new Word.Topic(topic))) {
        return true;
      }
    }
    return pieces.topic(start, end, "timer") >= 0 || framed(start, end) != null;
  }
}
