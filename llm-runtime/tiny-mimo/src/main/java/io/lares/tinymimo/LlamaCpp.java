package io.lares.tinymimo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * llama.cpp as the peer: node-llama-cpp from npm with its prebuilt libraries, installed once into
 * the user's cache and run as a process of its own.
 *
 * @param folder where it is installed
 */
public record LlamaCpp(Path folder) {
  /** The newest when this was written. */
  public static final String VERSION = "3.22.0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 600;

  /** Installs it where it is not there yet; threads and processes that want it meanwhile wait. */
  public static synchronized LlamaCpp installed() throws IOException, InterruptedException {
    Path caches = Files.createDirectories(caches());
    Path folder = caches.resolve("node-llama-cpp-" + VERSION);
    try (FileChannel guard =
            FileChannel.open(
                caches.resolve("node-llama-cpp.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = guard.lock()) {
      if (!Files.exists(folder) && lock.isValid()) {
        install(caches, folder);
      }
    }
    return new LlamaCpp(folder);
  }

  private static Path caches() {
    String caches = System.getenv("XDG_CACHE_HOME");
    return (caches == null || caches.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(caches))
        .resolve("lares");
  }

  private static void install(Path caches, Path folder) throws IOException, InterruptedException {
    Path fresh = Files.createTempDirectory(caches, "installing-");
    Files.writeString(fresh.resolve("package.json"), "{\"private\":true}");
    Path log = fresh.resolve("npm.log");
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--omit=optional",
                "node-llama-cpp@" + VERSION,
                "@node-llama-cpp/" + platform() + "@" + VERSION)
            .directory(fresh.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm could not install node-llama-cpp:\n" + Files.readString(log));
    }
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As npm names it. */
  private static String platform() {
    return System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
  }

  /** A shared object of it: {@code libggml-base.so}. */
  public Path sharedObject(String name) {
    return folder
        .resolve("node_modules/@node-llama-cpp")
        .resolve(platform())
        .resolve("bins")
        .resolve(platform())
        .resolve(name);
  }

  /** The tokens of texts, by the tokenizer in a GGUF file; no text becomes a special token. */
  public List<int[]> tokens(Path model, List<String> texts)
      throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode().put("model", model.toString());
    texts.forEach(request.putArray("texts")::add);
    try (Script script = start("tokenize.mjs")) {
      return List.of(JSON.readValue(script.ask(JSON.writeValueAsString(request)), int[][].class));
    }
  }

  /**
   * The logits after each position of texts, teacher-forced, by a GGUF file.
   *
   * @return [text][position, vocab]
   */
  public List<float[]> logits(Path model, List<int[]> texts)
      throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode().put("model", model.toString());
    request.set("texts", JSON.valueToTree(texts));
    try (Script script = start("logits.mjs")) {
      byte[][] answer =
          JSON.readValue(script.ask(JSON.writeValueAsString(request)), byte[][].class);
      return Arrays.stream(answer).map(LlamaCpp::floats).toList();
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] floats = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  /** Starts a script among the resources of this package, which reads lines and answers each. */
  public Script start(String script) throws IOException {
    // Beside the modules that it imports.
    Path file = Files.createTempFile(folder, script.replace(".mjs", "-"), ".mjs");
    try (InputStream in = LlamaCpp.class.getResourceAsStream(script)) {
      Files.write(file, Optional.ofNullable(in).orElseThrow().readAllBytes());
    }
    Path log = file.resolveSibling(file.getFileName() + ".log");
    Process process =
        new ProcessBuilder("node", file.toString())
            .directory(folder.toFile())
            .redirectError(log.toFile())
            .start();
    return new Script(process, process.inputReader(StandardCharsets.UTF_8), file, log);
  }

  /** A script that runs, until it is closed. */
  public record Script(Process process, BufferedReader answers, Path file, Path log)
      implements AutoCloseable {
    /**
     * Sends a line, and waits for the answer.
     *
     * @throws IOException with what the script said, where it ended
     */
    public String ask(String line) throws IOException {
      process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("llama.cpp gave no answer:\n" + Files.readString(log));
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      Files.deleteIfExists(file);
      Files.deleteIfExists(log);
    }
  }
}
