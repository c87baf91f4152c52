package io.lares.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file itself: opened with care, set aside where it is damaged, never overwritten. */
final class DatabaseFile {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 100;
  private static final int USER_VERSION_AT = 60;
  private static final int APPLICATION_ID_AT = 68;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final Path backups;
  private final InstantSource clock;
  private volatile String warning = "";

  DatabaseFile(Path file, Path backups, InstantSource clock) {
    this.file = file;
    this.backups = backups;
    this.clock = clock;
  }

  /** What happened to the file that a person should know; empty when all is well. */
  String warning() {
    return warning;
  }

  /**
   * Opens the file and brings it to this hub's version.
   *
   * @throws StoreException where only a person can help
   */
  Db open() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String damage = damage(file);
      if (damage.isEmpty()) {
        makePrivate();
        try {
          return migrated();
        } catch (SQLException e) {
          if (Trouble.of(e) != Trouble.DAMAGED) {
            throw e;
          }
          damage = String.valueOf(e.getMessage());
        }
      }
      return replace(damage);
    } catch (IOException | SQLException e) {
      throw new StoreException(Trouble.of(e).words(file.toString(), e), e);
    }
  }

  /** Sets a damaged file aside and opens the latest backup that is sound, else a new file. */
  Db replace(String damage) throws IOException, SQLException {
    Instant now = clock.instant();
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + STAMP.format(now));
    for (String suffix : List.of("", "-wal", "-shm")) {
      Path part = Path.of(file + suffix);
      if (Files.exists(part)) {
        Files.move(part, Path.of(aside + suffix));
      }
    }
    Path backup = latestSoundBackup();
    if (backup != null) {
      Path copy = Path.of(file + ".restoring");
      Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    }
    makePrivate();
    Db db = migrated();
    warning =
        "The store was damaged ("
            + damage
            + ") and is set aside as "
            + aside
            + ". "
            + (backup == null
                ? "There was no backup, so the hub begins anew: name your devices and people again,"
                    + " or put a backup of your own in its place."
                : "The hub goes on with the backup "
                    + backup.getFileName()
                    + "; what changed after it is missing.");
    LOG.error("{}", warning);
    return db;
  }

  private Db migrated() throws SQLException {
    Db db = Db.writer(file);
    try {
      Schema.migrate(db);
      return db;
    } catch (SQLException | RuntimeException e) {
      db.close();
      throw e;
    }
  }

  private void makePrivate() throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /**
   * Looks at the first bytes, without SQLite, so that nothing is touched.
   *
   * @return what is wrong with them, or an empty text
   * @throws StoreException where a newer hub or another program wrote it
   */
  private static String damage(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return "";
    }
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(HEADER_BYTES);
    }
    if (header.length < HEADER_BYTES
        || !ByteBuffer.wrap(header, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return "it is not an SQLite file";
    }
    int application = ByteBuffer.wrap(header).getInt(APPLICATION_ID_AT);
    if (application != 0 && application != Schema.APPLICATION_ID) {
      throw new StoreException(
          file + " belongs to another program. Start the hub with another data folder.");
    }
    Schema.refuseNewer(ByteBuffer.wrap(header).getInt(USER_VERSION_AT));
    return "";
  }

  private @Nullable Path latestSoundBackup() throws IOException {
    if (!Files.isDirectory(backups)) {
      return null;
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files
          .filter(path -> path.toString().endsWith(".db"))
          .sorted(Comparator.comparing(DatabaseFile::modified).reversed())
          .filter(DatabaseFile::sound)
          .findFirst()
          .orElse(null);
    }
  }

  private static Instant modified(Path path) {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sound(Path backup) {
    try {
      if (!damage(backup).isEmpty() || Files.size(backup) == 0) {
        return false;
      }
      try (Db db = Db.reader(backup)) {
        return "ok".equals(db.first("PRAGMA quick_check(1)", row -> row.getString(1)));
      }
    } catch (IOException | SQLException | StoreException e) {
      LOG.warn("The backup {} can't be used", backup, e);
      return false;
    }
  }

  /** The size on disk, in bytes, with the write-ahead log. */
  long bytes() {
    long bytes = 0;
    for (String suffix : List.of("", "-wal")) {
      try {
        bytes += Files.size(Path.of(file + suffix));
      } catch (IOException e) {
        // The log is not always there.
      }
    }
    return bytes;
  }
}
