package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lares.language.Completion;
import io.lares.language.Completion.End;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel.Listener;
import io.lares.language.LanguageModel.Request;
import io.lares.language.Usage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;

/** Takes one answer as it comes. */
final class Hearing {
  private static final String DONE = "[DONE]";

  /** No token of a model has more characters on average. */
  private static final int CHARACTERS_A_TOKEN = 64;

  private static final int BYTES_A_TOKEN = 4_096;
  private static final int BYTES_BESIDES = 1 << 20;

  /** How long the figures may take that follow an answer. */
  private static final long FIGURES_NANOS = 1_000_000_000;

  private final Request request;
  private final Listener listener;
  private final Check check;
  private final long asked;
  private final StringBuilder text = new StringBuilder();
  private String half = "";
  private String finish = "";
  private long first;
  private boolean enough;
  private JsonNode usage = Json.MAPPER.nullNode();
  private JsonNode timings = Json.MAPPER.nullNode();

  Hearing(Request request, Listener listener, Check check, long asked) {
    this.request = request;
    this.listener = listener;
    this.check = check;
    this.asked = asked;
  }

  Completion hear(Connection.Answer answer, Trouble trouble)
      throws LanguageException, InterruptedException, IOException {
    if (!answer.type().startsWith("text/event-stream")) {
      throw trouble.nonsense("it is " + answer.type() + " and no stream of events");
    }
    int tokens = request.limits().outputTokens();
    Events events = new Events(answer.body(), BYTES_BESIDES + (long) tokens * BYTES_A_TOKEN);
    try {
      for (String event = events.next(); event != null; event = events.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (event.equals(DONE) || !take(event, answer, trouble)) {
          break;
        }
      }
    } catch (Events.Nonsense | CharacterCodingException e) {
      throw trouble.nonsense(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (e.getCause() instanceof InterruptedException || Thread.interrupted()) {
        throw new InterruptedException();
      }
      // The figures after the end may stay away, and the clock closes what is late.
      if (finish.isEmpty() && !late()) {
        throw e;
      }
    }
    return completion(trouble);
  }

  /** Whether to go on. */
  private boolean take(String event, Connection.Answer answer, Trouble trouble)
      throws LanguageException {
    JsonNode json = object(event, trouble);
    if (json.hasNonNull("error")) {
      throw trouble.told(json.get("error"));
    }
    if (json.path("usage").isObject()) {
      usage = json.get("usage");
    }
    if (json.path("timings").isObject()) {
      timings = json.get("timings");
    }
    JsonNode choice = json.path("choices").path(0);
    JsonNode piece = choice.has("text") ? choice.get("text") : choice.path("delta").path("content");
    if (piece.isTextual() && finish.isEmpty()) {
      say(piece.textValue(), trouble);
    }
    if (choice.path("finish_reason").isTextual() && finish.isEmpty()) {
      finish = choice.get("finish_reason").textValue();
      answer.endIn(FIGURES_NANOS);
    }
    return !enough;
  }

  private static JsonNode object(String event, Trouble trouble) throws LanguageException {
    try {
      JsonNode json = Json.parse(event);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw trouble.nonsense("an event that is no JSON object");
  }

  private void say(String piece, Trouble trouble) throws LanguageException {
    String whole = half + piece;
    int end = whole.length();
    boolean open = end > 0 && Character.isHighSurrogate(whole.charAt(end - 1));
    half = open ? whole.substring(end - 1) : "";
    String now = open ? whole.substring(0, end - 1) : whole;
    if (now.isEmpty()) {
      return;
    }
    if (first == 0) {
      first = System.nanoTime();
    }
    if (text.length() + now.length()
        > request.limits().outputTokens() * (long) CHARACTERS_A_TOKEN) {
      throw trouble.nonsense("it is longer than was asked for");
    }
    String heard = check.take(now);
    text.append(now);
    tell(heard);
  }

  private void tell(String heard) {
    if (!heard.isEmpty()) {
      enough = !listener.heard(heard);
    }
  }

  private Completion completion(Trouble trouble) throws LanguageException {
    if (enough) {
      return completion(End.STOPPED);
    }
    switch (finish) {
      case "stop" -> {
        String rest = check.end();
        tell(rest);
        return completion(End.COMPLETE);
      }
      case "length" -> {
        return completion(End.LENGTH);
      }
      case "" -> {
        if (late()) {
          return outOfTime();
        }
        throw trouble.nonsense("it breaks off");
      }
      default -> throw trouble.nonsense("it ends because of '" + finish + "'");
    }
  }

  private boolean late() {
    return System.nanoTime() - asked >= request.limits().time().toNanos();
  }

  /** What there is when the time is over. */
  Completion outOfTime() {
    return completion(End.TIME);
  }

  private Completion completion(End end) {
    return new Completion(text.toString(), end, usage());
  }

  /** In the words of OpenAI's usage and llama.cpp's timings, which knows of guesses, too. */
  private Usage usage() {
    int prompt = Json.count(usage.path("prompt_tokens"));
    int cached =
        Math.max(
            Json.count(usage.path("prompt_tokens_details").path("cached_tokens")),
            Json.count(timings.path("cache_n")));
    int drafted = Json.count(timings.path("draft_n"));
    return new Usage(
        prompt,
        Math.min(cached, prompt),
        Json.count(usage.path("completion_tokens")),
        0,
        drafted,
        Math.min(drafted, Json.count(timings.path("draft_n_accepted"))),
        Duration.ZERO,
        Duration.ofNanos(first == 0 ? 0 : first - asked),
        Duration.ofNanos(System.nanoTime() - asked));
  }
}
