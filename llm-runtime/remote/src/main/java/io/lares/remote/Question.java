package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lares.language.Endpoint.Api;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Prompt;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A request as servers of the OpenAI API read it. */
final class Question {
  /**
   * What could be a model's token with a meaning: {@code <|im_end|>}, {@code </think>}, {@code
   * [INST]}. Servers read such tokens out of any text.
   */
  private static final Pattern CONTROL = Pattern.compile("<(?=[|｜/_\\p{L}])|\\[(?=[/A-Z])");

  private Question() {}

  /**
   * The body of a request.
   *
   * @throws LanguageException where the server can't hold its output to the grammar
   */
  static String of(Server server, Api api, LanguageModel.Request request) throws LanguageException {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("model", server.found().model());
    switch (api) {
      case CHAT -> messages(body.putArray("messages"), request.prompt());
      case COMPLETIONS -> body.put("prompt", chatMl(request.prompt()));
    }
    body.put("stream", true).putObject("stream_options").put("include_usage", true);
    body.put("max_tokens", request.limits().outputTokens());
    body.put("temperature", request.sampling().temperature());
    body.put("top_p", request.sampling().topP());
    body.put("seed", request.sampling().seed());
    if (api == Api.COMPLETIONS) {
      body.putArray("stop").add("<|im_end|>");
    }
    server.dialect().hold(body, request.grammar(), api);
    try {
      return Json.MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can be written", e);
    }
  }

  private static Stream<Prompt.Message> all(Prompt prompt) {
    return Stream.concat(prompt.stable().stream(), prompt.changing().stream());
  }

  private static void messages(ArrayNode messages, Prompt prompt) {
    all(prompt)
        .forEach(message ->
            messages
                .addObject()
                .put("role", role(message))
                .put("content", harmless(message.text())));
  }

  private static String chatMl(Prompt prompt) {
    StringBuilder text = new StringBuilder();
    all(prompt)
        .forEach(message ->
            text.append("<|im_start|>")
                .append(role(message))
                .append('\n')
                .append(harmless(message.text()))
                .append("<|im_end|>\n"));
    return text.append("<|im_start|>assistant\n").toString();
  }

  private static String role(Prompt.Message message) {
    return message.role().name().toLowerCase(Locale.ROOT);
  }

  /** A space after what could begin a token with a meaning makes it plain text. */
  private static String harmless(String text) {
    return CONTROL.matcher(text).replaceAll("$0 ");
  }
}
