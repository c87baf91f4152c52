package io.lares.store;

import java.io.IOException;
import java.nio.file.Path;

/** The store as a whole. */
public interface Store {
  /**
   * Copies the whole store into a file while the hub goes on.
   *
   * @throws IOException where it can't be written; nothing half-done stays behind
   */
  void backup(Path target) throws IOException;

  Health health();

  /**
   * How the store is.
   *
   * @param problem in words for people with what to do; empty when all is well
   * @param waiting rows that are in memory and not yet durable
   * @param dropped rows that were lost since the start; never counts acknowledged ones
   * @param bytes size on disk
   */
  record Health(String problem, long waiting, long dropped, long bytes) {}
}
