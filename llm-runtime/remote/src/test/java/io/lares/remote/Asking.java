package io.lares.remote;

import io.lares.language.Endpoint;
import io.lares.language.Endpoint.Api;
import io.lares.language.Endpoint.Engine;
import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.language.LanguageModel.Request;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tests ask. */
final class Asking {
  static final Grammar ANYTHING = new Grammar.Anything();

  static final Grammar PLAN =
      new Grammar.Rules(
          "plan",
          Map.of(
              "plan",
              Expression.sequence(
                  Expression.text("set d"),
                  new Expression.Repeat(new Expression.Characters('0', '9'), 1, 3),
                  Expression.text(" OnOff.onOff "),
                  Expression.rule("value"),
                  Expression.text("\nend")),
              "value",
              Expression.oneOf(Expression.text("true"), Expression.text("false"))));

  static final String SCHEMA =
      """
      {"type": "object", "required": ["device", "level"], "additionalProperties": false, "properties": {
        "device": {"enum": ["lamp", "heater"]}, "level": {"type": "integer", "minimum": 0, "maximum": 100}}}\
      """;

  /** So often that tests need not wait. */
  static final Watch.Pace PACE =
      new Watch.Pace(Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(50));

  private Asking() {}

  static Endpoint endpoint(URI address) {
    return new Endpoint(address, "", Engine.ANY, Api.CHAT, 0, "");
  }

  static OpenAiModel model(ScriptedServer server) {
    return new OpenAiModel(endpoint(server.address()), PACE);
  }

  static Prompt prompt(String sentence) {
    return new Prompt(
        List.of(new Prompt.Message(Prompt.Role.SYSTEM, "The home has a lamp and a heater.")),
        List.of(new Prompt.Message(Prompt.Role.USER, sentence)));
  }

  static Request request(Grammar grammar) {
    return request(grammar, Duration.ofSeconds(60));
  }

  static Request request(Grammar grammar, Duration time) {
    return new Request(prompt("It is cold."), grammar, Sampling.GREEDY, new Limits(60, time));
  }
}
