package io.lares.mimo.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Which of a store's models is used, in a file beside them. */
final class Choice {
  /** No model has this name. */
  static final String OFF = "-";

  private static final String FILE = ".chosen";
  private static final int LONGEST = 64;

  private final Path folder;

  Choice(Path folder) {
    this.folder = folder;
  }

  /** A name, {@link #OFF}, or empty where nothing was chosen. */
  String read() throws ModelException {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        return "";
      }
      String text = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
      return text.equals(OFF) || ModelStore.isName(text) ? text : "";
    } catch (IOException e) {
      throw new ModelException("The file " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  /** As if nothing had been chosen. */
  void forget() throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  void write(String chosen) throws ModelException {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, FILE, "");
      Files.writeString(fresh, chosen);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ModelException("The file " + file + " can't be written: " + e.getMessage(), e);
    }
  }
}
