package io.lares.launcher;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long threads keep a processor that others wait for. On Linux 6.12 and later a thread that
 * wakes goes before one whose turns are longer; otherwise it may wait for the next tick of the
 * clock, up to 4 ms, even where the other has the lower priority. Older kernels know priorities
 * alone, and other systems take no notice at all.
 *
 * <p>Java's own thread priorities do nothing on Linux unless the whole JVM is started otherwise.
 */
public final class Turns {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final String COMPILERS = " Compiler";

  /** The shortest that Linux takes. */
  private static final Duration SHORT = Duration.ofNanos(100_000);

  private static final Duration LONG = Duration.ofMillis(10);
  private static final int NORMAL = 0;
  private static final int STEPPED_BACK = 10;
  private static final int THIS_THREAD = 0;

  /** The nineteenth field, of which the first two are the number and the name. */
  private static final int NICENESS_IN_STAT = 16;

  /** The size of {@code struct sched_attr} in its first version, and where its fields lie. */
  private static final int ATTRIBUTES = 48;

  private static final int NICENESS_AT = 16;
  private static final int TURN_AT = 24;

  private Turns() {}

  /**
   * Gives short turns to the threads of this process, and so to all threads that they start. Those
   * of the JVM that compile get long ones, so that other processes, such as a broker, go before
   * them too. Who has stepped back stays there.
   */
  public static void shorten() {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      MethodHandle setter = setter();
      for (Path thread : threads) {
        Duration turn = turn(thread);
        if (turn != null) {
          set(setter, Integer.parseInt(thread.getFileName().toString()), NORMAL, turn);
        }
      }
    } catch (Throwable e) {
      LOG.debug("The threads keep the turns that they have", e);
    }
  }

  /** Lets all others go before the calling thread. */
  public static void stepBack() {
    try {
      set(setter(), THIS_THREAD, STEPPED_BACK, LONG);
    } catch (Throwable e) {
      LOG.debug("The thread can't step back", e);
    }
  }

  /**
   * What turns a thread is to have; null for those that it has. See {@code proc_pid_stat(5)}: the
   * name stands in brackets and may have some itself.
   */
  private static @Nullable Duration turn(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      int nameEnd = stat.lastIndexOf(')');
      String niceness = stat.substring(nameEnd + 2).split(" ")[NICENESS_IN_STAT];
      if (!niceness.equals("0")) {
        return null;
      }
      return stat.substring(0, nameEnd).contains(COMPILERS) ? LONG : SHORT;
    } catch (IOException e) {
      // It has ended.
      return null;
    }
  }

  /** Calls {@code sched_setattr(2)}, for which not every C library has a function. */
  @SuppressWarnings("restricted") // A call into the kernel is the point.
  private static MethodHandle setter() {
    Linker linker = Linker.nativeLinker();
    MethodHandle call =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(1));
    return MethodHandles.insertArguments(call, 0, number());
  }

  private static long number() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return switch (system) {
      case "Linux amd64" -> 314;
      case "Linux aarch64", "Linux riscv64" -> 274;
      default -> throw new UnsupportedOperationException(system);
    };
  }

  private static void set(MethodHandle setter, int thread, int niceness, Duration turn)
      throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTES, Long.BYTES);
      attributes.set(ValueLayout.JAVA_INT, 0, ATTRIBUTES);
      attributes.set(ValueLayout.JAVA_INT, NICENESS_AT, niceness);
      attributes.set(ValueLayout.JAVA_LONG, TURN_AT, turn.toNanos());
      long failed = (long) setter.invokeExact(thread, attributes, 0);
      LOG.trace("Thread {}: niceness {}, turns of {}: {}", thread, niceness, turn, failed);
    }
  }
}
