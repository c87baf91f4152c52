package io.lares.mimo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.mimo.local.LocalModel;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Shape;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a talk that somebody interrupts, or that becomes long. */
class ChatTest {
  private static final int CONTEXT = 128;

  @TempDir static Path folder;
  private static ModelStore store;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean interrupting;

  @BeforeAll
  static void bring() throws Exception {
    store = new ModelStore(folder.resolve("models"), TokenizerCheck.NONE);
    Path source = Files.createDirectory(folder.resolve("tiny"));
    new Checkpoint(Shape.TINY, 4).huggingFace(source, 1);
    try (ModelImport work = store.prepare(source, Optional.empty(), "tiny", Precision.INT4)) {
      work.run(Progress.NONE);
    }
  }

  /** Interrupts who talks when the first text of an answer appears. */
  private final class Impatient extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      if (interrupting) {
        interrupting = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  private void talk(BufferedReader in, boolean terminal, ByteArrayOutputStream to)
      throws Exception {
    LocalModel.Settings settings = new LocalModel.Settings(CONTEXT, 1);
    Natives natives = new Natives(folder.resolve("natives"));
    try (LocalModel model = new LocalModel(store, natives, settings)) {
      new Chat(
              model,
              new PrintStream(to, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              terminal,
              40,
              0)
          .run(in);
    }
  }

  @Test
  void anInterruptEndsTheAnswerAndTheTalkGoesOn() throws Exception {
    interrupting = true;

    talk(new BufferedReader(new StringReader("one\ntwo\n")), false, new Impatient());

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("[stopped]"),
            second -> assertThat(second).contains("tokens at"));
  }

  @Test
  void anInterruptAtThePromptEndsTheTalk() throws Exception {
    try (PipedWriter nobodyTypes = new PipedWriter();
        BufferedReader in = new BufferedReader(new PipedReader(nobodyTypes))) {
      interrupting = true;

      talk(in, true, new Impatient());

      assertThat(err.size()).isZero();
    }
  }

  @Test
  void theBeginningOfALongTalkIsForgotten() throws Exception {
    String lines = "tell me more about the lamps\n".repeat(8);

    talk(new BufferedReader(new StringReader(lines)), false, out);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("[the beginning of the talk");
    assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains(" at ")))
        .hasSize(8);
  }
}
