package io.lares.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies of the whole store, made while the hub goes on. */
final class Backups {
  private Backups() {}

  /** Writes beside the target, and only what is complete and durable takes its name. */
  static void write(Readers readers, Path target) throws IOException {
    Path folder = target.toAbsolutePath().resolveSibling(".").normalize();
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "." + target.getFileName(), ".unfinished");
    try {
      if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
      }
      readers.outsideTransaction(
          db -> db.update("VACUUM INTO ?", unfinished.toAbsolutePath().toString()));
      sync(unfinished, StandardOpenOption.WRITE);
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder, StandardOpenOption.READ);
    } catch (UncheckedIOException e) {
      throw new IOException("The backup " + target + " can't be written: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
