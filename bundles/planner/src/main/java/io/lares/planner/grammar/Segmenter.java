package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into the words that it most likely consists of: the cheapest way through the lattice
 * of all phrases that the lexicon knows. Needs no spaces. Time grows with the length of the text
 * times the length of the longest phrase.
 */
final class Segmenter {
  private static final double UNKNOWN_WORD = 6;
  private static final double UNKNOWN_CHARACTER = 3;
  private static final double MISHEARD = 1.7;

  /** A longer text was not spoken in one breath. */
  private static final int LONGEST_HEARD = 200;

  private static final int LONGEST_WORD = 6;
  private static final int HEX = "#rrggbb".length();
  private static final String STOPS = ",;.!?，。；！？、:：\"“”()（）…~";

  private final Lexicon lexicon;
  private final Numerals numerals;

  Segmenter(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.numerals = new Numerals(lexicon.pack());
  }

  /** The tokens and what they cost together: the higher, the less of the text was understood. */
  record Cut(List<Token> tokens, double cost) {}

  Cut cut(String text) {
    int n = text.length();
    double[] cost = new double[n + 1];
    int[] previous = new int[n + 1];
    Token[] by = new Token[n + 1];
    java.util.Arrays.fill(cost, Double.MAX_VALUE);
    cost[0] = 0;
    for (int at = 0; at < n; at++) {
      if (cost[at] == Double.MAX_VALUE || !boundary(text, at)) {
        continue;
      }
      if (text.charAt(at) == ' ') {
        relax(cost, previous, by, at, at + 1, 0, null);
        continue;
      }
      int longest = Math.min(n, at + lexicon.longest(text.charAt(at)));
      for (int end = at + 1; end <= longest; end++) {
        if (boundary(text, end)) {
          String phrase = text.substring(at, end);
          PhraseBook.Entry entry = lexicon.get(phrase);
          if (entry != null) {
            relax(
                cost,
                previous,
                by,
                at,
                end,
                entry.cost(),
                new Token(at, end, phrase, entry.words()));
          }
        }
      }
      heard(text, at, cost, previous, by);
      colour(text, at, cost, previous, by);
      number(text, at, cost, previous, by);
      unknown(text, at, cost, previous, by);
    }
    List<Token> tokens = new ArrayList<>();
    for (int at = n; at > 0; at = previous[at]) {
      Token token = by[at];
      if (token != null) {
        tokens.add(token);
      }
    }
    Collections.reverse(tokens);
    return new Cut(tokens, cost[n]);
  }

  /** What a speech recogniser took for another word that sounds the same. */
  private void heard(String text, int at, double[] cost, int[] previous, @Nullable Token[] by) {
    boolean written = latin(text.charAt(at)) || digit(text.charAt(at));
    if (written || lexicon.pack().pack().spaced() || text.length() > LONGEST_HEARD) {
      return;
    }
    for (int end = at + 2; end <= Math.min(text.length(), at + LONGEST_WORD); end++) {
      String said = text.substring(at, end);
      for (String meant : lexicon.soundingLike(said)) {
        PhraseBook.Entry entry = meant.equals(said) ? null : lexicon.get(meant);
        if (entry != null) {
          Token token = new Token(at, end, meant, entry.words());
          relax(cost, previous, by, at, end, entry.cost() + MISHEARD, token);
        }
      }
    }
  }

  /** "#ff8800" is a colour in every language. */
  private static void colour(
      String text, int at, double[] cost, int[] previous, @Nullable Token[] by) {
    int end = at + HEX;
    if (text.charAt(at) != '#' || end > text.length()) {
      return;
    }
    String hex = text.substring(at, end);
    boolean whole = end == text.length() || Character.digit(text.charAt(end), 16) < 0;
    if (whole && hex.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0)) {
      relax(cost, previous, by, at, end, 1, new Token(at, end, hex, List.of(new Word.Colour(hex))));
    }
  }

  private void number(String text, int at, double[] cost, int[] previous, @Nullable Token[] by) {
    Numerals.Found found = numerals.at(text, at);
    if (found != null && boundary(text, found.end())) {
      String said = text.substring(at, found.end());
      List<Word> words = new ArrayList<>();
      words.add(new Word.Numeral(found.value(), found.percent()));
      PhraseBook.Entry entry = lexicon.get(said);
      words.addAll(entry == null ? List.of() : entry.words());
      Token token = new Token(at, found.end(), said, List.copyOf(words));
      relax(cost, previous, by, at, found.end(), 0.95, token);
    }
  }

  private void unknown(String text, int at, double[] cost, int[] previous, @Nullable Token[] by) {
    char c = text.charAt(at);
    int end = at + 1;
    if (STOPS.indexOf(c) >= 0) {
      List<Word> words =
          c == '"' || c == ':' || c == '“' || c == '”'
              ? List.of(Word.Mark.FILLER)
              : List.of(Word.Mark.STOP);
      relax(cost, previous, by, at, end, 0.5, new Token(at, end, text.substring(at, end), words));
      return;
    }
    if (latin(c)) {
      while (end < text.length() && !boundary(text, end)) {
        end++;
      }
    } else if (!Character.isLetterOrDigit(c)) {
      // Emoji and signs say nothing here.
      List<Word> silent = List.of(Word.Mark.FILLER);
      relax(cost, previous, by, at, end, 0.5, new Token(at, end, text.substring(at, end), silent));
      return;
    }
    double price = latin(c) ? UNKNOWN_WORD : UNKNOWN_CHARACTER;
    relax(
        cost, previous, by, at, end, price, new Token(at, end, text.substring(at, end), List.of()));
  }

  private static void relax(
      double[] cost,
      int[] previous,
      @Nullable Token[] by,
      int from,
      int to,
      double price,
      @Nullable Token token) {
    double total = cost[from] + price;
    if (total < cost[to]) {
      cost[to] = total;
      previous[to] = from;
      by[to] = token;
    }
  }

  /** True where a word may begin or end: not within a run of letters or of digits. */
  static boolean boundary(String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return true;
    }
    char left = text.charAt(at - 1);
    char right = text.charAt(at);
    boolean letters = latin(left) && latin(right);
    boolean digits = digit(left) && digit(right);
    return !letters && !digits;
  }

  /** True where a word stands in a text, not within another word. */
  static boolean mentions(String text, String word) {
    int at = text.indexOf(word);
    return at >= 0 && boundary(text, at) && boundary(text, at + word.length());
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean latin(char c) {
    return c >= 'a' && c <= 'z' || c >= 0xdf && c <= 0x24f || c >= 0x370 && c <= 0x52f;
  }
}
