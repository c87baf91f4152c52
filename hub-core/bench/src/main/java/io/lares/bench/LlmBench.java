package io.lares.bench;

import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.LlamaCpp;
import io.lares.tinymimo.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A model of MiMo-7B's shape with random weights, run by this runtime and by llama.cpp on two
 * threads, turn by turn.
 */
final class LlmBench implements Bench.Benchmark {
  private static final int THREADS = 2;
  private static final int ROUNDS = 3;
  private static final int PROMPT = 256;
  private static final int ANSWER = 16;

  @Override
  public Report run(Workplace workplace) throws Exception {
    Path folder = workplace.installed("llm");
    Path gguf = folder.resolve("mimo-7b-random.gguf");
    Path ahead = folder.resolve("mimo-7b-ahead.safetensors");
    Checkpoint checkpoint = new Checkpoint(Shape.MIMO_7B, 7);
    if (!Files.exists(gguf) || !Files.exists(ahead)) {
      workplace.say("making a model of 4.3 GB and a layer ahead of 0.6 GB in " + folder);
      Path unfinished = folder.resolve("unfinished");
      checkpoint.randomBlocks(unfinished);
      Files.move(unfinished, gguf, StandardCopyOption.REPLACE_EXISTING);
      checkpoint.mtpLayers(unfinished);
      Files.move(unfinished, ahead, StandardCopyOption.REPLACE_EXISTING);
    }
    workplace.say("starting llama.cpp");
    try (LlamaCpp.Script theirs = LlamaCpp.installed().start("speed.mjs")) {
      theirs.ask("{\"model\":\"" + gguf + "\"}");
      workplace.say("starting this runtime; the first time it imports the model");
      Process process = start(workplace, folder, gguf, ahead);
      try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
        return measure(workplace, theirs, new Ours(process, answers));
      } finally {
        workplace.stop(process);
      }
    }
  }

  /** The bundle's own classes and libraries, as plain folders on a class path. */
  private static Process start(Workplace workplace, Path folder, Path gguf, Path ahead)
      throws IOException {
    Path bundles = workplace.root().resolve("build/lares/bundles");
    Path classes = workplace.temp("mimo");
    List<String> path = new ArrayList<>(List.of(classes.toString()));
    try (Stream<Path> jars = Files.list(bundles)) {
      for (Path jar : jars.sorted().toList()) {
        if (jar.getFileName().toString().startsWith("mimo")) {
          unpack(jar, classes);
        } else if (jar.getFileName().toString().matches("(language|jackson|slf4j).*")) {
          path.add(jar.toString());
        }
      }
    }
    try (Stream<Path> libraries = Files.list(classes.resolve("lib"))) {
      libraries.sorted().forEach(library -> path.add(library.toString()));
    }
    try (Stream<Path> jars = Files.list(workplace.root().resolve("build/lares/lib"))) {
      jars.filter(jar -> jar.toString().endsWith(".jar")).forEach(jar -> path.add(jar.toString()));
    }
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx1536m",
            "-cp",
            String.join(":", path),
            "io.lares.mimo.command.Measurement",
            folder.resolve("models").toString(),
            gguf.toString(),
            ahead.toString(),
            "" + THREADS)
        .redirectError(workplace.temp("logs").resolve("mimo.log").toFile())
        .start();
  }

  private static void unpack(Path jar, Path into) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : Collections.list(file.entries())) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && target.startsWith(into)) {
          Files.createDirectories(target.getParent());
          try (var in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
  }

  private record Ours(Process process, BufferedReader answers) {
    double ask(String words) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).append(words).append('\n').flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("this runtime ended without an answer to '" + words + "'");
      }
      return Double.parseDouble(answer);
    }
  }

  private static Report measure(Workplace workplace, LlamaCpp.Script theirs, Ours ours)
      throws IOException {
    List<Double> bandwidth = new ArrayList<>();
    List<Double> prefill = new ArrayList<>();
    List<Double> theirPrefill = new ArrayList<>();
    List<Double> decode = new ArrayList<>();
    List<Double> ahead = new ArrayList<>();
    List<Double> theirDecode = new ArrayList<>();
    ours.ask("prefill " + PROMPT);
    ours.ask("decode " + ANSWER);
    for (int round = 1; round <= ROUNDS; round++) {
      workplace.say("round " + round + " of " + ROUNDS);
      bandwidth.add(ours.ask("bandwidth"));
      theirPrefill.add(ask(theirs, "prefill", PROMPT));
      prefill.add(ours.ask("prefill " + PROMPT));
      theirDecode.add(ask(theirs, "decode", ANSWER));
      decode.add(ours.ask("decode " + ANSWER));
      ahead.add(ours.ask("ahead " + ANSWER));
      workplace.say(
          "tokens a second, this runtime and llama.cpp: reading %.1f and %.1f, writing %.2f and %.2f, with MTP %.2f"
              .formatted(
                  prefill.getLast(),
                  theirPrefill.getLast(),
                  decode.getLast(),
                  theirDecode.getLast(),
                  ahead.getLast()));
    }
    workplace.say("a second request about a home of 1,500 tokens");
    double second = ours.ask("second 20");
    double plan = ours.ask("plan 40");
    double read = ours.ask("read");
    double speed = median(theirDecode);
    return new Report("llm")
        .figure("bandwidth", "memory bandwidth, " + THREADS + " threads", median(bandwidth), "GB/s")
        .figure("decode_peer", "llama.cpp writes", speed, "tok/s")
        .figure("decode", "this runtime writes", median(decode), "tok/s")
        .atLeast("decode_ratio", "writing, beside llama.cpp", median(decode) / speed, "x", 0.9)
        .figure(
            "decode_share",
            "writing, share of the bandwidth limit",
            median(decode) * read / median(bandwidth),
            "")
        .figure("ahead", "with MTP, 9 of 10 guesses right", median(ahead), "tok/s")
        .atLeast("ahead_ratio", "with MTP, beside llama.cpp", median(ahead) / speed, "x", 1.2)
        .figure("prefill_peer", "llama.cpp reads", median(theirPrefill), "tok/s")
        .figure("prefill", "this runtime reads", median(prefill), "tok/s")
        .atLeast(
            "prefill_ratio",
            "reading, beside llama.cpp",
            median(prefill) / median(theirPrefill),
            "x",
            1)
        .atMost("memory", "peak memory", ours.ask("peak"), "MiB", Math.rint(ask(theirs, "peak", 1)))
        .atMost("second", "second request: first token after", second, "s", 1.5)
        .atMost("plan", "plan of 40 tokens, 24 of them forced", plan, "s", 5)
        .note(
            "Random weights predict nothing: the guesses are made by one who knows the text, after the model's own layer was run"
                + " for each.")
        .note("Each figure is the median of " + ROUNDS + " rounds, turn by turn.");
  }

  private static double ask(LlamaCpp.Script script, String what, int count) throws IOException {
    return Double.parseDouble(script.ask("{\"" + what + "\":" + count + "}"));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
