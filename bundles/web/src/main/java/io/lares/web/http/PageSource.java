package io.lares.web.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the page's files are. */
public interface PageSource {
  /** Changes when the files do; null while there is no page. */
  @Nullable Object edition();

  /**
   * A file, or null where there is none of that name.
   *
   * @param path such as {@code assets/index-1a2b.js}
   */
  byte @Nullable [] read(String path) throws IOException;
}
