package io.lares.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lares.language.Endpoint;
import io.lares.language.LanguageException;
import io.lares.language.LanguageException.Reason;
import io.lares.language.LanguageModel;
import io.lares.language.RemoteModel.Found;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what is at an endpoint. */
final class Probe {
  private static final Duration TIME = Duration.ofSeconds(5);

  private static final int MOST_NAMES = 5;
  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6}).*");

  private final Endpoint endpoint;
  private final Connection connection;

  Probe(Endpoint endpoint, Connection connection) {
    this.endpoint = endpoint;
    this.connection = connection;
  }

  /**
   * Looks.
   *
   * @throws LanguageException where there is no server, or none that would answer
   */
  Server look() throws LanguageException, InterruptedException {
    try {
      JsonNode model = model();
      Dialect dialect = dialect(model);
      return new Server(
          new Found(
              dialect.engine(),
              model.path("id").asText(),
              contextTokens(dialect, model),
              dialect.grammars()),
          dialect);
    } catch (IOException e) {
      throw connection.broken(e);
    }
  }

  private JsonNode model() throws LanguageException, IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode model : get(connection.below("/models")).path("data")) {
      String id = model.path("id").textValue();
      if (id == null || id.isBlank()) {
        continue;
      }
      if (endpoint.model().isBlank() || endpoint.model().equals(id)) {
        return model;
      }
      names.add(id);
    }
    throw new LanguageException(
        Reason.UNAVAILABLE,
        names.isEmpty()
            ? "The server at " + endpoint.address() + " names no model"
            : "The server has no model '%s'; it has %s"
                .formatted(
                    endpoint.model(),
                    String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))));
  }

  private Dialect dialect(JsonNode model) throws IOException, InterruptedException {
    return switch (endpoint.engine()) {
      case SGLANG -> Dialect.SGLANG;
      case LLAMA_CPP -> Dialect.LLAMA_CPP;
      case OTHER -> Dialect.OTHER;
      case VLLM -> vllm();
      case ANY ->
          switch (model.path("owned_by").asText("")) {
            case "vllm" -> vllm();
            case "sglang" -> Dialect.SGLANG;
            case "llamacpp" -> Dialect.LLAMA_CPP;
            default -> Dialect.OTHER;
          };
    };
  }

  private Dialect vllm() throws IOException, InterruptedException {
    String version = optional(connection.beside("/version")).path("version").asText("");
    Matcher matcher = VERSION.matcher(version);
    boolean old =
        matcher.matches()
            && Integer.parseInt(matcher.group(1)) == 0
            && Integer.parseInt(matcher.group(2)) < 11;
    return old ? Dialect.VLLM_GUIDED : Dialect.VLLM;
  }

  private int contextTokens(Dialect dialect, JsonNode model)
      throws LanguageException, IOException, InterruptedException {
    int told = Json.count(model.path("max_model_len"));
    if (dialect == Dialect.LLAMA_CPP) {
      // Its list of models is open to all; this is not, so that a wrong key is found out here.
      told =
          Json.count(
              get(connection.beside("/props")).path("default_generation_settings").path("n_ctx"));
    }
    if (endpoint.contextTokens() > 0) {
      return told == 0 ? endpoint.contextTokens() : Math.min(told, endpoint.contextTokens());
    }
    return told == 0 ? LanguageModel.CONTEXT_TOKENS : told;
  }

  private JsonNode get(URI uri) throws LanguageException, IOException, InterruptedException {
    Connection.Text answer = connection.get(uri, TIME);
    if (answer.status() != 200) {
      throw connection.trouble().of(answer.status(), answer.text());
    }
    try {
      return Json.parse(answer.text());
    } catch (JsonProcessingException e) {
      throw new LanguageException(
          Reason.UNAVAILABLE,
          "What is at %s does not speak the OpenAI API".formatted(endpoint.address()),
          e);
    }
  }

  private JsonNode optional(URI uri) throws IOException, InterruptedException {
    try {
      return get(uri);
    } catch (LanguageException e) {
      return MissingNode.getInstance();
    }
  }
}
