package io.lares.mimo.kernel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What machine code has to know about the machine. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final int PAGE = 4096;

  private Machine() {}

  /** Names of what the processor can do, as Linux has them; none where this is another system. */
  static Set<String> features() throws IOException {
    if (!System.getProperty("os.arch").equals("amd64") || !Files.exists(PROCESSORS)) {
      return Set.of();
    }
    return Files.readAllLines(PROCESSORS).stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
        .orElseGet(HashSet::new);
  }

  /**
   * Looks at each page before machine code does. A page that can't be read, since the file was cut
   * off or the disk is broken, is an {@link InternalError} in Java and would be the end of the
   * process in machine code.
   */
  static void touch(MemorySegment data) {
    int sum = data.get(ValueLayout.JAVA_BYTE, data.byteSize() - 1);
    for (long at = 0; at < data.byteSize(); at += PAGE) {
      sum += data.get(ValueLayout.JAVA_BYTE, at);
    }
    // So that the compiler leaves it in.
    if (sum == Integer.MIN_VALUE) {
      throw new IllegalStateException("bytes can't add up to this");
    }
  }
}
