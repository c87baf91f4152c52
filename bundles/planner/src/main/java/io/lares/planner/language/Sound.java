package io.lares.planner.language;

import com.github.promeg.pinyinhelper.Pinyin;
import org.apache.commons.codec.language.DoubleMetaphone;

/**
 * How words sound, so that what a speech recogniser took for another word can be found. A language
 * pack names the one that suits it in {@code [sound]}.
 */
public enum Sound {
  /** Nothing is known. */
  NONE {
    @Override
    public String of(String word) {
      return "";
    }
  },

  /** Double Metaphone, for English. */
  METAPHONE {
    @Override
    public String of(String word) {
      String key = new DoubleMetaphone().doubleMetaphone(word);
      return key == null ? "" : key;
    }
  },

  /**
   * Pinyin without tones, for Mandarin, as people say it who don't tell zh from z, ng from n or n
   * from l. A text that is not all Han has none. 调 is read as in 空调.
   */
  PINYIN {
    @Override
    public String of(String word) {
      StringBuilder key = new StringBuilder(word.length() * 4);
      for (int i = 0; i < word.length(); i++) {
        if (!Pinyin.isChinese(word.charAt(i))) {
          return "";
        }
        char c = word.charAt(i);
        append(key, c == '调' ? "TIAO" : Pinyin.toPinyin(c));
      }
      return key.toString();
    }

    /**
     * A syllable without what people leave out: the h of zh, ch and sh, the g of ng; and l for n.
     */
    private static void append(StringBuilder key, String syllable) {
      int end = syllable.endsWith("NG") ? syllable.length() - 1 : syllable.length();
      key.append(syllable.charAt(0) == 'N' ? 'L' : syllable.charAt(0));
      for (int i = 1; i < end; i++) {
        if (i != 1 || syllable.charAt(1) != 'H') {
          key.append(syllable.charAt(i));
        }
      }
      key.append(' ');
    }
  };

  /** A key that words have in common which sound alike; empty where that is not known. */
  public abstract String of(String word);
}
