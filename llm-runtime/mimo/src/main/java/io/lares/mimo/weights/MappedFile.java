package io.lares.mimo.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file in memory, to be read only. */
record MappedFile(Path path, MemorySegment data, String fingerprint) {
  /** Holds mapped files until it is closed, which its owner sees to. */
  @SuppressWarnings("MustBeClosedChecker")
  static Arena arena() {
    return Arena.ofShared();
  }

  static MappedFile open(Path path, Arena arena) throws ModelException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      return new MappedFile(
          path,
          channel.map(MapMode.READ_ONLY, 0, size, arena),
          path.getFileName() + " " + size + " " + Files.getLastModifiedTime(path).toMillis());
    } catch (IOException e) {
      throw new ModelException("The file " + path + " can't be read: " + e.getMessage(), e);
    }
  }

  /** An error that names the file. */
  ModelException broken(String why) {
    return new ModelException("The file " + path.getFileName() + " is damaged: " + why);
  }
}
