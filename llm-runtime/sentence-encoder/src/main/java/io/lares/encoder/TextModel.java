package io.lares.encoder;

/** A model in memory. Used by one thread at a time. */
interface TextModel extends AutoCloseable {
  /** The vector of a text, of any length other than zero. */
  float[] vector(String text) throws Exception;

  @Override
  void close();

  /** Brings a model into memory. */
  @FunctionalInterface
  interface Loader {
    /** Loads. May take a second. */
    TextModel load() throws Exception;
  }
}
