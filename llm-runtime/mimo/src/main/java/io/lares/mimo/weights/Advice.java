package io.lares.mimo.weights;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the system may do better if it knows; whether it does changes nothing but the speed. */
final class Advice {
  private static final Logger LOG = LoggerFactory.getLogger(Advice.class);

  /** {@code MADV_HUGEPAGE} of madvise(2). */
  private static final int LARGE_PAGES = 14;

  private Advice() {}

  /**
   * Asks for pages of 2 MB: weights are read from end to end for each token, and small pages cost a
   * tenth of the time. Linux gives them for files from 6.16 on, where the file system does.
   */
  @SuppressWarnings("restricted") // A call into the C library is the point.
  static void largePages(MemorySegment mapped) {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle advise =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("madvise"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_INT));
      int failed = (int) advise.invokeExact(mapped, mapped.byteSize(), LARGE_PAGES);
      LOG.debug("Large pages for weights: {}", failed == 0);
    } catch (Throwable e) {
      LOG.debug("There are no large pages", e);
    }
  }
}
