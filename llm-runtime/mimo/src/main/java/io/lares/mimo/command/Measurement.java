package io.lares.mimo.command;

import io.lares.language.Sampling;
import io.lares.mimo.engine.Context;
import io.lares.mimo.engine.Drafter;
import io.lares.mimo.engine.Generation;
import io.lares.mimo.engine.Guide;
import io.lares.mimo.engine.KvPrecision;
import io.lares.mimo.engine.Mimo;
import io.lares.mimo.engine.TokenSet;
import io.lares.mimo.kernel.Kernel;
import io.lares.mimo.kernel.Kernels;
import io.lares.mimo.kernel.Workers;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelException;
import io.lares.mimo.weights.ModelImport;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Precision;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.mimo.weights.Weights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the engine in a process of its own, for {@code hub bench llm}: reads a word from each
 * line, and answers with a number.
 */
public final class Measurement implements AutoCloseable {
  private static final int ROOM = 2048;

  /** Tokens that are read at once. */
  private static final int PART = 256;

  /** Tokens of a short prompt. */
  private static final int PROMPT = 128;

  private static final int PLACES = 4;
  private static final int LINE = 64;

  /** Of ten tokens of a plan these are forced. */
  private static final int FORCED = 6;

  /** One guess of so many is made wrong: nine of ten are right. */
  private static final int WRONG_EACH = 10;

  private final Workers workers;
  private final Weights weights;
  private final Kernel kernel;
  private final Context context;

  private Measurement(Weights weights, Natives natives, int threads) {
    workers = new Workers(threads);
    this.weights = weights;
    kernel = Kernels.fastest(workers, natives);
    context = new Context(new Mimo(weights, kernel, workers), ROOM, KvPrecision.EIGHT_BITS);
  }

  static Measurement of(Path folder, Natives natives, int threads) throws ModelException {
    return new Measurement(Weights.open(folder), natives, threads);
  }

  /**
   * Measures until there is no more line.
   *
   * @param args a folder of models, the GGUF file and the layer ahead to import where the folder
   *     has no model {@code bench}, and how many threads work
   */
  public static void main(String[] args) throws Exception {
    Path store = Path.of(args[0]);
    ModelStore models = new ModelStore(store, TokenizerCheck.NONE);
    if (models.list().stream().noneMatch(model -> model.name().equals("bench"))) {
      if (Files.exists(store.resolve("bench"))) {
        models.remove("bench");
      }
      try (ModelImport work =
          models.prepare(
              Path.of(args[1]), Optional.of(Path.of(args[2])), "bench", Precision.INT4)) {
        work.run(Progress.NONE);
      }
    }
    try (Measurement measurement =
            of(
                models.folder("bench"),
                new Natives(store.resolve("natives")),
                Integer.parseInt(args[3]));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(measurement.answer(line.split(" ")));
      }
    }
  }

  private double answer(String[] words) throws IOException {
    int count = words.length > 1 ? Integer.parseInt(words[1]) : 0;
    return switch (words[0]) {
      case "prefill" -> prefill(count);
      case "decode" -> decode(count, Optional.empty());
      case "ahead" -> decode(count, Optional.of(knowing(count)));
      case "second" -> second(count);
      case "plan" -> plan(count);
      case "bandwidth" -> bandwidth();
      case "peak" -> peak();
      case "read" -> readPerToken();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Tokens a second of reading so many. */
  private double prefill(int count) {
    context.rollback(0);
    long start = System.nanoTime();
    read(text(count));
    context.logits(1);
    return count / seconds(start);
  }

  private void read(int[] tokens) {
    for (int from = 0; from < tokens.length; from += PART) {
      context.read(Arrays.copyOfRange(tokens, from, Math.min(tokens.length, from + PART)));
    }
  }

  /** Tokens a second of writing so many, after a short prompt that was read before. */
  double decode(int count, Optional<Drafter> drafter) {
    answered(1, Optional.empty());
    long start = System.nanoTime();
    answered(count, drafter);
    return count / seconds(start);
  }

  private List<Integer> answered(int count, Optional<Drafter> drafter) {
    return new Generation(Sampling.GREEDY, count, Set.of(), drafter)
        .run(context, text(PROMPT), token -> {}, () -> false)
        .tokens();
  }

  /** Pays for each guess of the model's layer, and then guesses what it knows, or wrong. */
  private Drafter knowing(int count) {
    List<Integer> text = answered(count + 1, Optional.empty());
    AtomicInteger guesses = new AtomicInteger();
    return (read, next) -> {
      read.guess(next);
      int right = text.get(read.length() - PROMPT + 1);
      return guesses.incrementAndGet() % WRONG_EACH == 0 ? right ^ 1 : right;
    };
  }

  /** Seconds to the first token of a second request, about a home that was read before. */
  private double second(int count) {
    int[] home = text(1500);
    int common = context.rollbackToCommon(home);
    read(Arrays.copyOfRange(home, common, home.length));
    long start = System.nanoTime();
    read(IntStream.range(0, count).map(i -> 7 + i).toArray());
    context.logits(1);
    return seconds(start);
  }

  /** Seconds for a plan of so many tokens, of which six of ten are forced, after a prompt. */
  private double plan(int count) {
    answered(1, Optional.empty());
    long start = System.nanoTime();
    int written =
        new Generation(Sampling.GREEDY, count, Set.of(), Optional.empty())
            .run(context, text(PROMPT), new Plan(weights.shape().vocab()), t -> {}, () -> false)
            .tokens()
            .size();
    if (written != count) {
      throw new IllegalStateException("a plan of " + written + " tokens");
    }
    return seconds(start);
  }

  /** Six tokens that are given, then four that are free, again and again. */
  private static final class Plan implements Guide {
    private final TokenSet all;
    private int said;

    Plan(int vocab) {
      long[] bits = new long[TokenSet.words(vocab)];
      Arrays.fill(bits, -1);
      all = new TokenSet(bits);
    }

    @Override
    public int[] forced() {
      return said % 10 == 0 ? text(FORCED) : new int[0];
    }

    @Override
    public boolean done() {
      return false;
    }

    @Override
    public TokenSet allowed() {
      return all;
    }

    @Override
    public void said(int token) {
      said++;
    }
  }

  /**
   * GB/s at which all threads read the weights and do nothing else with them. Each reads at several
   * places, since a thread that waits for one gets less than there is.
   */
  double bandwidth() {
    readAll();
    long start = System.nanoTime();
    readAll();
    return weights.size() / seconds(start) / 1e9;
  }

  /** GB that a token reads. */
  double readPerToken() {
    return weights.readPerToken() / 1e9;
  }

  private void readAll() {
    MemorySegment data = weights.data();
    int run = PLACES << 18;
    LongAdder all = new LongAdder();
    workers.forEach(
        (int) (data.byteSize() / run),
        turn -> {
          long sum = 0;
          long from = (long) turn * run;
          // One number of each line of the processor's cache brings all of it.
          for (int at = 0; at < run / PLACES; at += LINE) {
            for (int place = 0; place < PLACES; place++) {
              sum += data.get(ValueLayout.JAVA_LONG, from + place * (run / PLACES) + at);
            }
          }
          all.add(sum);
        });
  }

  /** MiB of memory at most. */
  static double peak() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  private static int[] text(int count) {
    return IntStream.range(0, count).map(i -> (i * 7919 + 13) % 400).toArray();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    kernel.close();
    workers.close();
    weights.close();
  }
}
