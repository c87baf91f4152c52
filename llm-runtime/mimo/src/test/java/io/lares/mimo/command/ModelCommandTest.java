package io.lares.mimo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.Weights;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types, and reads. */
class ModelCommandTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(new Shape(64, 2, 2, 1, 32, 128, 512, 1, false), 4);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String typed = "";

  @Test
  void aModelIsBroughtListedComparedAndRemoved() throws Exception {
    CHECKPOINT.huggingFace(folder.resolve("MiMo-Tiny"), 2);
    assertThat(run("list")).isZero();
    assertThat(said()).isEqualTo("There is no model yet. Bring one: hub model import PATH\n");
    assertThat(run("import", folder.resolve("MiMo-Tiny").toString())).isZero();
    assertThat(said())
        .isEqualTo(
            """
            mimo-tiny: Hugging Face MiMoForCausalLM, 2 layers and 1 for multi-token prediction. It takes 0.1 GB on the disk, and 0.5 GB of memory to run.
            Imported mimo-tiny
            """);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("converting: 50 %");
    assertThat(run("list")).isZero();
    assertThat(said())
        .matches("mimo-tiny +0\\.0 GB  needs 0\\.5 GB of memory  \\(.*INT4\\)  in use\n");
    assertThat(run("verify", "mimo-tiny")).isZero();
    assertThat(said()).isEqualTo("mimo-tiny is as it was imported\n");
    assertThat(run("remove", "mimo-tiny")).isZero();
    assertThat(run("remove", "mimo-tiny")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no model 'mimo-tiny'\n");
  }

  @Test
  void aGgufFileGetsItsLayersAheadFromTheOriginal() throws Exception {
    Path gguf = folder.resolve("tiny.gguf");
    Path ahead = folder.resolve("ahead.safetensors");
    CHECKPOINT.gguf(gguf, Quant.Q4_0);
    CHECKPOINT.mtpLayers(ahead);
    assertThat(
            run("import", gguf.toString(), "--mtp", ahead.toString(), "--name", "a", "--bits", "8"))
        .isZero();
    try (Weights weights = Weights.open(folder.resolve("data/models/a"))) {
      assertThat(weights.shape().mtpLayers()).isEqualTo(1);
      assertThat(weights.has("model.mtp_layers.0.input_proj.weight")).isTrue();
    }
    assertThat(run("import", gguf.toString(), "--mtp", gguf.toString(), "--name", "b"))
        .isEqualTo(1);
  }

  @Test
  void aTokenizerThatDoesNotFitIsToldBeforeTheLongWork() throws Exception {
    Path source = folder.resolve("tiny");
    CHECKPOINT.huggingFace(source, 1);
    Path json = source.resolve("tokenizer.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"merges\":[", "\"merges\":[\"no merge\","));
    assertThat(run("import", source.toString())).isEqualTo(1);
    Files.writeString(json, text.replaceFirst("\"id\":\\d+", "\"id\":512"));
    assertThat(run("import", source.toString())).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("can't be used", "The tokenizer has 513 tokens and the model 512");
    assertThat(folder.resolve("data/models/.importing-tiny/weights.bin")).doesNotExist();
    Files.writeString(json, text);
    assertThat(run("import", source.toString())).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "import",
        "import a b",
        "list a",
        "dance x",
        "import a --bits 3",
        "import --name",
        "verify a --bits 4",
        "use",
        "use a --none",
        "chat",
        "chat a --temperature hot",
        "chat a --tokens 0",
        "bench",
        "remove"
      })
  void whatMakesNoSenseIsAnsweredWithTheUsage(String line) throws Exception {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Usage: hub model import PATH");
  }

  @Test
  void aTerminalShowsABarAndTheTimeThatIsLeft() {
    AtomicLong now = new AtomicLong();
    ProgressBar bar =
        new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8), true, now::get);
    bar.at("converting", 0, 4_000_000_000L);
    bar.at("converting", 1, 4_000_000_000L);
    now.set(10_000_000_000L);
    bar.at("converting", 1_000_000_000, 4_000_000_000L);
    assertThat(said().split("\r"))
        .containsExactly(
            "",
            "converting [..............................]   0 %  0.0 of 4.0 GB ",
            "converting [#######.......................]  25 %  1.0 of 4.0 GB, 30 s left   ");
  }

  private void bring(String name) throws Exception {
    Path source = folder.resolve("source-" + name);
    new Checkpoint(Shape.TINY, 4).huggingFace(source, 1);
    assertThat(run("import", source.toString(), "--name", name)).isZero();
    out.reset();
    err.reset();
  }

  @Test
  void theModelThatTheHubThinksWithIsChosen() throws Exception {
    bring("a");
    bring("b");
    run("list");
    assertThat(said()).matches("a .*in use\nb .*\\)\n");
    assertThat(run("use", "b")).isZero();
    run("list");
    assertThat(said()).matches("The hub thinks with b\na .*\\)\nb .*in use\n");
    assertThat(run("use", "--none")).isZero();
    run("list");
    assertThat(said()).doesNotContain("in use");
    assertThat(run("use", "c")).isEqualTo(1);
  }

  @Test
  void aTalkIsAnsweredLineByLineWithItsFigures() throws Exception {
    bring("a");
    typed = "Is it warm?\n\nAnd outside?\n";
    assertThat(run("chat", "a", "--tokens", "20", "--temperature", "0")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\[\\d+ tokens at .* a second, .*"))
        .last()
        .asString()
        .doesNotContain("; 0 of");
  }

  @Test
  void aModelIsMeasured() throws Exception {
    bring("a");
    assertThat(run("bench", "a")).isZero();
    assertThat(said())
        .contains("reading ", "first token, known home", "guesses right", "memory at most")
        .containsPattern("writing, one by one +\\d+\\.\\d+ tokens a second")
        .containsPattern("\\d+ % of what it allows");
  }

  private int run(String... arguments) throws InterruptedException {
    return new ModelCommand(
            folder.resolve("data"),
            new Natives(folder.resolve("natives")),
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false)
        .run(arguments);
  }

  /** What was said since the last time. */
  private String said() {
    String said = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return said;
  }
}
