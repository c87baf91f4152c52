package io.lares.encoder;

import io.lares.language.SentenceVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Load time, milliseconds a sentence and memory of each model, printed. Arguments: threads for one
 * sentence, and a folder to unpack into.
 */
public final class EncoderBenchmark {
  private static final int SENTENCES = 400;
  private static final int CYCLES = 200;

  private EncoderBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("encoder-");
    System.out.printf("%d thread(s); RSS before all %d MiB%n", threads, resident());
    Djl djl = new Djl(folder, threads, Platform.ofThisMachine());
    measure(djl, ModelSpec.ENGLISH, Samples.ENGLISH);
    measure(djl, ModelSpec.CHINESE, Samples.CHINESE);
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      load(djl, ModelSpec.ENGLISH);
      if (cycle % 50 == 0) {
        System.out.printf("after %d loads RSS %d MiB%n", cycle, resident());
      }
    }
  }

  private static void measure(Djl djl, ModelSpec spec, List<Samples.Triple> samples)
      throws Exception {
    List<String> texts =
        samples.stream()
            .flatMap(
                sample -> List.of(sample.text(), sample.paraphrase(), sample.unrelated()).stream())
            .toList();
    double first = load(djl, spec);
    double again = load(djl, spec);
    TextModel model = djl.load(spec);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      long began = System.nanoTime();
      SentenceVector.towards(model.vector(texts.get(i % texts.size())));
      millis.add((System.nanoTime() - began) / 1e6);
    }
    List<Double> warm = new ArrayList<>(millis.subList(SENTENCES / 4, SENTENCES));
    Collections.sort(warm);
    long loaded = resident();
    model.close();
    System.out.printf(
        "%-26s load %.0f ms, again %.0f ms; first sentence %.1f ms, then p50 %.2f p95 %.2f ms;"
            + " RSS loaded %d MiB, released %d MiB%n",
        spec.name(),
        first,
        again,
        millis.getFirst(),
        warm.get(warm.size() / 2),
        warm.get(warm.size() * 95 / 100),
        loaded,
        resident());
  }

  private static double load(Djl djl, ModelSpec spec) throws Exception {
    long began = System.nanoTime();
    djl.load(spec).close();
    return (System.nanoTime() - began) / 1e6;
  }

  /** Resident memory of this process in MiB, after a garbage collection. */
  static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
