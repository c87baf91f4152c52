package io.lares.store.sqlite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library in the hub's own folder from start to start. The driver by itself
 * would unpack it to the system's temporary folder each time, and leave it there after a {@code
 * kill -9}.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  /** Unpacks the library where it is not there yet, and tells the driver where it lies. */
  static void keepIn(Path folder) throws IOException {
    String platform = OSInfo.getNativeLibFolderPathForCurrentOS();
    String name = System.mapLibraryName("sqlitejdbc");
    String resource = "/org/sqlite/native/" + platform + "/" + name;
    URL url = SQLiteJDBCLoader.class.getResource(resource);
    if (url == null) {
      throw new FileNotFoundException(
          "There is no SQLite for this machine (" + platform + ") in sqlite-jdbc");
    }
    Path home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
    Path library = home.resolve(name);
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      if (!Files.exists(library) || Files.size(library) != connection.getContentLengthLong()) {
        Files.createDirectories(home);
        Path fresh = Files.createTempFile(home, name, ".tmp");
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    System.setProperty("org.sqlite.lib.path", home.toAbsolutePath().toString());
    System.setProperty("org.sqlite.lib.name", name);
  }
}
