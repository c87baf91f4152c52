package io.lares.store.sqlite;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread step back where processors are few. Java's own thread priorities do nothing on
 * Linux unless the whole JVM is started otherwise.
 */
final class Niceness {
  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final int NICE = 10;

  private Niceness() {}

  /**
   * Calls {@code setpriority(2)}, which on Linux is about the calling thread alone. Does nothing
   * where that is not to be had.
   */
  @SuppressWarnings("restricted") // A call into the C library is the point.
  static void stepBack() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle setPriority =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("setpriority"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT));
      int failed = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
      LOG.debug("The writer steps back: {}", failed == 0);
    } catch (Throwable e) {
      LOG.debug("The writer can't step back", e);
    }
  }
}
