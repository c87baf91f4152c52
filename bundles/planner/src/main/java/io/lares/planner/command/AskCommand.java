package io.lares.planner.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub ask "..."}: says a sentence to the hub that is running, and shows what it plans, what
 * happens and what it replies.
 */
final class AskCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A language model may be loaded, and think for twenty seconds. */
  private static final Duration PLANNING = Duration.ofMinutes(2);

  private static final Duration LONGEST_TURN = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 150;

  private final Path data;
  private final PrintStream out;
  private final PrintStream err;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> shown = new HashMap<>();

  AskCommand(Path data, PrintStream out, PrintStream err) {
    this.data = data;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs it: {@code [--data FOLDER] [--url URL] [--yes] [--model] sentence}.
   *
   * @return 0 when it was done or answered, 1 when it failed, was refused or waits for an answer, 2
   *     when there is no hub to talk to
   */
  int run(String... arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean yes = words.remove("--yes");
    boolean model = words.remove("--model");
    String url = option("--url", words);
    String folder = option("--data", words);
    Path from = folder == null ? data : Path.of(folder);
    String sentence = String.join(" ", words).strip();
    if (sentence.isEmpty()) {
      err.println(
          """
          Usage: hub ask [--data FOLDER] [--url http://127.0.0.1:8420] [--yes] [--model] "turn off the lamp"
          With --yes what needs a yes is confirmed; with --model the language model plans it, and its figures are shown.\
          """);
      return 2;
    }
    try {
      String address = url == null ? read(from.resolve("address")) : url;
      String token = read(from.resolve("cli-token"));
      ObjectNode body = json.createObjectNode().put("text", sentence);
      if (model) {
        body.put("planned", "by_model");
      }
      return follow(new Hub(URI.create(address + "/").resolve("/api/v1/"), token), body, yes);
    } catch (IOException | IllegalArgumentException e) {
      err.println("No hub answers (" + reason(e) + "). Start it with ./hub run, then ask again.");
      return 2;
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Takes an option and its value out of the words. */
  private static @Nullable String option(String name, List<String> words) {
    int at = words.indexOf(name);
    if (at < 0 || at + 1 >= words.size()) {
      return null;
    }
    words.remove(at);
    return words.remove(at);
  }

  private static String read(Path path) throws IOException {
    if (!Files.isReadable(path)) {
      throw new IOException("there is no " + path);
    }
    return Files.readString(path).strip();
  }

  private int follow(Hub hub, ObjectNode body, boolean yes)
      throws IOException, InterruptedException {
    JsonNode turn = hub.call("POST", "ask", body);
    if (turn == null) {
      return 1;
    }
    if (body.has("planned")) {
      showThought(turn);
    }
    show(turn);
    if (turn.path("stage").asText().equals("needs_confirmation")) {
      if (!yes) {
        out.println(turn.path("reply").asText());
        out.println("Nothing was done. Say it again with --yes to confirm.");
        return 1;
      }
      String path = "ask/" + turn.path("id").asText() + "/answer";
      turn = hub.call("POST", path, json.createObjectNode().put("yes", true));
    }
    long end = System.nanoTime() + LONGEST_TURN.toNanos();
    while (turn != null
        && turn.path("stage").asText().equals("running")
        && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
      turn = hub.call("GET", "ask/" + turn.path("id").asText(), null);
      if (turn != null) {
        show(turn);
      }
    }
    if (turn == null) {
      return 1;
    }
    show(turn);
    out.println(turn.path("reply").asText());
    String outcome = turn.path("outcome").asText();
    boolean failed = shown.containsValue("failed") || shown.containsValue("unconfirmed");
    return (outcome.equals("done") || outcome.equals("answer")) && !failed ? 0 : 1;
  }

  /** Prints what the language model had to do with the plan. */
  private void showThought(JsonNode turn) {
    JsonNode thought = turn.path("thought");
    String problem = thought.path("problem").asText("No language model was asked");
    if (!problem.isEmpty()) {
      out.println("  no plan by a language model: " + problem);
    }
    out.println("  planned by: " + turn.path("planner").asText());
    JsonNode cost = thought.path("cost");
    if (cost.isObject()) {
      out.printf(
          Locale.ROOT,
          "  prompt: %d tokens, %d of them read before; first token after %.2f s%n",
          cost.path("promptTokens").asInt(),
          cost.path("cachedTokens").asInt(),
          cost.path("firstTokenMillis").asDouble() / 1e3);
      out.printf(
          Locale.ROOT,
          "  answer: %d tokens, %d of them forced, at %.1f a second; %s%n",
          cost.path("outputTokens").asInt(),
          cost.path("forcedTokens").asInt(),
          cost.path("tokensPerSecond").asDouble(),
          guesses(cost));
    }
  }

  private static String guesses(JsonNode cost) {
    int drafted = cost.path("draftedTokens").asInt();
    return drafted == 0
        ? "none was guessed ahead"
        : "%d of %d guesses ahead were right (%.0f %%)"
            .formatted(
                cost.path("acceptedTokens").asInt(),
                drafted,
                cost.path("acceptance").asDouble() * 100);
  }

  /** Prints what is new of the plan and of its actions. */
  private void show(JsonNode turn) {
    int step = 0;
    for (JsonNode each : turn.path("steps")) {
      String key = "step" + step++;
      if (shown.put(key, "") == null && each.path("kind").asText().equals("act")) {
        out.println("  plan: " + each.path("summary").asText());
      }
      int number = 0;
      for (JsonNode action : each.path("actions")) {
        String status = action.path("status").asText();
        String name = key + "." + number++;
        boolean over =
            status.equals("confirmed") || status.equals("failed") || status.equals("unconfirmed");
        if (over && !status.equals(shown.put(name, status))) {
          out.println(
              "  "
                  + status
                  + ": "
                  + action.path("device").asText()
                  + " "
                  + action.path("attribute").asText()
                  + " "
                  + action.path("observed").asText(action.path("value").asText())
                  + (action.path("message").asText("").isEmpty()
                      ? ""
                      : " (" + action.path("message").asText() + ")"));
        }
      }
    }
  }

  /** The hub's REST interface. */
  private final class Hub {
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String token;

    Hub(URI base, String token) {
      this.base = base;
      this.token = token;
    }

    /** The answer, or null where the hub said no; the reason is printed then. */
    @Nullable JsonNode call(String method, String path, @Nullable JsonNode body)
        throws IOException, InterruptedException {
      HttpRequest.BodyPublisher publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body.toString());
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path))
              .timeout(path.equals("ask") ? PLANNING : PATIENCE)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, publisher)
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        err.println("The hub said no (" + response.statusCode() + "): " + problem(response.body()));
        return null;
      }
      return json.readTree(response.body());
    }

    private String problem(String body) {
      try {
        JsonNode node = json.readTree(body);
        return (node.path("title").asText("") + " " + node.path("detail").asText("")).strip();
      } catch (IOException e) {
        return body.substring(0, Math.min(200, body.length()));
      }
    }
  }
}
