package io.lares.system.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.system.HubProcess;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub with a model of MiMo's architecture. Its weights are random, so that it makes no sense,
 * and yet it can't say what does not exist.
 */
class ThinkingHubTest {
  private static final String WISH = "make something festive of this place";
  private static final List<String> WISHES =
      List.of(
          WISH,
          "please do the thing with the glow",
          "I feel like a pirate tonight",
          "let there be a jungle",
          "it ought to look like winter here",
          "my grandmother would like it otherwise",
          "pretend that we are on the moon",
          "that is not how a library looks");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static HubProcess hub;

  @BeforeAll
  static void start() throws Exception {
    hub = HubProcess.start(folder);
    hub.claim("demo");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @AfterEach
  void removeModels() throws Exception {
    for (JsonNode model : hub.get("models").path("models")) {
      hub.send("DELETE", "models/" + model.path("name").asText(), null);
    }
  }

  private static void bring(HubProcess hub, String name, Shape shape) throws Exception {
    Path source = Files.createTempDirectory(folder, "source").resolve(name);
    new Checkpoint(shape, 11).huggingFace(source, 1);
    assertThat(hub.command(List.of("model", "import", source.toString())))
        .contains("Imported " + name);
  }

  private static JsonNode ask(String text, String planned) throws Exception {
    return ask(hub, text, planned);
  }

  private static JsonNode ask(HubProcess hub, String text, String planned) throws Exception {
    HubProcess.Answer answer =
        hub.send("POST", "ask", "{\"text\": \"" + text + "\", \"planned\": \"" + planned + "\"}");
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 202);
    return answer.body();
  }

  /** The other tiers have planned, and there are words on why the model has not. */
  private void assertPlansWithout(String sentence, String why) throws Exception {
    JsonNode turn = ask(sentence, "as_needed");
    assertThat(turn.at("/thought/problem").asText()).contains(why);
    assertThat(turn.path("planner").asText()).isIn("grammar", "meaning");
    JsonNode plain = ask("turn on the hall light", "as_needed");
    assertThat(plain.path("planner").asText()).isEqualTo("grammar");
    assertThat(plain.has("thought")).isFalse();
  }

  @Test
  void aSentenceThatTheOthersCantReadIsAnsweredByTheModelWithinTheHome() throws Exception {
    assertPlansWithout(WISH, "There is no model yet. Bring one");
    // The tokens of a tiny model are hardly longer than letters: the demo home is too long for it.
    try (HubProcess small = HubProcess.start(Files.createTempDirectory(folder, "small"))) {
      small.claim("empty");
      bring(small, "tiny", Shape.TINY);
      answersByTheModel(small);
    }
  }

  private static void answersByTheModel(HubProcess small) throws Exception {
    Set<String> devices = new HashSet<>(small.get("home").path("devices").findValuesAsText("id"));
    for (String wish : WISHES) {
      JsonNode turn = ask(small, wish, wish.equals(WISH) ? "as_needed" : "by_model");
      JsonNode thought = turn.path("thought");
      assertThat(thought.path("model").asText()).as("%s", turn).isEqualTo("tiny (local)");
      assertThat(thought.at("/cost/outputTokens").asInt()).as("%s", turn).isPositive();
      // What a random model says is a plan or not, but it is read, and what is wrong with it is
      // said.
      if (thought.path("problem").asText().isEmpty()) {
        assertThat(turn.path("planner").asText()).isEqualTo("tiny (local)");
        assertThat(devices).containsAll(turn.findValuesAsText("device"));
      } else {
        assertThat(thought.path("problem").asText()).matches("Its answer .*|It (refuses|wants .*)");
        assertThat(turn.path("planner").asText()).isIn("grammar", "meaning");
      }
    }

    // The home is read once, for all of them.
    JsonNode forced = ask(small, "turn off the hall light", "by_model").path("thought");
    JsonNode cost = forced.path("cost");
    assertThat(cost.path("cachedTokens").asInt())
        .isGreaterThan(cost.path("promptTokens").asInt() / 2);
    assertThat(cost.path("outputTokens").asInt()).isPositive();
    assertThat(cost.path("tokensPerSecond").asDouble()).isPositive();
    assertThat(cost.path("firstTokenMillis").asDouble()).isPositive();
    assertThat(cost.path("acceptance").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void weightsThatAreDamagedOrGoneLeaveAHubThatPlans() throws Exception {
    bring(hub, "tiny", Shape.TINY);
    Path weights = hub.data().resolve("models/tiny/weights.bin");
    assertThat(ask(WISH, "by_model").path("thought").path("model").asText()).isNotEmpty();

    damage(weights);
    assertPlansWithout(WISH, "is damaged in model.");

    Files.delete(weights);
    assertPlansWithout(WISH, "can't be read");

    hub.command(List.of("model", "remove", "tiny"));
    assertPlansWithout(WISH, "There is no model yet");

    bring(hub, "tiny", Shape.TINY);
    assertThat(ask(WISH, "by_model").path("thought").path("model").asText())
        .isEqualTo("tiny (local)");
    assertThat(hub.alive()).isTrue();
  }

  private static void damage(Path file) throws Exception {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(bytes.length() / 2);
      int there = bytes.read();
      bytes.seek(bytes.length() / 2);
      bytes.write(~there);
    }
  }

  @Test
  void aModelWhoseTextsTakeMoreMemoryThanThereIsLeavesAHubThatPlans() throws Exception {
    // A token of it takes 2.4 million bytes, and the hub has Java take 256 million.
    bring(hub, "wide", new Shape(8, 4, 512, 512, 512, 32, 512, 0, false));

    assertPlansWithout(WISH, "needs more memory");
    assertThat(hub.residentMegabytes()).isLessThan(1000);
  }

  @Test
  void modelsAreBroughtComparedChosenAndRemovedOverTheNetwork() throws Exception {
    Path source = Files.createTempDirectory(folder, "source").resolve("tiny");
    new Checkpoint(Shape.TINY, 11).huggingFace(source, 1);
    String wish = "{\"path\": \"" + source + "\", \"bits\": \"8\"}";

    JsonNode offer = hub.send("POST", "models/examine", wish).body();
    assertThat(offer.path("name").asText()).isEqualTo("tiny");
    assertThat(offer.path("hindrance").asText()).isEmpty();
    assertThat(offer.at("/size/ahead").asInt()).isEqualTo(1);
    assertThat(offer.path("disk").asLong()).isGreaterThan(offer.at("/size/parameters").asLong());

    assertThat(hub.send("POST", "models", wish).status()).isEqualTo(202);
    awaitWork("bringing");
    // It may be awake already, since the hub reads about a home that has just changed.
    assertThat(hub.get("models").at("/models/0/state").asText()).isIn("asleep", "ready");
    assertThat(hub.send("POST", "models", wish).body().path("detail").asText())
        .contains("There is a model 'tiny' already");
    ask(WISH, "by_model");
    assertThat(hub.get("models").at("/models/0/state").asText()).isEqualTo("ready");

    assertThat(hub.send("PUT", "models/chosen", "{\"name\": null}").status()).isEqualTo(200);
    assertPlansWithout(WISH, "switched off");
    assertThat(hub.send("PUT", "models/chosen", "{\"name\": \"other\"}").status()).isEqualTo(409);
    assertThat(hub.send("PUT", "models/chosen", "{\"name\": \"tiny\"}").status()).isEqualTo(200);

    hub.send("POST", "models/tiny/verify", null);
    awaitWork("comparing");
    assertThat(hub.send("DELETE", "models/tiny", null).status()).isEqualTo(204);
    assertThat(hub.get("models").path("models")).isEmpty();
    assertThat(hub.send("POST", "models/examine", "{\"path\": \"tiny\"}").status()).isEqualTo(400);
  }

  private void awaitWork(String kind) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode work = hub.get("models").path("work");
          assertThat(work.path("kind").asText()).isEqualTo(kind);
          assertThat(work.path("stage").asText()).as("%s", work).isEqualTo("done");
        });
  }

  @Test
  void aHubThatIsToldToStopWhileItsModelThinksDoesNotWaitForTheAnswer() throws Exception {
    try (HubProcess own = HubProcess.start(Files.createTempDirectory(folder, "own"))) {
      own.claim("demo");
      bring(own, "medium", Shape.MEDIUM);
      Thread asking = Thread.ofVirtual().start(() -> askUntilItStops(own));
      await()
          .atMost(PATIENCE)
          .until(() -> own.get("models").at("/models/0/state").asText().equals("ready"));

      assertThat(own.stop(Duration.ofSeconds(15))).isTrue();
      asking.join();
    }
  }

  private static void askUntilItStops(HubProcess own) {
    try {
      own.send("POST", "ask", "{\"text\": \"" + WISH + "\", \"planned\": \"by_model\"}");
    } catch (IOException e) {
      // The connection ends with the hub.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
