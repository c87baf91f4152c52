package io.lares.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a benchmark runs: the checkout, a folder for what it installs, a temporary folder, and the
 * processes that it started and that end with it.
 */
final class Workplace implements AutoCloseable {
  private final Path root;
  private final Path temp;
  private final Deque<Process> processes = new ConcurrentLinkedDeque<>();

  private Workplace(Path root, Path temp) {
    this.root = root;
    this.temp = temp;
  }

  static Workplace in(Path root) throws IOException {
    Workplace workplace =
        new Workplace(root.toAbsolutePath().normalize(), Files.createTempDirectory("lares-bench"));
    // Where somebody ends the benchmark, nothing that it started is left behind.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> workplace.processes.forEach(Process::destroyForcibly)));
    return workplace;
  }

  Path root() {
    return root;
  }

  /** A folder that outlives the run, for what is installed once. */
  Path installed(String name) throws IOException {
    return Files.createDirectories(root.resolve("build").resolve("bench").resolve(name));
  }

  Path temp(String name) throws IOException {
    return Files.createDirectories(temp.resolve(name));
  }

  /** Says what is going on. */
  void say(String words) {
    System.err.println("bench: " + words);
  }

  /** Starts a process; its output goes to a log in the temporary folder. */
  Process start(String name, Path folder, List<String> command) throws IOException {
    return start(name, folder, command, Map.of());
  }

  /** The same, with more in the process's environment. */
  Process start(String name, Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    Path log = temp.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.push(process);
    return process;
  }

  String log(String name) throws IOException {
    Path log = temp.resolve(name + ".log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** Runs a command to its end; throws with its output where it fails. */
  void run(String name, Path folder, List<String> command, long seconds)
      throws IOException, InterruptedException {
    Process process = start(name, folder, command);
    if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + log(name));
    }
  }

  void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    processes.remove(process);
  }

  /** The first of these programs that is installed. */
  static String program(String... places) throws IOException {
    for (String place : places) {
      if (Files.isExecutable(Path.of(place))) {
        return place;
      }
    }
    throw new IOException("Install what offers " + places[0] + ": apt-get install mosquitto");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Memory that a process holds, in MiB; 0 where the system does not tell. */
  static double residentMiB(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  @Override
  public void close() throws IOException {
    for (Process process : List.copyOf(processes)) {
      try {
        stop(process);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
