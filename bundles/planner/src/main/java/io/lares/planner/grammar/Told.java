package io.lares.planner.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "We're out of tea, put it on the list", 纸杯到货了，划掉: what a list is to have, or has no more, was
 * told in the piece before.
 */
final class Told {
  private final List<Token> tokens;
  private final Pieces pieces;
  private final FreeText free;

  Told(List<Token> tokens, Pieces pieces, FreeText free) {
    this.tokens = tokens;
    this.pieces = pieces;
    this.free = free;
  }

  /**
   * Where the piece before begins that tells it, or -1.
   *
   * @param parts what was read so far
   * @param deeds where what was not read yet begins, or -1
   */
  int statement(List<Part> parts, int deeds, int at) {
    if (deeds < 0 || pieces.find(deeds, at, token -> !token.joins()) < 0) {
      boolean list = !parts.isEmpty() && parts.getLast() instanceof Part.OfList;
      return list ? parts.getLast().from() : -1;
    }
    int start = deeds;
    for (int end = pieces.end(start, at); end < at - 1; end = pieces.end(start, at)) {
      start = end + 1;
    }
    boolean deed =
        pieces.find(start, at, token -> token.verb(Word.Form.VERB) != null) >= 0
            && pieces.find(start, at, Token::nominal) >= 0;
    return deed ? -1 : start;
  }

  /** The part with what was told in it; null where nothing is left that was told. */
  @Nullable Part completed(List<Part> parts, Part.OfList part, int said) {
    for (Part each : parts) {
      if (each.from() == said && each instanceof Part.OfList list) {
        Frames.Match match = list.match();
        return told(part, said, match.itemFrom(), match.itemTo());
      }
    }
    int end = pieces.end(said, part.from());
    int remind = pieces.topic(said, end, "remind");
    int first = remind < 0 ? pieces.content(said, end) : remind + 1;
    int is = pieces.find(first + 1, end, Told::tells);
    int last = is < 0 ? end : is;
    if (last <= first) {
      return null;
    }
    return told(part, said, tokens.get(first).from(), tokens.get(last - 1).to());
  }

  /** "The syringes <em>have</em> arrived". */
  private static boolean tells(Token token) {
    return token.is(Word.Mark.COPULA) || token.asks("is");
  }

  private Part told(Part.OfList part, int said, int from, int to) {
    Frames.Match match = part.match();
    String what = match.what().replace("that.", "told.");
    String item = free.text(from, to);
    return new Part.OfList(said, part.to(), new Frames.Match(what, item, match.list(), from, to));
  }
}
