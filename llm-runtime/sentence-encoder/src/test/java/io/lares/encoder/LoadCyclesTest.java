package io.lares.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Loading and letting go, again and again. By itself, since it counts what the process has. */
@Isolated
class LoadCyclesTest {
  private static final int WARM_UP = 20;
  private static final int CYCLES = 200;

  @TempDir Path folder;

  @Test
  void nothingIsLeftBehindByTwoHundredLoads() throws Exception {
    Djl djl = new Djl(folder, 1, Platform.ofThisMachine());
    cycle(djl, WARM_UP);
    long threads = threads();
    long memory = EncoderBenchmark.resident();
    cycle(djl, CYCLES);
    assertThat(threads()).isLessThanOrEqualTo(threads + 2);
    // Half a megabyte a cycle, of a model of 24, would be a leak. The C library keeps some tens.
    assertThat(EncoderBenchmark.resident()).isLessThan(memory + 100);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
  }

  private static void cycle(Djl djl, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      try (TextModel model = djl.load(ModelSpec.CHINESE)) {
        assertThat(model.vector("打开厨房的灯")).hasSize(512);
      }
    }
  }

  private static long threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.count();
    }
  }
}
