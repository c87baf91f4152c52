package io.lares.planner.language;

import com.github.promeg.pinyinhelper.Pinyin;
import java.util.Locale;
import java.util.regex.Pattern;
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
   * Pinyin without tones, for Mandarin, as people say it who don't tell zh from z or ng from n. A
   * text that is not all Han has none.
   */
  PINYIN {
    @Override
    public String of(String word) {
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < word.length(); i++) {
        if (!Pinyin.isChinese(word.charAt(i))) {
          return "";
        }
        String syllable = Pinyin.toPinyin(word.charAt(i)).toLowerCase(Locale.ROOT);
        key.append(ALIKE.matcher(syllable).replaceAll("")).append(' ');
      }
      return key.toString();
    }
  };

  /** What people leave out: the h of zh, ch and sh, the g of ng. */
  private static final Pattern ALIKE = Pattern.compile("(?<=^[zcs])h|(?<=n)g$");

  /** A key that words have in common which sound alike; empty where that is not known. */
  public abstract String of(String word);
}
