package io.lares.mimo.grammar;

import static io.lares.language.Expression.oneOf;
import static io.lares.language.Expression.rule;
import static io.lares.language.Expression.sequence;
import static io.lares.language.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.mimo.engine.Guide;
import io.lares.mimo.engine.TokenSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may come next in a text of a grammar. */
class FormTest {
  @TempDir static Path folder;
  private static Texts texts;

  @BeforeAll
  static void open() throws Exception {
    texts = Texts.open(folder, 1024);
  }

  @AfterAll
  static void close() {
    texts.close();
  }

  private static final Expression LINE =
      new Expression.Repeat(new Expression.Characters(' ', Character.MAX_CODE_POINT), 1, 12);

  private static final List<Grammar> GRAMMARS =
      List.of(
          new Grammar.Anything(),
          new Grammar.JsonSchema("{}"),
          new Grammar.JsonSchema("{\"type\": \"string\", \"maxLength\": 3}"),
          new Grammar.JsonSchema("{\"type\": \"string\", \"pattern\": \"ab.*c|[^x]{2,4}$\"}"),
          new Grammar.Rules(
              "plan",
              Map.of(
                  "plan",
                  sequence(
                      new Expression.Repeat(sequence(rule("step"), text("\n")), 1, 3), text("end")),
                  "step",
                  oneOf(
                      sequence(text("set d"), new Expression.Repeat(rule("digit"), 1, 3)),
                      sequence(text("ask "), LINE),
                      sequence(text("("), rule("step"), text(")"))),
                  "digit",
                  new Expression.Characters('0', '9'))));

  /** By trying each token, byte by byte: what the tables and walks must come to. */
  @Test
  void aTokenIsAllowedWhereItsBytesAre() throws Exception {
    for (Grammar grammar : GRAMMARS) {
      SplittableRandom random = new SplittableRandom(7);
      Form form = texts.compiler.compile(grammar);
      for (int round = 0; round < 12; round++) {
        Guide guide = form.guide(texts.tokenizer::bytes, texts.tokenizer::settled);
        for (int step = 0; step < 15 && !guide.done(); step++) {
          TokenSet allowed = guide.allowed();
          int chosen = -1;
          int count = 0;
          for (int token = 0; token < texts.size; token++) {
            if (token != texts.stop) {
              assertThat(allowed.has(token))
                  .as("%s in step %d of %s", texts.tokenizer.decode(token), step, grammar)
                  .isEqualTo(form.takes(guide, texts.tokenizer.bytes(token)));
              if (allowed.has(token) && random.nextInt(++count) == 0) {
                chosen = token;
              }
            }
          }
          if (chosen < 0) {
            assertThat(allowed.has(texts.stop)).isTrue();
            break;
          }
          guide.said(chosen);
        }
      }
    }
  }

  @Test
  void textThatMustComeIsForcedAsTheTokenizerCutsItUpToTheLastWholeWord() throws Exception {
    Grammar grammar =
        new Grammar.JsonSchema(
            """
            {"type": "object", "properties": {"the light in the kitchen": {"type": "string", "maxLength": 4}},
             "required": ["the light in the kitchen"]}\
            """);
    Guide guide =
        texts.compiler.compile(grammar).guide(texts.tokenizer::bytes, texts.tokenizer::settled);
    int[] forced = guide.forced();
    String start = "{\"the light in the kitchen\": \"";
    assertThat(start).startsWith(texts.tokenizer.decode(forced));
    assertThat(texts.tokenizer.decode(forced)).startsWith("{\"the light in the kitchen");
    int[] whole = texts.tokenizer.encode(start + "warm\"}");
    assertThat(whole).startsWith(forced);
  }

  @Test
  void whatHasNoOtherEndIsForcedToTheEnd() throws Exception {
    Grammar grammar = new Grammar.Rules("r", Map.of("r", text("turn the light off")));
    Guide guide =
        texts.compiler.compile(grammar).guide(texts.tokenizer::bytes, texts.tokenizer::settled);
    int[] forced = guide.forced();
    assertThat(forced).isEqualTo(texts.tokenizer.encode("turn the light off"));
    for (int token : forced) {
      assertThat(guide.done()).isFalse();
      guide.said(token);
    }
    assertThat(guide.done()).isTrue();
  }

  @Test
  void halfACharacterIsOnlyFollowedByItsOtherHalf() throws Exception {
    Grammar grammar = new Grammar.Rules("r", Map.of("r", LINE));
    Guide guide =
        texts.compiler.compile(grammar).guide(texts.tokenizer::bytes, texts.tokenizer::settled);
    byte[] lamp = "灯".getBytes(StandardCharsets.UTF_8);
    for (byte b : lamp) {
      int token = byteToken(b);
      assertThat(guide.allowed().has(token)).isTrue();
      guide.said(token);
      boolean within = b != lamp[lamp.length - 1];
      assertThat(guide.allowed().has(byteToken((byte) 'a'))).isEqualTo(!within);
      assertThat(guide.allowed().has(texts.stop)).isEqualTo(!within);
    }
  }

  private static int byteToken(byte b) {
    for (int token = 0; token < texts.size; token++) {
      byte[] bytes = texts.tokenizer.bytes(token);
      if (bytes.length == 1 && bytes[0] == b) {
        return token;
      }
    }
    throw new IllegalStateException("no token for " + b);
  }
}
