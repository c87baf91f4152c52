package io.lares.remote;

import static io.lares.remote.Asking.ANYTHING;
import static io.lares.remote.Asking.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.language.Completion;
import io.lares.language.Completion.End;
import io.lares.language.Endpoint;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel.Listener;
import io.lares.language.LanguageModel.Request;
import io.lares.language.Limits;
import io.lares.language.Sampling;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.LlamaCpp;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * llama.cpp with a tiny MiMo, as a process of its own, behind the OpenAI API: what is asked for is
 * understood there, and what comes back is what was asked for.
 */
class PeerTest {
  private static final String KEY = "sk-tiny";
  private static final int GRAMMARS = Integer.getInteger("lares.grammars", 25);

  @TempDir static Path folder;
  private static LlamaCpp.Script server;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("tiny.gguf");
    new Checkpoint(Shape.TINY, 4).gguf(file, Quant.F16);
    server = LlamaCpp.installed().start("openai.mjs");
    String ready =
        server.ask(
            new ObjectMapper()
                .writeValueAsString(Map.of("model", file.toString(), "key", KEY, "context", 2048)));
    address = URI.create("http://127.0.0.1:" + Integer.parseInt(ready));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static OpenAiModel model(Api api, String key) {
    return new OpenAiModel(new Endpoint(address, "", Engine.ANY, api, 0, key), Watch.Pace.DEFAULT);
  }

  private static Request request(Grammar grammar, double temperature, long seed, int tokens) {
    return new Request(
        Asking.prompt("It is cold."),
        grammar,
        new Sampling(temperature, 1, seed),
        new Limits(tokens, Duration.ofSeconds(100)));
  }

  @ParameterizedTest
  @EnumSource
  void aPlanIsOfItsGrammar(Api api) throws Exception {
    try (OpenAiModel model = model(api, KEY)) {
      StringBuilder heard = new StringBuilder();
      Completion plan =
          model.answer(
              request(PLAN, 0, 0, 60),
              text -> {
                heard.append(text);
                return true;
              });
      assertThat(plan.text()).matches("set d\\d{1,3} OnOff\\.onOff (true|false)\nend");
      assertThat(plan.end()).isEqualTo(End.COMPLETE);
      assertThat(heard).hasToString(plan.text());
      assertThat(plan.usage().promptTokens()).isPositive();
      assertThat(plan.usage().outputTokens()).isBetween(5, 60);
      assertThat(model.found())
          .hasValueSatisfying(found -> {
            assertThat(found.engine()).isEqualTo(Engine.LLAMA_CPP);
            assertThat(found.contextTokens()).isEqualTo(2048);
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsOfItsSchema(Api api) throws Exception {
    Grammar schema =
        new Grammar.JsonSchema(
            """
            {"type": "object", "required": ["device", "on"], "additionalProperties": false, "properties": {
              "device": {"enum": ["lamp", "heater"]}, "on": {"type": "boolean"}}}\
            """);
    try (OpenAiModel model = model(api, KEY)) {
      for (int seed = 0; seed < 2; seed++) {
        Completion answer = model.answer(request(schema, 1, seed, 80), Listener.NONE);
        if (answer.end() == End.COMPLETE) {
          assertThat(new ObjectMapper().readTree(answer.text()).get("device").asText())
              .isIn("lamp", "heater");
        } else {
          // llama.cpp's grammar of JSON lets a model put blanks between the parts.
          assertThat(answer.end()).isEqualTo(End.LENGTH);
        }
      }
    }
  }

  @Test
  void grammarsOfAllKindsMeanTheSameThereAndHere() throws Exception {
    Random random = new Random(7);
    int whole = 0;
    try (OpenAiModel model = model(Api.CHAT, KEY)) {
      for (int i = 0; i < GRAMMARS; i++) {
        Grammar.Rules grammar = new RandomRules(random).rules();
        StringBuilder heard = new StringBuilder();
        Completion answer;
        try {
          answer =
              model.answer(
                  request(grammar, 1, i, 40),
                  text -> {
                    heard.append(text);
                    return true;
                  });
        } catch (LanguageException e) {
          if (String.valueOf(e.getMessage()).endsWith("no UTF-8")) {
            continue;
          }
          throw new AssertionError("after '" + heard + "' of\n" + Gbnf.of(grammar), e);
        }
        assertThat(answer.end()).isIn(End.COMPLETE, End.LENGTH);
        whole += answer.end() == End.COMPLETE ? 1 : 0;
      }
    }
    assertThat(whole).isGreaterThan(GRAMMARS / 3);
  }

  /** 300 devices with six attributes each, twelve steps, texts of 200 characters. */
  private static Grammar largeHome() {
    Map<String, Expression> rules = new HashMap<>();
    List<Expression> percents = new ArrayList<>();
    for (int percent = 0; percent <= 100; percent++) {
      percents.add(Expression.text(Integer.toString(percent)));
    }
    rules.put("percent", new Expression.OneOf(percents));
    rules.put("line", new Expression.Repeat(new Expression.Characters(' ', '~'), 1, 200));
    List<Expression> devices = new ArrayList<>();
    for (int device = 0; device < 300; device++) {
      List<Expression> attributes = new ArrayList<>();
      for (int attribute = 0; attribute < 6; attribute++) {
        attributes.add(
            Expression.sequence(
                Expression.text("Cluster" + attribute + ".value "), Expression.rule("percent")));
      }
      String name = "d" + device;
      rules.put(
          name, Expression.sequence(Expression.text(name + " "), new Expression.OneOf(attributes)));
      devices.add(Expression.rule(name));
    }
    rules.put("set", Expression.sequence(Expression.text("set "), new Expression.OneOf(devices)));
    rules.put("ask", Expression.sequence(Expression.text("ask "), Expression.rule("line")));
    Expression step = Expression.oneOf(Expression.rule("set"), Expression.rule("ask"));
    rules.put(
        "plan",
        Expression.sequence(
            new Expression.Repeat(Expression.sequence(step, Expression.text("\n")), 1, 12),
            Expression.text("end")));
    return new Grammar.Rules("plan", rules);
  }

  @Test
  void aGrammarAsLargeAsThatOfALargeHomeIsTaken() throws Exception {
    try (OpenAiModel model = model(Api.CHAT, KEY)) {
      Completion answer = model.answer(request(largeHome(), 1, 5, 60), Listener.NONE);
      assertThat(answer.end()).isIn(End.COMPLETE, End.LENGTH);
      assertThat(answer.text()).matches("(?s)(set d|ask ).+");
    }
  }

  @Test
  void aWrongKeyIsSaid() {
    try (OpenAiModel model = model(Api.CHAT, "sk-wrong")) {
      LanguageException thrown =
          catchThrowableOfType(
              LanguageException.class, () -> model.answer(request(PLAN, 0, 0, 60), Listener.NONE));
      assertThat(thrown).hasMessage("The server does not take this key; enter another one");
      assertThat(thrown.reason()).isEqualTo(Reason.UNAVAILABLE);
    }
  }

  @Test
  void aPromptThatIsTooLongIsSaid() {
    try (OpenAiModel model = model(Api.CHAT, KEY)) {
      Request request =
          new Request(
              Asking.prompt("It is cold. ".repeat(2000)),
              ANYTHING,
              Sampling.GREEDY,
              new Limits(10, Duration.ofSeconds(100)));
      assertThat(
              catchThrowableOfType(
                      LanguageException.class, () -> model.answer(request, Listener.NONE))
                  .reason())
          .isEqualTo(Reason.TOO_LONG);
    }
  }

  @Test
  void anAnswerThatNobodyWantsAnyMoreIsNotMade() throws Exception {
    try (OpenAiModel model = model(Api.CHAT, KEY)) {
      // A thousand tokens would keep it busy; the next one has its turn long before.
      Completion first = model.answer(request(ANYTHING, 1, 1, 1000), text -> false);
      assertThat(first.end()).isEqualTo(End.STOPPED);
      List<Completion> next = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            next.add(model.answer(request(PLAN, 0, 0, 60), Listener.NONE));
            return next.getLast().end() == End.COMPLETE;
          });
    }
  }

  /** Small grammars with everything that a grammar may have, each text of which has an end. */
  private static final class RandomRules {
    private static final String[] TEXTS = {
      "on", "set ", "\"", "\\", "\n", "\t", "灯", "é", "🔥", "]", "^-", "a\"b", "|", "#", "'", "{1}",
      ""
    };
    private static final int[][] RANGES = {
      {'a', 'f'},
      {'0', '9'},
      {']', ']'},
      {'^', '^'},
      {'-', '-'},
      {'!', '/'},
      {'[', '`'},
      {0x4e00, 0x4e20},
      {0x1f300, 0x1f320},
      {'\\', '\\'},
      {'"', '"'},
      {0xd700, 0xe010},
      {'\t', '\n'}
    };

    private final Random random;

    RandomRules(Random random) {
      this.random = random;
    }

    Grammar.Rules rules() {
      Map<String, Expression> rules = new HashMap<>();
      rules.put("leaf_1", leaf());
      rules.put("Name with blanks", expression(2));
      rules.put(
          "start",
          Expression.sequence(
              expression(3), Expression.rule("leaf_1"), Expression.rule("Name with blanks")));
      return new Grammar.Rules("start", rules);
    }

    private Expression leaf() {
      if (random.nextBoolean()) {
        int[] range = RANGES[random.nextInt(RANGES.length)];
        return new Expression.Characters(range[0], range[1]);
      }
      return Expression.text(TEXTS[random.nextInt(TEXTS.length)]);
    }

    private Expression expression(int depth) {
      if (depth == 0) {
        return leaf();
      }
      return switch (random.nextInt(5)) {
        case 0 -> Expression.sequence(expression(depth - 1), expression(depth - 1));
        case 1 -> Expression.oneOf(expression(depth - 1), expression(depth - 1));
        case 2 -> {
          int least = random.nextInt(3);
          int most = random.nextInt(4) == 0 ? Integer.MAX_VALUE : least + random.nextInt(3);
          yield new Expression.Repeat(
              Expression.sequence(Expression.text("-"), expression(depth - 1)), least, most);
        }
        case 3 -> Expression.maybe(expression(depth - 1));
        default -> leaf();
      };
    }
  }
}
