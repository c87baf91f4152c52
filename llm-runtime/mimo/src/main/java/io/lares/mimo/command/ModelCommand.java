package io.lares.mimo.command;

import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.mimo.local.LocalModel;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.tokenizer.Tokenizer;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
             hub model use NAME | use --none
                 which one the hub thinks with: the first by name, as long as nobody chooses
             hub model chat NAME [--tokens N] [--temperature T]
                 line by line; Ctrl-C ends an answer (1000 tokens, 0.6)
             hub model bench NAME
                 how fast it is here
      With --data FOLDER another hub's data folder.\
      """;

  private static final int MOST_THREADS = 4;

  private final Path data;
  private final Natives natives;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * The command.
   *
   * @param data the hub's data folder, unless the arguments name another
   * @param natives what tokenizers are tried with
   * @param in what a person types
   * @param terminal whether there is one
   */
  ModelCommand(
      Path data,
      Natives natives,
      InputStream in,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    this.data = data;
    this.in = in;
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
    Path models = option("--data", words).map(Path::of).orElse(data).resolve("models");
    ModelStore store = new ModelStore(models, Tokenizer.check(natives));
    String verb = words.isEmpty() ? "" : words.removeFirst();
    try {
      switch (verb) {
        case "import" -> bring(store, words);
        case "list" -> {
          checkEmpty(words);
          list(store);
        }
        case "verify" -> verify(store, name(words));
        case "remove" -> {
          String name = name(words);
          store.remove(name);
          out.println("Removed " + name);
        }
        case "use" -> use(store, words);
        case "chat" -> chat(store, words);
        case "bench" ->
            new ModelBench(store, natives, out, threads()).run(store.entry(name(words)));
        default -> throw new Mistake();
      }
      return 0;
    } catch (Mistake e) {
      err.println(USAGE);
      return 2;
    } catch (IOException | LanguageException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  /** The arguments make no sense. */
  private static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The one word that is left. */
  private static String name(List<String> words) throws Mistake {
    if (words.size() != 1 || words.getFirst().startsWith("--")) {
      throw new Mistake();
    }
    return words.getFirst();
  }

  private static void checkEmpty(List<String> words) throws Mistake {
    if (!words.isEmpty()) {
      throw new Mistake();
    }
  }

  private static int threads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  private static Precision precision(String bits) throws Mistake {
    return switch (bits) {
      case "4" -> Precision.INT4;
      case "8" -> Precision.INT8;
      case "16" -> Precision.SOURCE;
      default -> throw new Mistake();
    };
  }

  private void bring(ModelStore store, List<String> words)
      throws ModelException, InterruptedException, Mistake {
    String name = option("--name", words).orElse("");
    Precision precision = precision(option("--bits", words).orElse("4"));
    Optional<Path> mtp = option("--mtp", words).map(Path::of);
    Path source = Path.of(name(words));
    try (ModelImport work = store.prepare(source, mtp, name, precision)) {
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

  private void use(ModelStore store, List<String> words) throws ModelException, Mistake {
    if (words.remove("--none")) {
      checkEmpty(words);
      store.useNone();
      out.println("The hub thinks with no language model");
    } else {
      String name = name(words);
      store.use(name);
      out.println("The hub thinks with " + name);
    }
  }

  private void chat(ModelStore store, List<String> words)
      throws ModelException, LanguageException, Mistake {
    int tokens = (int) number("--tokens", words, 1000, 1, 1 << 20);
    double temperature = number("--temperature", words, 0.6, 0, 2);
    ModelStore.Entry entry = store.entry(name(words));
    LocalModel.Settings settings = new LocalModel.Settings(LanguageModel.CONTEXT_TOKENS, threads());
    try (LocalModel model = new LocalModel(store, () -> entry, natives, settings)) {
      new Chat(model, out, err, terminal, tokens, temperature)
          .run(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }
  }

  private static double number(
      String option, List<String> words, double otherwise, double least, double most)
      throws Mistake {
    try {
      double given = option(option, words).map(Double::parseDouble).orElse(otherwise);
      if (given >= least && given <= most) {
        return given;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new Mistake();
  }

  private void list(ModelStore store) throws ModelException {
    Optional<String> used = used(store);
    List<ModelStore.Entry> entries = store.list();
    if (entries.isEmpty()) {
      out.println("There is no model yet. Bring one: hub model import PATH");
    }
    for (ModelStore.Entry entry : entries) {
      out.printf(
          "%-24s %8s  needs %s of memory  (%s)%s%n",
          entry.name(),
          gigabytes(entry.bytes()),
          gigabytes(entry.memory()),
          entry.origin(),
          used.filter(entry.name()::equals).isPresent() ? "  in use" : "");
    }
  }

  private static Optional<String> used(ModelStore store) {
    try {
      return Optional.of(store.used().name());
    } catch (ModelException e) {
      return Optional.empty();
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
