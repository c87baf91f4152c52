package io.lares.mimo.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An import in a process of its own, which can be killed. */
final class ImportProcess {
  private ImportProcess() {}

  static Process start(Path store, Path source, String name) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                classes,
                ImportProcess.class.getName(),
                store.toString(),
                source.toString(),
                name))
        .inheritIO()
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    ModelStore store = new ModelStore(Path.of(arguments[0]), TokenizerCheck.NONE);
    try (ModelImport work =
        store.prepare(Path.of(arguments[1]), Optional.empty(), arguments[2], Precision.INT4)) {
      work.run(Progress.NONE);
    }
  }
}
