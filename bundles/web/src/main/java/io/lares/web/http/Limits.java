package io.lares.web.http;

/** What a request may cost. */
public final class Limits {
  /** Longest JSON body, in bytes. */
  public static final int DOCUMENT_BYTES = 256 * 1024;

  /** Largest bundle that can be uploaded, in bytes. */
  public static final long BUNDLE_BYTES = 64L * 1024 * 1024;

  /** Most requests at the same time; live events do not count. */
  static final int CONCURRENT_REQUESTS = 256;

  /** Longest session or API token that is looked at, in characters. */
  static final int TOKEN_LENGTH = 512;

  private Limits() {}
}
