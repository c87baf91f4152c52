package io.lares.mimo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models come, are kept, compared and go; an import can be killed at any moment. */
class ModelStoreTest {
  private static final Shape SMALL = new Shape(64, 2, 2, 1, 32, 128, 512, 1, false);

  @TempDir Path folder;

  @Test
  void aModelIsListedUntilItIsRemoved() throws Exception {
    ModelStore store = store();
    assertThat(store.list()).isEmpty();
    bring(store, small("small.gguf"), "small");
    bring(store, small("other.gguf"), "");
    assertThat(store.list()).extracting(ModelStore.Entry::name).containsExactly("other", "small");
    ModelStore.Entry entry = store.list().getFirst();
    assertThat(entry.bytes()).isEqualTo(Files.size(entry.folder().resolve("weights.bin")));
    assertThat(entry.memory()).isGreaterThan(entry.bytes());
    store.remove("other");
    assertThat(store.list()).extracting(ModelStore.Entry::name).containsExactly("small");
    assertThat(files()).containsExactly("small");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> store.remove("other"))
        .withMessage("There is no model 'other'");
  }

  @Test
  void aModelInUseCanBeRemovedAndIsReadToTheEnd() throws Exception {
    ModelStore store = store();
    bring(store, small("small.gguf"), "small");
    try (Weights weights = Weights.open(store.folder("small"))) {
      float[] before = weights.vector("model.norm.weight");
      store.remove("small");
      assertThat(weights.vector("model.norm.weight")).isEqualTo(before);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void namesCanNotLeadOutOfTheStore() throws Exception {
    ModelStore store = store();
    Path source = small("small.gguf");
    for (String name : List.of("..", "../x", "a/b", ".hidden", "A", "x".repeat(64), "a b")) {
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> store.prepare(source, Optional.empty(), name, Precision.INT4));
      assertThatExceptionOfType(ModelException.class).isThrownBy(() -> store.remove(name));
      assertThatExceptionOfType(ModelException.class).isThrownBy(() -> store.folder(name));
    }
    bring(store, small("Odd Name (Q4_0).GGUF"), "");
    assertThat(store.list()).extracting(ModelStore.Entry::name).containsExactly("odd-name--q4_0-");
  }

  @Test
  void aNameIsGivenOnce() throws Exception {
    ModelStore store = store();
    bring(store, small("small.gguf"), "small");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> bring(store, small("small.gguf"), "small"))
        .withMessageContaining("already");
  }

  @Test
  void progressGoesFromNothingToTheWhole() throws Exception {
    List<Long> heard = new ArrayList<>();
    AtomicLong total = new AtomicLong();
    try (ModelImport work =
        store().prepare(small("small.gguf"), Optional.empty(), "small", Precision.INT4)) {
      work.run((stage, done, all) -> {
        heard.add(done);
        total.set(all);
      });
    }
    assertThat(heard).isSorted().hasSizeGreaterThan(10);
    assertThat(heard).last().isEqualTo(total.get());
  }

  @Test
  void anImportThatWasKilledGoesOnWhereItStood() throws Exception {
    Path source = folder.resolve("medium.gguf");
    new Checkpoint(Shape.MEDIUM, 1).gguf(source, Quant.F16);
    Path finished = folder.resolve("store/.importing-medium/finished");
    Process process = ImportProcess.start(folder.resolve("store"), source, "medium");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(finished) && Files.readAllLines(finished).size() > 8);
    process.destroyForcibly().waitFor();
    assertThat(store().list()).isEmpty();
    long kept = Files.readAllLines(finished).size();
    assertThat(kept).isLessThan(90);

    AtomicLong takenOver = new AtomicLong();
    try (ModelImport work = store().prepare(source, Optional.empty(), "medium", Precision.INT4)) {
      work.run((stage, done, total) -> {
        if (stage.equals("taken over")) {
          takenOver.incrementAndGet();
        }
      });
    }
    assertThat(takenOver).hasValueGreaterThanOrEqualTo(kept - 1);
    store().verify("medium", Progress.NONE);
    bring(store(), source, "at-once");
    assertThat(folder.resolve("store/medium/weights.bin"))
        .hasSameBinaryContentAs(folder.resolve("store/at-once/weights.bin"));
  }

  @Test
  void whatAKilledImportLeftIsComparedBeforeItIsTakenOver() throws Exception {
    Path source = small("small.gguf");
    Path work = folder.resolve("store/.importing-small");
    interruptAfter(source, 15);
    assertThat(Files.readAllLines(work.resolve("finished"))).isNotEmpty();
    try (RandomAccessFile file = new RandomAccessFile(work.resolve("weights.bin").toFile(), "rw")) {
      file.seek(100);
      file.write(new byte[] {1, 2, 3});
    }
    bring(store(), source, "small");
    store().verify("small", Progress.NONE);
    bring(store(), source, "at-once");
    assertThat(folder.resolve("store/small/weights.bin"))
        .hasSameBinaryContentAs(folder.resolve("store/at-once/weights.bin"));
  }

  @Test
  void anotherFileOfTheSameNameStartsAnew() throws Exception {
    interruptAfter(small("small.gguf"), 15);
    Path other = folder.resolve("other.gguf");
    new Checkpoint(SMALL, 99).gguf(other, Quant.Q8_0);
    bring(store(), other, "small");
    bring(store(), other, "at-once");
    assertThat(folder.resolve("store/small/weights.bin"))
        .hasSameBinaryContentAs(folder.resolve("store/at-once/weights.bin"));
  }

  @Test
  void twoImportsOfOneNameDoNotMix() throws Exception {
    Path source = small("small.gguf");
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(() -> {
              try (ModelImport work =
                  store().prepare(source, Optional.empty(), "small", Precision.INT4)) {
                work.run((stage, done, total) -> {
                  started.countDown();
                  awaitQuietly(refused);
                });
              } catch (ModelException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    started.await();
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> bring(store(), source, "small"))
        .withMessage("The model 'small' is being imported already");
    refused.countDown();
    first.join();
    store().verify("small", Progress.NONE);
  }

  @Test
  void tooLittleDiskOrMemoryIsToldBeforeAnythingIsWritten() throws Exception {
    Path source = small("small.gguf");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> bring(with(8_000_000_000L, 1_000_000), source, "small"))
        .withMessageMatching(
            "The model needs 0\\.1 GB on the disk of .*, 0\\.1 GB more than are free");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> bring(with(500_000_000, 8_000_000_000L), source, "small"))
        .withMessageStartingWith(
            "The model needs 0.5 GB of memory to run, and this machine has 0.5");
    assertThat(folder.resolve("store/.importing-small/weights.bin")).doesNotExist();
    bring(with(8_000_000_000L, 8_000_000_000L), source, "small");
  }

  @Test
  void aDamagedPageIsNamed() throws Exception {
    bring(store(), small("small.gguf"), "small");
    Path weights = folder.resolve("store/small/weights.bin");
    Manifest manifest = Manifest.read(folder.resolve("store/small"));
    Stored stored = manifest.layout().tensors().get(5);
    try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
      file.seek(stored.offset() + 10);
      int b = file.read();
      file.seek(stored.offset() + 10);
      file.write(b ^ 1);
    }
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> store().verify("small", Progress.NONE))
        .withMessage(
            "The model 'small' is damaged in %s, bytes %d to %d of weights.bin: import it again",
            stored.tensor().name(), stored.offset(), stored.offset() + stored.length() - 1);
  }

  @Test
  void aModelWhoseDescriptionIsDamagedIsLeftOutAndCanBeRemoved() throws Exception {
    bring(store(), small("small.gguf"), "broken");
    bring(store(), small("small.gguf"), "whole");
    Path description = folder.resolve("store/broken/model.json");
    String whole = Files.readString(description);
    for (String damaged :
        List.of(
            "",
            "{}",
            whole.substring(0, whole.length() / 2),
            whole.replace("\"hidden\":64", "\"hidden\":-1"),
            whole.replace("\"offset\":4096", "\"offset\":0"),
            whole.replace("\"form\":\"INT4\"", "\"form\":\"F16\""),
            whole.replace("lm_head.weight", "lm_tail.weight"))) {
      assertThat(damaged).isNotEqualTo(whole);
      Files.writeString(description, damaged);
      assertThat(store().list()).extracting(ModelStore.Entry::name).containsExactly("whole");
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> Weights.open(description.getParent()));
    }
    store().remove("broken");
    assertThat(files()).containsExactly("whole");
  }

  @Test
  void whatIsCutOffOrGoneIsTold() throws Exception {
    bring(store(), small("small.gguf"), "small");
    Path model = folder.resolve("store/small");
    Files.write(model.resolve("tokenizer.json"), new byte[] {'{', '}'});
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> store().verify("small", Progress.NONE))
        .withMessage("The tokenizer of the model 'small' is damaged: import it again");
    try (RandomAccessFile file =
        new RandomAccessFile(model.resolve("weights.bin").toFile(), "rw")) {
      file.setLength(5000);
    }
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Weights.open(model))
        .withMessageContaining("has 5000 bytes and not");
    Files.delete(model.resolve("weights.bin"));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Weights.open(model))
        .withMessageContaining("can't be read");
  }

  private void interruptAfter(Path source, int steps) throws Exception {
    Thread importing = Thread.currentThread();
    AtomicLong step = new AtomicLong();
    try (ModelImport work = store().prepare(source, Optional.empty(), "small", Precision.INT4)) {
      work.run((stage, done, total) -> {
        if (step.incrementAndGet() == steps) {
          importing.interrupt();
        }
      });
      // It may have been done just before.
      Thread.interrupted();
    } catch (InterruptedException e) {
      assertThat(step.get()).isGreaterThanOrEqualTo(steps);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void bring(ModelStore store, Path source, String name) throws Exception {
    try (ModelImport work = store.prepare(source, Optional.empty(), name, Precision.INT4)) {
      work.run(Progress.NONE);
    }
  }

  private ModelStore store() {
    return new ModelStore(folder.resolve("store"), TokenizerCheck.NONE);
  }

  private ModelStore with(long memory, long disk) {
    return new ModelStore(
        folder.resolve("store"),
        TokenizerCheck.NONE,
        new Machine() {
          @Override
          public long memory() {
            return memory;
          }

          @Override
          public long disk(Path path) {
            return disk;
          }
        });
  }

  private Path small(String name) throws IOException {
    Path file = folder.resolve(name);
    new Checkpoint(SMALL, 5).gguf(file, Quant.F16);
    return file;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
