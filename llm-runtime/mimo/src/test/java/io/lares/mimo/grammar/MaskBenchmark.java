package io.lares.mimo.grammar;

import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.mimo.engine.Guide;
import io.lares.mimo.engine.TokenSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Prints what it costs to hold an answer to a grammar, with a vocabulary as large as MiMo-7B's. */
final class MaskBenchmark {
  private static final int VOCAB = 151_680;
  private static final int ANSWERS = 60;
  private static final int MOST_TOKENS = 120;

  private MaskBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("masks");
    Map<String, Grammar> grammars = new LinkedHashMap<>();
    grammars.put("plans of 300 devices", plans());
    grammars.put("any JSON", new Grammar.JsonSchema("{}"));
    grammars.put(
        "an object with a text of 200",
        new Grammar.JsonSchema(
            """
            {"type": "object", "required": ["say", "level"], "properties": {
              "say": {"type": "string", "maxLength": 200}, "level": {"type": "integer", "minimum": 0, "maximum": 254}}}\
            """));
    grammars.put(
        "a pattern that is found anywhere",
        new Grammar.JsonSchema("{\"type\": \"string\", \"pattern\": \"kit.*en\"}"));
    long start = System.nanoTime();
    try (Texts texts = Texts.open(folder, VOCAB)) {
      System.out.printf("vocabulary and trie: %d ms (with the checkpoint)%n", millis(start));
      for (Map.Entry<String, Grammar> grammar : grammars.entrySet()) {
        for (String round : List.of("first", "again")) {
          measure(grammar.getKey() + ", " + round, grammar.getValue(), texts);
        }
      }
    }
  }

  private static void measure(String name, Grammar grammar, Texts texts) throws Exception {
    long start = System.nanoTime();
    Form form = texts.compiler.compile(grammar);
    long compiled = System.nanoTime() - start;
    List<Long> masks = new ArrayList<>();
    long forcing = 0;
    int forced = 0;
    for (int seed = 0; seed < ANSWERS; seed++) {
      Guide guide = form.guide(texts.tokenizer::bytes, texts.tokenizer::settled);
      SplittableRandom random = new SplittableRandom(seed);
      for (int step = 0; step < MOST_TOKENS && !guide.done(); step++) {
        long before = System.nanoTime();
        int[] sure = guide.forced();
        forcing += System.nanoTime() - before;
        for (int token : sure) {
          guide.said(token);
        }
        forced += sure.length;
        if (guide.done()) {
          break;
        }
        before = System.nanoTime();
        TokenSet allowed = guide.allowed();
        masks.add(System.nanoTime() - before);
        int next = any(allowed, random);
        if (next == texts.stop) {
          break;
        }
        guide.said(next);
      }
    }
    long[] sorted = masks.stream().mapToLong(nanos -> nanos).sorted().toArray();
    System.out.printf(
        "%-44s compiled in %5.1f ms; %5d masks: mean %7.1f, p50 %6.1f, p99 %8.1f us; %d forced tokens at %.1f us%n",
        name,
        compiled / 1e6,
        sorted.length,
        Arrays.stream(sorted).average().orElse(0) / 1e3,
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        forced,
        forcing / 1e3 / Math.max(1, forced));
  }

  private static int any(TokenSet allowed, SplittableRandom random) {
    int[] tokens = IntStream.range(0, VOCAB).filter(allowed::has).toArray();
    return tokens[random.nextInt(tokens.length)];
  }

  /** As the planner's language of plans: a step a line. */
  private static Grammar plans() {
    List<Expression> devices = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      devices.add(
          Expression.sequence(
              Expression.text("d" + i + " "),
              Expression.oneOf(
                  Expression.sequence(
                      Expression.text("OnOff.onOff "),
                      Expression.oneOf(Expression.text("true"), Expression.text("false"))),
                  Expression.sequence(
                      Expression.text("LevelControl.currentLevel "),
                      new Expression.Repeat(new Expression.Characters('0', '9'), 1, 3)))));
    }
    Expression line =
        new Expression.Repeat(new Expression.Characters(' ', Character.MAX_CODE_POINT), 1, 200);
    Expression step =
        Expression.oneOf(
            Expression.sequence(Expression.text("set "), new Expression.OneOf(devices)),
            Expression.sequence(Expression.text("ask "), line),
            Expression.sequence(Expression.text("refuse "), line));
    return new Grammar.Rules(
        "plan",
        Map.of(
            "plan",
            Expression.sequence(
                new Expression.Repeat(
                    Expression.sequence(Expression.rule("step"), Expression.text("\n")), 1, 12),
                Expression.text("end")),
            "step",
            step));
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
