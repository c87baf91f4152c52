package io.lares.habits.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HabitsCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path good;

  @BeforeEach
  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      // What is first comes back at the end, so that only looking into the session helps.
      int own = i % 20;
      text.append(
          "1\t2\t%d\t0\t%d\t1\t2\t50\t0\t50\t1\t2\t%d\t0\t%d\n".formatted(own, own, own, own));
    }
    good = Files.writeString(folder.resolve("good"), text);
  }

  private int run(String... arguments) throws InterruptedException {
    return new HabitsCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  @Test
  void printsTheFiguresOfEachWayBesideTheOthers() throws Exception {
    String file = good.toString();
    int exit = run("evaluate", "--train", file, "--json", "--valid", file, "--test", file);
    assertThat(exit).isZero();
    JsonNode document = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(document.get("test").asInt()).isEqualTo(40);
    JsonNode scores = document.get("scores");
    assertThat(scores.get("learned").get("map@1").asDouble()).isGreaterThan(0.9);
    assertThat(scores.get("popularity").get("hr@1").asDouble()).isLessThan(0.1);
    assertThat(scores.fieldNames())
        .toIterable()
        .containsExactly("popularity", "most frequent in session", "first-order Markov", "learned");
  }

  @Test
  void saysWhichLineOfWhichFileIsWrong() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad"), "1\t2\t3\n");
    String file = good.toString();
    assertThat(run("evaluate", "--train", file, "--valid", bad.toString(), "--test", file))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("bad, line 1: 3 integers");
  }

  @Test
  void saysHowItIsUsed() throws Exception {
    assertThat(run("evaluate", "--train", good.toString())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: hub habits evaluate");
  }
}
