package io.lares.planner.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.planner.Tone;
import io.lares.planner.language.LanguagePack;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which script and tone the hub answers. */
class VoiceTest {
  private static final Pattern BLANK = Pattern.compile("\\{\\d}");

  private static LanguagePack chinese() {
    return LanguagePack.all().stream()
        .filter(pack -> pack.code().equals("zh"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          把燈關掉   | zh-CN | Hant
          把灯关掉   | zh-TW | ''
          把灯关掉   | zh-CN | ''
          打开       | zh-CN | ''
          冷一點     | en    | Hant
          你好       | zh-TW | Hant
          你好       | zh-HK | Hant
          你好       | zh-Hans-TW | ''
          你好       | zh    | ''
          """)
  void theScriptIsThatOfTheSentenceAndElseOfTheSpeaker(String text, String tag, String script) {
    assertThat(chinese().scriptFor(text, Locale.forLanguageTag(tag))).isEqualTo(script);
  }

  @Test
  void everyReplyThatChineseHasIsThereInTraditionalCharactersWithTheSameBlanks() {
    LanguagePack simplified = chinese();
    LanguagePack traditional = simplified.voice("Hant", Tone.PLAIN);

    for (String key : simplified.replies()) {
      String reply = traditional.say(key);
      assertThat(blanks(reply)).as(key).isEqualTo(blanks(simplified.say(key)));
      assertThat(simplified.scriptFor(reply, Locale.ENGLISH).isEmpty() && reads(reply))
          .as("%s = %s is written in simplified characters", key, reply)
          .isFalse();
    }
  }

  /** True where a text would be taken for simplified Chinese. */
  private static boolean reads(String text) {
    return chinese().scriptFor(text, Locale.TRADITIONAL_CHINESE).isEmpty();
  }

  private static Set<String> blanks(String reply) {
    return BLANK
        .matcher(reply)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aToneChangesWhatIsSaidAndKeepsTheRest() {
    for (LanguagePack pack : LanguagePack.all()) {
      String plain = pack.voice("", Tone.PLAIN).say("turn.done", "{0}");

      assertThat(plain).isEqualTo("{0}");
      assertThat(pack.voice("", Tone.WARM).say("turn.done", "{0}"))
          .contains("{0}")
          .isNotEqualTo(plain);
      assertThat(pack.voice("", Tone.BRIEF).say("turn.done", "{0}"))
          .isNotBlank()
          .hasSizeLessThan(5);
      assertThat(pack.voice("", Tone.BRIEF).say("timer.none")).isEqualTo(pack.say("timer.none"));
    }
  }
}
