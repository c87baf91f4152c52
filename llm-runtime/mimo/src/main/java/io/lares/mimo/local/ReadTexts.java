package io.lares.mimo.local;

import io.lares.mimo.engine.Context;
import io.lares.mimo.engine.Snapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a model has read across restarts: one file for the model that was used last, in GZIP
 * (RFC 1952), which has a checksum. One that can't be used is left out, and the log says so.
 */
final class ReadTexts {
  private static final Logger LOG = LoggerFactory.getLogger(ReadTexts.class);
  private static final String SUFFIX = ".read.gz";
  private static final int BUFFER = 1 << 16;

  /** What is left free of the disk for others. */
  private static final long SPARE_DISK = 256L << 20;

  private final Path folder;

  ReadTexts(Path folder) {
    this.folder = folder;
  }

  private Path file(String model) {
    return folder.resolve(model + SUFFIX);
  }

  /**
   * Has an empty context go on from what is kept for a model; where that can't be, it stays empty.
   *
   * @param model a word that no model with other weights has
   */
  void load(String model, Context context) {
    Path file = file(model);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER))) {
      Snapshot.read(context, in);
      // The checksum stands at the end.
      if (in.read() >= 0) {
        throw new IOException("it goes on where it should end");
      }
    } catch (NoSuchFileException e) {
      // Nothing is kept yet.
    } catch (IOException e) {
      context.rollback(0);
      LOG.warn("{} is left out, and its text read again: {}", file, e.getMessage());
    }
  }

  /**
   * Keeps what a context has read, in place of what was kept.
   *
   * @param cancelled is asked now and then; true leaves what was kept
   */
  void save(String model, Context context, long bytes, BooleanSupplier cancelled) {
    try {
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes + SPARE_DISK) {
        LOG.info("What the model has read is not kept: the disk has {} MB left", free >> 20);
        return;
      }
      Path fresh = Files.createTempFile(folder, "new", SUFFIX);
      try {
        if (write(fresh, context, cancelled)) {
          removeAllBut(fresh);
          Files.move(fresh, file(model), StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      LOG.warn("What the model has read can't be kept: {}", e.getMessage());
    }
  }

  private static boolean write(Path file, Context context, BooleanSupplier cancelled)
      throws IOException {
    boolean whole;
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new Squeezed(Files.newOutputStream(file)), BUFFER))) {
      whole = Snapshot.write(context, out, cancelled);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return whole;
  }

  /** There are no words in it that come again, only some figures that come more often. */
  private static final class Squeezed extends GZIPOutputStream {
    Squeezed(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setStrategy(Deflater.HUFFMAN_ONLY);
    }
  }

  private void removeAllBut(Path kept) throws IOException {
    List<Path> others;
    try (Stream<Path> files = Files.list(folder)) {
      others = files.filter(file -> !file.equals(kept)).toList();
    }
    for (Path other : others) {
      Files.deleteIfExists(other);
    }
  }
}
