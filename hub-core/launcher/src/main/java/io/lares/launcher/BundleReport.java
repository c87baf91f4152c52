package io.lares.launcher;

/**
 * A bundle and how it is.
 *
 * @param fileName the file in {@code drop-in/}; for shipped bundles that of the shipped jar
 * @param symbolicName empty where the file could not be read
 * @param name for people
 * @param shipped true for those that come with the hub; they can't be removed
 * @param problem why it failed and what to do, in plain words; empty when all is well
 */
public record BundleReport(
    String fileName,
    String symbolicName,
    String name,
    String version,
    boolean shipped,
    State state,
    String problem) {
  /** What a bundle does. */
  public enum State {
    RUNNING,
    STOPPED,
    FAILED
  }
}
