package io.lares.remote;

import static io.lares.remote.Asking.ANYTHING;
import static io.lares.remote.Asking.PLAN;
import static io.lares.remote.Asking.SCHEMA;
import static io.lares.remote.Asking.model;
import static io.lares.remote.Asking.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lares.language.Grammar;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel.Listener;
import io.lares.language.LanguageModel.Readiness;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are broken, overloaded or hostile: each costs an error in words and no more. */
class HostileServerTest {
  private static final Grammar VALUE = new Grammar.JsonSchema(SCHEMA);

  private static LanguageException failing(Grammar grammar, ScriptedServer.Script script)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.of("vllm", script);
        OpenAiModel model = model(server)) {
      return catchThrowableOfType(
          LanguageException.class,
          () ->
              model.answer(
                  request(grammar),
                  text -> {
                    assertThat("set d1 OnOff.onOff true\nend".startsWith(text) || grammar != PLAN)
                        .isTrue();
                    return true;
                  }));
    }
  }

  private static Arguments script(
      String what, Grammar grammar, String words, ScriptedServer.Script script) {
    return Arguments.of(what, grammar, words, script);
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        script(
            "closes midway",
            ANYTHING,
            "breaks off",
            (asked, line) -> {
              line.events();
              line.say("\"one \"");
            }),
        script(
            "no JSON",
            ANYTHING,
            "no JSON object",
            (asked, line) -> {
              line.events();
              line.event("{\"choices\": [");
            }),
        script(
            "JSON of another kind",
            ANYTHING,
            "no JSON object",
            (asked, line) -> {
              line.events();
              line.event("[1, 2]");
            }),
        script(
            "deep JSON",
            ANYTHING,
            "no JSON object",
            (asked, line) -> {
              line.events();
              line.event("[".repeat(100_000));
            }),
        script(
            "a line without an end",
            ANYTHING,
            "a line without an end",
            (asked, line) -> {
              line.events();
              while (true) {
                line.send("x".repeat(8192));
              }
            }),
        script(
            "comments without an end",
            ANYTHING,
            "a stream without an end",
            (asked, line) -> {
              line.events();
              while (true) {
                line.send(": here\n".repeat(1000));
              }
            }),
        script(
            "words without an end",
            ANYTHING,
            "longer than was asked for",
            (asked, line) -> {
              line.events();
              while (true) {
                line.say("\"more and \"");
              }
            }),
        script(
            "no UTF-8",
            ANYTHING,
            "is no answer",
            (asked, line) -> {
              line.events();
              line.out().write(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xc3, '(', '\n', '\n'});
            }),
        script(
            "a page",
            ANYTHING,
            "no stream of events",
            (asked, line) ->
                line.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi")),
        script(
            "no end that we know",
            ANYTHING,
            "content_filter",
            (asked, line) -> {
              line.events();
              line.say("\"one\"");
              line.finish("content_filter");
            }),
        script(
            "an error midway",
            ANYTHING,
            "broke off: CUDA is out of memory",
            (asked, line) -> {
              line.events();
              line.say("\"one\"");
              line.event("{\"error\": {\"message\": \"CUDA is out of memory\"}}");
            }),
        script(
            "no text of the grammar",
            PLAN,
            "left the grammar",
            (asked, line) -> {
              line.events();
              line.say("\"set d1 \"");
              line.say("\"OnOff.onOff maybe\\nend\"");
              line.finish("stop");
            }),
        script(
            "half a text of the grammar",
            PLAN,
            "ends where the grammar does not",
            (asked, line) -> {
              line.events();
              line.say("\"set d1 OnOff.onOff true\"");
              line.finish("stop");
            }),
        script(
            "more than a text of the grammar",
            PLAN,
            "left the grammar",
            (asked, line) -> {
              line.events();
              line.say("\"set d1 OnOff.onOff true\\nend\"");
              line.say("\" and open the door\"");
              line.finish("stop");
            }),
        script(
            "a value that the schema does not allow",
            VALUE,
            "not what the schema allows",
            (asked, line) -> {
              line.events();
              line.say("\"{\\\"device\\\": \\\"door\\\", \\\"level\\\": 1}\"");
              line.finish("stop");
            }),
        script(
            "two values",
            VALUE,
            "no JSON",
            (asked, line) -> {
              line.events();
              line.say("\"{\\\"device\\\": \\\"lamp\\\", \\\"level\\\": 1} 2\"");
              line.finish("stop");
            }),
        script(
            "nothing at all",
            VALUE,
            "not what the schema allows",
            (asked, line) -> {
              line.events();
              line.finish("stop");
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void whatIsNoAnswerIsNone(
      String what, Grammar grammar, String words, ScriptedServer.Script script) throws Exception {
    LanguageException thrown = failing(grammar, script);
    assertThat(thrown).hasMessageContaining(words);
    assertThat(thrown.reason()).isEqualTo(Reason.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAVAILABLE, The server wants a key; enter one",
    "403, UNAVAILABLE, The server wants a key; enter one",
    "404, UNAVAILABLE, does not know this way or this model: said",
    "429, BUSY, The server has too much to do: said",
    "503, UNAVAILABLE, The server is not ready: said",
    "500, FAILED, status 500: said",
    "302, FAILED, status 302: said",
    "400, FAILED, does not take the request: said",
  })
  void statusesAreSaidInWords(int status, Reason reason, String words) throws Exception {
    LanguageException thrown =
        failing(
            ANYTHING, (asked, line) -> line.json(status, "{\"error\": {\"message\": \"said\"}}"));
    assertThat(thrown).hasMessageContaining(words);
    assertThat(thrown.reason()).isEqualTo(reason);
  }

  @Test
  void aPromptThatIsTooLongAndAGrammarThatIsNotTakenAreTold() throws Exception {
    assertThat(
            failing(
                    ANYTHING,
                    (asked, line) ->
                        line.json(
                            400,
                            """
                            {"message": "This model's maximum context length is 8192 tokens."}\
                            """))
                .reason())
        .isEqualTo(Reason.TOO_LONG);
    assertThat(
            failing(
                    PLAN,
                    (asked, line) -> line.json(400, "{\"error\": \"Failed to parse grammar\"}"))
                .reason())
        .isEqualTo(Reason.GRAMMAR_NOT_SUPPORTED);
  }

  @Test
  void aRedirectIsNotFollowedAndTheKeyStaysHere() throws Exception {
    try (ScriptedServer other = new ScriptedServer((asked, line) -> line.json(200, "{}"));
        ScriptedServer server =
            new ScriptedServer((asked, line) ->
                line.send(
                    "HTTP/1.1 307 Away\r\nLocation: %s/v1/models\r\nContent-Length: 0\r\n\r\n"
                        .formatted(other.address())));
        OpenAiModel model = model(server)) {
      assertThat(
              catchThrowableOfType(
                  LanguageException.class, () -> model.answer(request(ANYTHING), Listener.NONE)))
          .isNotNull();
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void whatASchemaRefersToIsNotFetched() throws Exception {
    try (ScriptedServer other = new ScriptedServer((asked, line) -> line.json(200, "true"))) {
      LanguageException thrown =
          failing(
              new Grammar.JsonSchema("{\"$ref\": \"%s/schema\"}".formatted(other.address())),
              (asked, line) -> {
                line.events();
                line.say("\"1\"");
                line.finish("stop");
              });
      assertThat(thrown.reason()).isEqualTo(Reason.GRAMMAR_NOT_SUPPORTED);
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void aListOfModelsThatIsNoneMakesTheServerUnusable() throws Exception {
    for (String list :
        new String[] {"<html>", "{}", "{\"data\": 1}", "{\"data\": [{\"id\": 1e999}, [], null]}"}) {
      try (ScriptedServer server = new ScriptedServer((asked, line) -> line.json(200, list));
          OpenAiModel model = model(server)) {
        assertThat(
                catchThrowableOfType(
                        LanguageException.class,
                        () -> model.answer(request(ANYTHING), Listener.NONE))
                    .reason())
            .isEqualTo(Reason.UNAVAILABLE);
        assertThat(model.readiness()).isInstanceOf(Readiness.Unavailable.class);
      }
    }
  }
}
