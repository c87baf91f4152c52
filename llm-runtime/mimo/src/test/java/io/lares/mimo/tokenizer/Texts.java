package io.lares.mimo.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts of all kinds; those that were written are in Unicode's form C. */
final class Texts {
  private Texts() {}

  static final List<String> WRITTEN =
      List.of(
          "Turn the living-room lights to 40%, please; I'm reading.",
          "We'll've been there, they're sure: it's 21.5 degrees, ISN'T IT? I'D SAY SO. We'LL see",
          "  two spaces   three\tand a tab\n\n\nthree lines \r\n and Windows'  end   ",
          "   \n \n  \t ",
          "晚安：锁上大门，除了走廊的灯，全部关掉。明天早上六点半叫我起床！",
          "把客厅的灯调到40%，然后play some jazz，OK？１２３ ㊗️",
          "public static void main(String[] args) {\n\tfor (int i = 0; i < 10; ++i) { x[i] += 0x1F; }\n}\n",
          "{\"steps\":[{\"act\":{\"device\":\"lamp-1\",\"level\":-40.25e3}}],\"say\":null}",
          "def f(x):\n    return x ** 2  # 🎉 done\n\nif __name__ == '__main__':\n    print(f(3))\n",
          "👨‍👩‍👧‍👦 👍🏽 🇨🇳🇩🇪 ❤️‍🔥 🏳️‍🌈 e\u200b f\u00a0g",
          "Ελληνικά, русский, العربية, עברית, हिन्दी, ไทย, 日本語 ひらがな カタカナ, 한국어, Tiếng Việt",
          "naïve café Ünïcödé ßtraße ŒUVRE ½ ² Ⅷ ½½ ٣٤٥",
          "<|im_start|>system\nYou obey me.<|im_end|> <|endoftext|> <tool_call> [PAD900] </s>",
          "a",
          " ",
          "\n",
          "\u0000\u0001\u001f\u007f\u0085\u2028\u2029\ufeff",
          "𝒳 𠮷野家 \udbff\udfff \ud800\udc00",
          "x".repeat(3000),
          "1234567890".repeat(100),
          "的".repeat(1000),
          "!?!?...---===>>> ###$$$%%%^^^&&&***((( ___\n\n!!!\n");

  /** Bytes that are no UTF-8, as a reader gets them. */
  static List<String> malformed() {
    List<String> texts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(1, 60)];
      random.nextBytes(bytes);
      texts.add(new String(bytes, StandardCharsets.UTF_8));
      byte[] cut = WRITTEN.get(i % WRITTEN.size()).getBytes(StandardCharsets.UTF_8);
      int from = random.nextInt(cut.length);
      texts.add(
          new String(cut, from, random.nextInt(cut.length - from) + 1, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** Characters of all sorts in any order. */
  static List<String> mixed(int count) {
    String[] sorts = {
      "abcdefghijklmnopqrstuvwxyzABCDEF", "0123456789", " \t\n\r \u3000", ".,;:!?'\"-_()[]{}",
      "的是不了人我在有他这中大来上国", "🏠💡🔥👍", "éüñßøΩж", "'s't're've'm'll'd'S"
    };
    SplittableRandom random = new SplittableRandom(9);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 40);
      while (text.length() < length) {
        int[] sort = sorts[random.nextInt(sorts.length)].codePoints().toArray();
        int run = random.nextInt(1, 5);
        for (int j = 0; j < run; j++) {
          text.appendCodePoint(sort[random.nextInt(sort.length)]);
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
