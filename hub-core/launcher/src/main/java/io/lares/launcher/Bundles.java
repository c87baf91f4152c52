package io.lares.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The bundles of the hub. Registered by the launcher; its package comes from the system bundle.
 * Safe from any thread.
 */
public interface Bundles {
  /** All bundles, also the files in {@code drop-in/} that could not be installed. */
  List<BundleReport> list();

  /**
   * Puts a jar into {@code drop-in/}, where it is started within a second.
   *
   * @param fileName a plain file name ending in {@code .jar}
   * @param jar at most 64 MiB; read to its end, not closed
   * @throws IllegalArgumentException where the name is not a plain file name
   * @throws IOException where the jar is too large or can't be stored; nothing is left behind
   */
  void add(String fileName, InputStream jar) throws IOException;

  /**
   * Starts a dropped-in bundle that was stopped, or tries one again that failed; kept across
   * restarts. Returns when it runs or has failed, which its report tells; after some 10 s at most.
   *
   * @throws IllegalArgumentException where no such file is in {@code drop-in/}
   */
  void start(String fileName);

  /**
   * Stops a dropped-in bundle; kept across restarts. Returns when it has stopped, after some 10 s
   * at most.
   *
   * @throws IllegalArgumentException where no such file is in {@code drop-in/}
   */
  void stop(String fileName);

  /**
   * Takes a bundle out of {@code drop-in/}.
   *
   * @throws IllegalArgumentException where no such file is in {@code drop-in/}
   * @throws IOException where the file can't be deleted
   */
  void remove(String fileName) throws IOException;

  /**
   * Calls the listener soon after any report has changed, on a thread of the launcher; several
   * changes may come as one call.
   */
  Subscription onChange(Runnable listener);

  /** Ends what it was given for. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
