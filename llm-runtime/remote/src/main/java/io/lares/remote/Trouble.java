package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lares.language.Endpoint;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What went wrong at an endpoint, in words for people. What a server says is quoted, shortly. */
final class Trouble {
  private static final int QUOTED = 200;

  private final Endpoint endpoint;

  Trouble(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  LanguageException of(IOException e) {
    String at = endpoint.address().toString();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _ -> {
          return unavailable("There is no machine called " + endpoint.address().getHost(), e);
        }
        case HttpTimeoutException _ -> {
          return unavailable(at + " does not answer; check the address and the firewall", e);
        }
        case ConnectException _ -> {
          // Java says so for a name that nobody knows, too.
          return unavailable("Nothing listens at " + at + "; check the address and the server", e);
        }
        case SSLException _ -> {
          return unavailable(
              "No encrypted connection to %s: %s. Check http or https, and the certificate"
                  .formatted(at, quoted(String.valueOf(cause.getMessage()))),
              e);
        }
        default -> {}
      }
    }
    return unavailable("The connection to " + at + " broke", e);
  }

  private static LanguageException unavailable(String message, Throwable cause) {
    return new LanguageException(Reason.UNAVAILABLE, message, cause);
  }

  /** What a status other than 200 says. */
  LanguageException of(int status, String body) {
    String said = said(body);
    String words = said.toLowerCase(Locale.ROOT);
    return switch (status) {
      // What a server says here may show parts of the key.
      case 401, 403 ->
          new LanguageException(
              Reason.UNAVAILABLE,
              endpoint.key().isBlank()
                  ? "The server wants a key; enter one"
                  : "The server does not take this key; enter another one");
      case 404 ->
          new LanguageException(
              Reason.UNAVAILABLE,
              "The server at %s does not know this way or this model%s"
                  .formatted(endpoint.address(), said));
      case 429 -> new LanguageException(Reason.BUSY, "The server has too much to do" + said);
      case 502, 503, 504 ->
          new LanguageException(Reason.UNAVAILABLE, "The server is not ready" + said);
      case 400, 413, 422 -> {
        if (words.contains("context") || words.contains("too long") || status == 413) {
          yield new LanguageException(
              Reason.TOO_LONG, "The prompt is longer than the server takes" + said);
        }
        boolean grammar =
            words.contains("grammar")
                || words.contains("schema")
                || words.contains("guided")
                || words.contains("structured");
        yield new LanguageException(
            grammar ? Reason.GRAMMAR_NOT_SUPPORTED : Reason.FAILED,
            "The server does not take the request" + said);
      }
      default ->
          new LanguageException(Reason.FAILED, "The server answered with status " + status + said);
    };
  }

  /** An error in the midst of an answer. */
  LanguageException told(JsonNode error) {
    return new LanguageException(Reason.FAILED, "The server broke off" + said(error));
  }

  LanguageException nonsense(String what) {
    return new LanguageException(
        Reason.FAILED, "What " + endpoint.address() + " sends is no answer: " + quoted(what));
  }

  private String said(String body) {
    try {
      JsonNode json = Json.parse(body);
      return said(json.has("error") ? json.get("error") : json);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private String said(JsonNode error) {
    String text = error.isTextual() ? error.asText() : error.path("message").asText("");
    return text.isBlank() ? "" : ": " + quoted(text);
  }

  private String quoted(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    if (!endpoint.key().isBlank()) {
      plain = plain.replace(endpoint.key(), "…");
    }
    return plain.length() > QUOTED ? plain.substring(0, QUOTED) + "…" : plain;
  }
}
