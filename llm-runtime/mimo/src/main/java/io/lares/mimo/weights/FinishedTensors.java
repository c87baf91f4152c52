package io.lares.mimo.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of what an import has finished, in a file beside the weights: a tensor's name and
 * checksums a line. A line is written after its numbers are on the disk.
 */
final class FinishedTensors {
  private static final String LIST = "finished";
  private static final String SOURCE = "source";

  private final Path folder;
  private final Map<String, String> checks;

  private FinishedTensors(Path folder, Map<String, String> checks) {
    this.folder = folder;
    this.checks = checks;
  }

  /** The list for a source; one for another source is thrown away, and its weights with it. */
  static FinishedTensors open(Path folder, String source) throws IOException {
    Path known = folder.resolve(SOURCE);
    Map<String, String> checks = new HashMap<>();
    if (Files.exists(known) && Files.readString(known).equals(source)) {
      List<String> lines =
          Files.exists(folder.resolve(LIST))
              ? Files.readAllLines(folder.resolve(LIST), StandardCharsets.ISO_8859_1)
              : List.of();
      for (String line : lines) {
        int space = line.indexOf(' ');
        if (space > 0) {
          checks.put(line.substring(0, space), line.substring(space + 1));
        }
      }
    } else {
      Files.deleteIfExists(folder.resolve(LIST));
      Files.deleteIfExists(folder.resolve(Manifest.WEIGHTS));
      Files.writeString(known, source);
    }
    return new FinishedTensors(folder, checks);
  }

  /** The checksums of a tensor that was finished, as they were then. */
  synchronized Optional<String> checks(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  synchronized void add(String name, String sums) throws IOException {
    checks.put(name, sums);
    try (FileChannel list =
        FileChannel.open(
            folder.resolve(LIST), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      list.write(ByteBuffer.wrap((name + " " + sums + "\n").getBytes(StandardCharsets.ISO_8859_1)));
      list.force(false);
    }
  }

  void discard() throws IOException {
    Files.deleteIfExists(folder.resolve(LIST));
    Files.deleteIfExists(folder.resolve(SOURCE));
  }
}
