package io.lares.planner.language;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Brings texts into the form in which they are compared: NFKC, lower case, traditional Chinese
 * characters as simplified ones, Latin letters without accents, single spaces.
 */
public final class TextForm {
  /**
   * A text in its compared form.
   *
   * @param origin for each character, and for the end, its place in the text as it was said
   */
  public record Formed(String text, int[] origin, String said) {
    /** The words as they were said. */
    public String said(int from, int to) {
      return said.substring(origin[from], Math.max(origin[from], origin[to])).strip();
    }
  }

  /** What is written so in both ways of writing, too. */
  private static final Set<Character> SHARED =
      Set.of(
          '了', '只', '家', '回', '才', '它', '你', '制', '和', '台', '系', '准', '余', '后', '面', '里', '干', '复',
          '向', '冲', '周', '松', '出', '几', '云', '丑', '谷', '困', '卷', '胡', '朱', '表', '咸', '采', '什', '斗',
          '致', '范', '曲', '舍', '秋', '蒙', '辟', '郁', '仆', '征', '折', '据', '游', '涂', '佣', '伙', '念', '札',
          '吁', '克');

  /** The Latin accents, by themselves. */
  private static final int FIRST_ACCENT = 0x300;

  private static final int LAST_ACCENT = 0x36f;

  /** Letters that are no other letter with an accent, as those write them who don't have them. */
  private static final Map<Character, String> LETTERS =
      Map.of('ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th");

  private final Map<Character, Character> characters;
  private final Map<Character, Character> back;

  private TextForm(Map<Character, Character> characters, Map<Character, Character> back) {
    this.characters = characters;
    this.back = back;
  }

  static TextForm standard() {
    Map<Character, Character> characters = new HashMap<>();
    Map<Character, Character> back = new HashMap<>();
    for (String line : LanguagePack.resource("zh-traditional.txt")) {
      for (String pair : line.split(" ")) {
        char simplified = pair.charAt(pair.length() - 1);
        characters.put(pair.charAt(0), simplified);
        if (pair.charAt(1) == simplified) {
          back.putIfAbsent(simplified, pair.charAt(0));
        }
      }
    }
    return new TextForm(characters, back);
  }

  /** True where a text has traditional characters. */
  boolean traditional(String text) {
    return text.chars().anyMatch(c -> characters.containsKey((char) c));
  }

  /** True where a text has characters that only simplified writing has. */
  boolean simplified(String text) {
    return text.chars().anyMatch(c -> back.containsKey((char) c) && !SHARED.contains((char) c));
  }

  /** A word in traditional characters; those that both writings have stay. */
  String inTraditional(String word) {
    StringBuilder out = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      out.append(SHARED.contains(c) ? c : back.getOrDefault(c, c));
    }
    return out.toString();
  }

  public String of(String text) {
    return form(text).text();
  }

  public Formed form(String said) {
    StringBuilder out = new StringBuilder(said.length());
    int[] origin = new int[said.length() + 16];
    for (int i = 0; i < said.length(); ) {
      int point = said.codePointAt(i);
      int size = Character.charCount(point);
      String piece = piece(point, said, i, size);
      for (int k = 0; k < piece.length(); k++) {
        char c = piece.charAt(k);
        boolean blank = c == ' ';
        if (blank
            && (out.isEmpty() || out.charAt(out.length() - 1) == ' ' || spelt(said, i, i + size))) {
          continue;
        }
        if (out.length() + 2 >= origin.length) {
          origin = Arrays.copyOf(origin, origin.length * 2);
        }
        origin[out.length()] = i;
        out.append(characters.getOrDefault(c, c));
      }
      i += size;
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    origin[out.length()] = said.length();
    return new Formed(out.toString(), Arrays.copyOf(origin, out.length() + 1), said);
  }

  private static String piece(int point, String said, int at, int size) {
    if (point < 128) {
      char c = (char) point;
      if (c == '-' || c == '_') {
        return between(said, at) ? " " : c == '_' ? " " : "-";
      }
      return c <= ' ' ? " " : String.valueOf(Character.toLowerCase(c));
    }
    if (point == '’' || point == '‘' || point == '`') {
      return "'";
    }
    if (Character.isWhitespace(point)
        || Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT) {
      return " ";
    }
    if (Character.getType(point) == Character.SURROGATE) {
      return " ";
    }
    String piece = said.substring(at, at + size);
    if (point >= 0x4e00 && point <= 0x9fff) {
      return piece;
    }
    if (accent(point)) {
      return "";
    }
    String formed = Normalizer.normalize(piece, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return formed.isBlank() ? " " : plain(formed);
  }

  /** "Salón" is "salon" to those who type or hear it. */
  private static String plain(String formed) {
    StringBuilder out = new StringBuilder(2);
    String apart = Normalizer.normalize(formed, Normalizer.Form.NFD);
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      out.append(accent(c) ? "" : LETTERS.getOrDefault(c, String.valueOf(c)));
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private static boolean accent(int point) {
    return point >= FIRST_ACCENT && point <= LAST_ACCENT;
  }

  /** True for the gap in "关 电 视": signs that stand alone belong together. */
  private static boolean spelt(String said, int from, int to) {
    return from > 0
        && to < said.length()
        && han(said.charAt(from - 1))
        && han(said.charAt(to))
        && (alone(said, from - 1) || alone(said, to));
  }

  private static boolean alone(String said, int at) {
    return (at == 0 || Character.isWhitespace(said.charAt(at - 1)))
        && (at + 1 == said.length() || Character.isWhitespace(said.charAt(at + 1)));
  }

  private static boolean han(char c) {
    return c >= 0x4e00 && c <= 0x9fff;
  }

  private static boolean between(String said, int at) {
    return at > 0
        && at + 1 < said.length()
        && Character.isLetterOrDigit(said.charAt(at - 1))
        && Character.isLetterOrDigit(said.charAt(at + 1));
  }
}
