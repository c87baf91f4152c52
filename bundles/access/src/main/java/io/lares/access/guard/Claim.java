package io.lares.access.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code with which the first person takes the hub: another one after each start, printed, and in
 * a file that only the hub's user can read, until the hub is claimed.
 */
final class Claim {
  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private final Path file;
  private volatile @Nullable String code;

  Claim(Path folder) {
    this.file = folder.resolve("claim-code");
  }

  void open(Secrets secrets, String address) {
    String fresh = secrets.code();
    code = fresh;
    try {
      Secrets.writePrivately(file, fresh);
    } catch (IOException e) {
      LOG.warn("The claim code can't be written to {}: {}", file, e.getMessage());
    }
    LOG.info("Claim this hub at {} with the code {}", address, fresh);
  }

  boolean matches(String typed) {
    String right = code;
    return right != null && Secrets.same(plain(typed), plain(right));
  }

  /** The hub has an owner: no code opens it any more. */
  void close() {
    code = null;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is of no use any more and can't be deleted: {}", file, e.getMessage());
    }
  }

  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }
}
