package io.lares.mimo.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * What of this bundle native code has to find as a file. Unpacked once and kept from start to
 * start; several hubs may share the folder, since a file appears there whole or not at all. A file
 * of another size is an older version's, and replaced.
 */
final class Unpacked {
  private final Path folder;

  Unpacked(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  Path folder() {
    return folder;
  }

  /**
   * The resource as a file.
   *
   * @param resource its path in this bundle, from the root
   * @throws FileNotFoundException where this bundle has no such resource
   */
  Path file(String resource) throws IOException {
    URL url = Unpacked.class.getResource(resource);
    if (url == null) {
      throw new FileNotFoundException(resource);
    }
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      if (!Files.exists(file) || Files.size(file) != connection.getContentLengthLong()) {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "unpacking-", ".tmp");
        try {
          write(in, fresh);
          Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(fresh);
        }
      }
    }
    return file;
  }

  private static void write(InputStream in, Path fresh) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      in.transferTo(Channels.newOutputStream(channel));
      // Otherwise a power cut could leave the name without the content.
      channel.force(true);
    }
  }

  /** Has all files unpacked anew the next time. */
  void discard() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
