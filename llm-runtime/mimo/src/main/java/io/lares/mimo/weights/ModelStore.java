package io.lares.mimo.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a hub, each a folder of its name. One is there whole or not at all; what is
 * imported lies beside them until it is done.
 */
public final class ModelStore {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  static final String UNFINISHED = ".importing-";
  private static final String REMOVED = ".removed-";

  private final Path folder;
  private final TokenizerCheck tokenizers;
  private final Machine machine;
  private final Choice choice;

  /**
   * The store in a folder, which is made when it is needed.
   *
   * @param tokenizers what imports try their tokenizer with
   */
  public ModelStore(Path folder, TokenizerCheck tokenizers) {
    this(folder, tokenizers, Machine.THIS);
  }

  ModelStore(Path folder, TokenizerCheck tokenizers, Machine machine) {
    this.folder = folder;
    this.tokenizers = tokenizers;
    this.machine = machine;
    this.choice = new Choice(folder);
  }

  /**
   * A model that is there.
   *
   * @param name in this store, {@code mimo-7b}
   * @param origin what it was made of, for people
   * @param bytes of its weights
   * @param memory in bytes that it needs to run, about
   * @param stamp another one where its weights were written or replaced meanwhile
   */
  public record Entry(
      String name,
      Path folder,
      String origin,
      MimoShape shape,
      long bytes,
      long memory,
      String stamp) {}

  /** All models that can be opened, by name; the log tells of others. */
  public List<Entry> list() throws ModelException {
    List<Entry> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> folders = Files.list(folder)) {
        for (Path model : folders.sorted().toList()) {
          if (isName(model.getFileName().toString())
              && Files.exists(model.resolve(Manifest.FILE))) {
            entry(model).ifPresent(entries::add);
          }
        }
      } catch (IOException e) {
        throw new ModelException("The folder " + folder + " can't be read: " + e.getMessage(), e);
      }
    }
    return entries;
  }

  /** Bytes of memory of this machine. */
  public long memory() {
    return machine.memory();
  }

  /** Bytes that are free for models. */
  public long freeDisk() throws ModelException {
    try {
      return machine.disk(folder);
    } catch (IOException e) {
      throw new ModelException("The disk of " + folder + " can't be asked: " + e.getMessage(), e);
    }
  }

  /** Whether this machine has the memory for a model. */
  public boolean fits(Entry entry) {
    return entry.memory() <= machine.memory();
  }

  private static Optional<Entry> entry(Path model) {
    try {
      Manifest manifest = Manifest.read(model);
      return Optional.of(
          new Entry(
              model.getFileName().toString(),
              model,
              manifest.origin(),
              manifest.shape(),
              manifest.layout().size(),
              Needs.memory(manifest.shape(), manifest.layout()),
              stamp(model.resolve(Manifest.WEIGHTS))));
    } catch (ModelException e) {
      LOG.warn("The model {} is left out: {}", model.getFileName(), e.getMessage());
      return Optional.empty();
    }
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * The model that the hub thinks with: the one that was chosen, or the first by name.
   *
   * @throws ModelException where there is none, in words that say what to do
   */
  public Entry used() throws ModelException {
    String chosen = choice.read();
    if (chosen.equals(Choice.OFF)) {
      throw new ModelException(
          "The language model is switched off. To use one: hub model use NAME");
    }
    return list().stream()
        .filter(entry -> chosen.isEmpty() || entry.name().equals(chosen))
        .findFirst()
        .orElseThrow(() ->
            new ModelException(
                chosen.isEmpty()
                    ? "There is no model yet. Bring one: hub model import PATH"
                    : "The model '"
                        + chosen
                        + "' was chosen and is not there: see hub model list"));
  }

  /**
   * Chooses the model that the hub thinks with, from its next request on.
   *
   * @throws ModelException where there is none of this name
   */
  public void use(String name) throws ModelException {
    folder(name);
    choice.write(name);
  }

  /** Has the hub think with none, until one is chosen again. */
  public void useNone() throws ModelException {
    choice.write(Choice.OFF);
  }

  /** The model of this name. */
  public Entry entry(String name) throws ModelException {
    return list().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ModelException("There is no model '" + name + "'"));
  }

  /**
   * The folder of a model, to be opened as {@link Weights}.
   *
   * @throws ModelException where there is none of this name
   */
  public Path folder(String name) throws ModelException {
    if (!isName(name) || !Files.exists(folder.resolve(name).resolve(Manifest.FILE))) {
      throw new ModelException("There is no model '" + name + "'");
    }
    return folder.resolve(name);
  }

  /**
   * Reads the headers of what somebody brings, and tells what it takes to import it.
   *
   * @param source a folder as from Hugging Face, or a GGUF file
   * @param ahead where layers for multi-token prediction come from that the source lacks, as GGUF
   *     files do: a folder as from Hugging Face, or a file of it
   * @param name what to call it; where it is blank, after the source
   * @throws ModelException in plain words, where it can't be imported
   */
  public ModelImport prepare(Path source, Optional<Path> ahead, String name, Precision precision)
      throws ModelException {
    String called = name.isBlank() ? nameFor(source) : name;
    if (!isName(called)) {
      throw new ModelException(
          "'" + called + "' can't be a model's name: use small letters, digits, '.', '_' and '-'");
    }
    if (Files.exists(folder.resolve(called))) {
      throw new ModelException(
          "There is a model '" + called + "' already: remove it, or choose another name");
    }
    ModelSource opened = open(source, ahead);
    try {
      return new ModelImport(opened, called, precision, folder, tokenizers, machine);
    } catch (ModelException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static ModelSource open(Path source, Optional<Path> ahead) throws ModelException {
    ModelSource model = ModelSource.open(source);
    return ahead.isEmpty() ? model : WithLayersAhead.open(model, ahead.get());
  }

  private static String nameFor(Path source) {
    Path last = source.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    String plain =
        name.replaceFirst("\\.gguf$", "").replaceAll("[^a-z0-9._-]", "-").replaceAll("^[._-]+", "");
    return plain.substring(0, Math.min(plain.length(), 63));
  }

  /**
   * Removes a model, or what is left of an import that did not end. A model in use stays readable
   * for who has it open.
   *
   * @throws ModelException where there is none of this name
   */
  public void remove(String name) throws ModelException {
    Path model = isName(name) ? folder.resolve(name) : folder.resolve(".");
    Path unfinished = folder.resolve(UNFINISHED + name);
    if (!isName(name) || !Files.exists(model) && !Files.exists(unfinished)) {
      throw new ModelException("There is no model '" + name + "'");
    }
    try {
      if (Files.exists(model)) {
        // Gone at once for all who look, whatever happens meanwhile.
        Path removed = folder.resolve(REMOVED + name + "-" + System.nanoTime());
        Files.move(model, removed, StandardCopyOption.ATOMIC_MOVE);
        delete(removed);
      }
      delete(unfinished);
      if (choice.read().equals(name)) {
        choice.forget();
      }
    } catch (IOException e) {
      throw new ModelException("The model '" + name + "' can't be removed: " + e.getMessage(), e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.deleteIfExists(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Compares all that a model has on the disk with the checksums of its import.
   *
   * @throws ModelException that names the first place that is damaged
   */
  public void verify(String name, Progress progress) throws ModelException, InterruptedException {
    Path model = folder(name);
    Manifest manifest = Manifest.read(model);
    long total = manifest.layout().size();
    try (FileChannel weights =
        FileChannel.open(model.resolve(Manifest.WEIGHTS), StandardOpenOption.READ)) {
      if (weights.size() != total) {
        throw new ModelException(
            "The weights of '%s' have %d bytes and not %d: import it again"
                .formatted(name, weights.size(), total));
      }
      for (int i = 0; i < manifest.layout().tensors().size(); i++) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Stored stored = manifest.layout().tensors().get(i);
        progress.at("comparing", stored.offset(), total);
        int page =
            Checks.firstBroken(weights, stored.offset(), stored.length(), manifest.checks().get(i));
        if (page >= 0) {
          long start = stored.offset() + (long) page * Checks.PAGE;
          throw new ModelException(
              "The model '%s' is damaged in %s, bytes %d to %d of %s: import it again"
                  .formatted(
                      name,
                      stored.tensor().name(),
                      start,
                      Math.min(start + Checks.PAGE, stored.offset() + stored.length()) - 1,
                      Manifest.WEIGHTS));
        }
      }
      progress.at("comparing", total, total);
    } catch (ModelException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelException("The model '" + name + "' can't be read: " + e.getMessage(), e);
    }
    verifyTokenizer(name, model, manifest);
  }

  private static void verifyTokenizer(String name, Path model, Manifest manifest)
      throws ModelException {
    Path file = model.resolve(Manifest.TOKENIZER);
    try (FileChannel tokenizer = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!Checks.of(tokenizer, 0, tokenizer.size()).equals(manifest.tokenizerCheck())) {
        throw new ModelException(
            "The tokenizer of the model '" + name + "' is damaged: import it again");
      }
    } catch (ModelException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelException("The file " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
