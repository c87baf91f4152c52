package io.lares.access.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the 32 random bytes that secrets are encrypted with; only its owner may read it.
 */
final class KeyFile {
  static final int BYTES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  /** What is there. */
  enum Find {
    KEY,
    MISSING,
    /** Nothing in it: somebody asks for a new key, or a first start was cut off. */
    EMPTY,
    DAMAGED
  }

  /**
   * A file as it was found.
   *
   * @param key the bytes of a {@link Find#KEY}
   */
  record Content(Find find, byte @Nullable [] key) {}

  /** Reads it anew each time: it may come back from a backup while the hub runs. */
  Content read() throws IOException {
    try {
      byte[] bytes;
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES + 1);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        bytes = Arrays.copyOf(buffer.array(), buffer.position());
      }
      closeToOthers();
      return switch (bytes.length) {
        case 0 -> new Content(Find.EMPTY, null);
        case BYTES -> new Content(Find.KEY, bytes);
        default -> new Content(Find.DAMAGED, null);
      };
    } catch (NoSuchFileException e) {
      return new Content(Find.MISSING, null);
    }
  }

  private void closeToOthers() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      view.setPermissions(OWNER_ONLY);
      LOG.warn("{} could be read by others; now it can't", file);
    }
  }

  /** Makes another key; the file is durable when this returns. */
  byte[] make() throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file, attributes());
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    return key;
  }

  private FileAttribute<?>[] attributes() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
