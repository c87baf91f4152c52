package io.lares.mimo.command;

import io.lares.mimo.natives.Natives;
import io.lares.mimo.tokenizer.Tokenizer;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code hub model}: what a person does with the models of a hub. */
final class ModelCommand {
  private static final String USAGE =
      """
      Usage: hub model import PATH [--name NAME] [--bits 4|8|16] [--mtp PATH]
                 PATH is a folder as from Hugging Face or a GGUF file; --bits says what becomes of 16-bit weights (4);
                 --mtp names where a GGUF file's layers for multi-token prediction are: the model's *.safetensors
             hub model list
             hub model verify NAME
             hub model remove NAME
      With --data FOLDER another hub's data folder.\
      """;

  private final Path data;
  private final Natives natives;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * The command.
   *
   * @param data the hub's data folder, unless the arguments name another
   * @param natives what tokenizers are tried with
   * @param terminal whether {@code err} is one
   */
  ModelCommand(Path data, Natives natives, PrintStream out, PrintStream err, boolean terminal) {
    this.data = data;
    this.natives = natives;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /**
   * Runs it.
   *
   * @return 0 when it is done, 1 when it can't be, 2 when the arguments make no sense
   */
  int run(String... arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    Optional<String> name = option("--name", words);
    Optional<String> bits = option("--bits", words);
    Optional<Path> mtp = option("--mtp", words).map(Path::of);
    Path models = option("--data", words).map(Path::of).orElse(data).resolve("models");
    ModelStore store = new ModelStore(models, this::tryTokenizer);
    String verb = words.isEmpty() ? "" : words.removeFirst();
    boolean importing = verb.equals("import");
    if (words.size() != (verb.equals("list") ? 0 : 1)
        || words.stream().anyMatch(word -> word.startsWith("--"))
        || !importing && (name.isPresent() || bits.isPresent() || mtp.isPresent())
        || !List.of("4", "8", "16").contains(bits.orElse("4"))) {
      return usage();
    }
    try {
      switch (verb) {
        case "import" -> bring(store, Path.of(words.getFirst()), mtp, name, precision(bits));
        case "list" -> list(store);
        case "verify" -> verify(store, words.getFirst());
        case "remove" -> {
          store.remove(words.getFirst());
          out.println("Removed " + words.getFirst());
        }
        default -> {
          return usage();
        }
      }
      return 0;
    } catch (ModelException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private void tryTokenizer(Path json, MimoShape shape) throws ModelException {
    try (Tokenizer tokenizer = Tokenizer.open(json, natives)) {
      if (tokenizer.size() > shape.vocab()) {
        throw new ModelException(
            "The tokenizer has %d tokens and the model %d: they do not belong together"
                .formatted(tokenizer.size(), shape.vocab()));
      }
    }
  }

  private int usage() {
    err.println(USAGE);
    return 2;
  }

  private static Precision precision(Optional<String> bits) {
    return switch (bits.orElse("4")) {
      case "8" -> Precision.INT8;
      case "16" -> Precision.SOURCE;
      default -> Precision.INT4;
    };
  }

  private void bring(
      ModelStore store, Path source, Optional<Path> mtp, Optional<String> name, Precision precision)
      throws ModelException, InterruptedException {
    try (ModelImport work = store.prepare(source, mtp, name.orElse(""), precision)) {
      out.printf(
          "%s: %s, %d layers%s. It takes %s on the disk, and %s of memory to run.%n",
          work.name(),
          work.kind(),
          work.shape().layers(),
          work.shape().mtpLayers() == 0
              ? ", none for multi-token prediction"
              : " and " + work.shape().mtpLayers() + " for multi-token prediction",
          gigabytes(work.disk()),
          gigabytes(work.memory()));
      ProgressBar bar = new ProgressBar(err, terminal, System::nanoTime);
      try {
        work.run(bar);
      } finally {
        bar.end();
      }
      out.println("Imported " + work.name());
    }
  }

  private void list(ModelStore store) throws ModelException {
    List<ModelStore.Entry> entries = store.list();
    if (entries.isEmpty()) {
      out.println("There is no model yet. Bring one: hub model import PATH");
    }
    for (ModelStore.Entry entry : entries) {
      out.printf(
          "%-24s %8s  needs %s of memory  (%s)%n",
          entry.name(), gigabytes(entry.bytes()), gigabytes(entry.memory()), entry.origin());
    }
  }

  private void verify(ModelStore store, String name) throws ModelException, InterruptedException {
    ProgressBar bar = new ProgressBar(err, terminal, System::nanoTime);
    try {
      store.verify(name, bar);
    } finally {
      bar.end();
    }
    out.println(name + " is as it was imported");
  }

  private static String gigabytes(long bytes) {
    return "%.1f GB".formatted(bytes / 1e9);
  }

  /** Takes an option and its value out of the words; one without a value stays. */
  private static Optional<String> option(String name, List<String> words) {
    int at = words.indexOf(name);
    if (at < 0 || at + 1 >= words.size()) {
      return Optional.empty();
    }
    words.remove(at);
    return Optional.of(words.remove(at));
  }
}
