package io.lares.mimo.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An import that is about to start. What a killed one had finished is kept, and taken over by the
 * next of the same source and name.
 */
public final class ModelImport implements AutoCloseable {
  private final ModelSource source;
  private final String name;
  private final Precision precision;
  private final Path store;
  private final Path work;
  private final TokenizerCheck tokenizers;
  private final Machine machine;
  private final Layout layout;

  ModelImport(
      ModelSource source,
      String name,
      Precision precision,
      Path store,
      TokenizerCheck tokenizers,
      Machine machine)
      throws ModelException {
    this.source = source;
    this.name = name;
    this.precision = precision;
    this.store = store;
    this.work = store.resolve(ModelStore.UNFINISHED + name);
    this.tokenizers = tokenizers;
    this.machine = machine;
    this.layout = Layout.of(source, precision);
  }

  /** What the model will be called. */
  public String name() {
    return name;
  }

  /** What it is made of: {@code GGUF qwen2}. */
  public String kind() {
    return source.kind();
  }

  public MimoShape shape() {
    return source.shape();
  }

  /** Bytes that the imported model takes on the disk. */
  public long disk() {
    return layout.size() + Needs.SPARE_DISK;
  }

  /** Bytes of memory that it needs to run, with 4,096 positions of context. */
  public long memory() {
    return Needs.memory(source.shape(), layout);
  }

  /**
   * Converts the model; returns when it is in the store. May be called once.
   *
   * @throws ModelException where there is too little disk or memory, or the source is damaged
   * @throws InterruptedException where the thread was interrupted; what is done so far is kept
   */
  public void run(Progress progress) throws ModelException, InterruptedException {
    try {
      Files.createDirectories(work);
      try (FileChannel guard =
              FileChannel.open(
                  work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(guard)) {
        if (lock == null) {
          throw new ModelException("The model '" + name + "' is being imported already");
        }
        convert(progress);
      }
      Files.deleteIfExists(work.resolve("lock"));
      Files.move(work, store.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      force(store);
      progress.at("finished", layout.size(), layout.size());
    } catch (ModelException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelException(
          "The import stopped: " + e.getMessage() + ". What is done is kept; start it again", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel guard) throws IOException {
    try {
      return guard.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void convert(Progress progress) throws IOException, InterruptedException {
    FinishedTensors finished = FinishedTensors.open(work, source.fingerprint() + "\n" + precision);
    Optional<String> hindrance = hindrance();
    if (hindrance.isPresent()) {
      throw new ModelException(hindrance.get());
    }
    // First, so that a model without one is refused before the long work.
    String tokenizerCheck = writeTokenizer();
    List<String> checks;
    try (FileChannel weights =
        FileChannel.open(
            work.resolve(Manifest.WEIGHTS),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      checks = new Conversion(source, layout, weights, finished, progress).run();
      // Ends with the last tensor; an earlier layout may have been longer.
      weights.truncate(layout.size());
      weights.force(true);
    }
    Manifest manifest =
        new Manifest(
            name,
            source.kind() + ", " + precision,
            source.shape(),
            layout,
            new ArrayList<>(checks),
            tokenizerCheck);
    Files.write(work.resolve(Manifest.FILE), manifest.json());
    force(work.resolve(Manifest.FILE));
    finished.discard();
  }

  private String writeTokenizer() throws IOException {
    Path tokenizer = work.resolve(Manifest.TOKENIZER);
    Files.write(tokenizer, source.tokenizer());
    force(tokenizer);
    tokenizers.check(tokenizer, source.shape());
    try (FileChannel file = FileChannel.open(tokenizer, StandardOpenOption.READ)) {
      return Checks.of(file, 0, file.size());
    }
  }

  /** Why this machine is too small for the model, in plain words; empty where it is not. */
  public Optional<String> hindrance() throws ModelException {
    try {
      Path weights = work.resolve(Manifest.WEIGHTS);
      long written = Files.exists(weights) ? Files.size(weights) : 0;
      long missing = disk() - written - machine.disk(store);
      if (missing > 0) {
        return Optional.of(
            "The model needs %s on the disk of %s, %s more than are free"
                .formatted(Needs.gigabytes(disk()), store, Needs.gigabytes(missing)));
      }
    } catch (IOException e) {
      throw new ModelException("The folder " + store + " can't be read: " + e.getMessage(), e);
    }
    if (memory() > machine.memory()) {
      return Optional.of(
          "The model needs %s of memory to run, and this machine has %s: bring a smaller one, or one in four bits"
              .formatted(Needs.gigabytes(memory()), Needs.gigabytes(machine.memory())));
    }
    return Optional.empty();
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
