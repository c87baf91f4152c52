package io.lares.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TurnsTest {
  private static final Path SCHEDULE = Path.of("/proc/thread-self/sched");
  private static final Pattern TURN = Pattern.compile("(?m)^(?:se\\.)?slice\\s*:\\s*(\\d+)");
  private static final Path STAT = Path.of("/proc/thread-self/stat");
  private static final int NICENESS = 16;

  @Test
  void whoStepsBackIsNicerThanOthers() {
    assertEquals(
        10,
        inThread(() -> {
          Turns.stepBack();
          return niceness();
        }));
    assertEquals(0, inThread(TurnsTest::niceness));
  }

  @Test
  void whoComesLaterHasShortTurnsToo() {
    Assumptions.assumeTrue(inThread(TurnsTest::turn) > 0, "This kernel tells nothing of turns");
    Turns.shorten();
    assertEquals(100_000, inThread(TurnsTest::turn));
  }

  @Test
  void othersGoBeforeTheJvmsCompilers() throws IOException {
    Assumptions.assumeTrue(inThread(TurnsTest::turn) > 0, "This kernel tells nothing of turns");
    Turns.shorten();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      Path compiler = threads.filter(TurnsTest::compiles).findFirst().orElseThrow();
      assertEquals(10_000_000, turnIn(compiler.resolve("sched")));
    }
  }

  private static boolean compiles(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).contains(" Compiler");
    } catch (IOException e) {
      // It has ended.
      return false;
    }
  }

  @Test
  void whoHasSteppedBackStaysThere() {
    assertEquals(
        10,
        inThread(() -> {
          Turns.stepBack();
          Turns.shorten();
          return niceness();
        }));
  }

  private interface Look<T> {
    T get() throws IOException;
  }

  private static <T> T inThread(Look<T> look) {
    CompletableFuture<T> seen = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            seen.complete(look.get());
          } catch (IOException e) {
            seen.completeExceptionally(new UncheckedIOException(e));
          }
        });
    return seen.join();
  }

  private static int niceness() throws IOException {
    String stat = Files.readString(STAT);
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICENESS]);
  }

  /** In nanoseconds; 0 where it is not to be seen. */
  private static long turn() throws IOException {
    return turnIn(SCHEDULE);
  }

  private static long turnIn(Path schedule) throws IOException {
    Matcher turn = TURN.matcher(Files.exists(schedule) ? Files.readString(schedule) : "");
    return turn.find() ? Long.parseLong(turn.group(1)) : 0;
  }
}
