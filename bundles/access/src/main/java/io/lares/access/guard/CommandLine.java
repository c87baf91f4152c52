package io.lares.access.guard;

import io.lares.access.Access.Principal;
import io.lares.home.Person.Role;
import io.lares.home.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the command line of the same machine in: whoever can read the hub's files owns the hub
 * anyway. The token is another one after each start and lies in a file that only the hub's user can
 * read.
 */
final class CommandLine {
  /** Nobody else may have this id. */
  static final PersonId ID = new PersonId("cli");

  private static final Logger LOG = LoggerFactory.getLogger(CommandLine.class);
  private static final Principal PRINCIPAL = new Principal(ID, "cli", Role.OWNER, "", true);

  private final Path file;
  private final String hash;

  CommandLine(Path folder, Secrets secrets) {
    file = folder.resolve("cli-token");
    String token = Tokens.PREFIX + "cli_" + secrets.token();
    hash = Secrets.hash(token);
    try {
      Secrets.writePrivately(file, token);
    } catch (IOException e) {
      LOG.warn("./hub ask will not work, since {} can't be written: {}", file, e.getMessage());
    }
  }

  boolean matches(String token) {
    return Secrets.same(Secrets.hash(token), hash);
  }

  Principal principal() {
    return PRINCIPAL;
  }

  void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is of no use any more and can't be deleted: {}", file, e.getMessage());
    }
  }
}
