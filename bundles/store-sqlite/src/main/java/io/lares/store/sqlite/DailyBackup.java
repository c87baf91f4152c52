package io.lares.store.sqlite;

import io.lares.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a backup which is not older than a day, and keeps the last few. A
 * damaged store is replaced by the newest of them.
 */
final class DailyBackup implements AutoCloseable {
  /** How many are kept. */
  static final int KEPT = 7;

  private static final Logger LOG = LoggerFactory.getLogger(DailyBackup.class);
  private static final Duration OLD = Duration.ofDays(1);
  private static final Duration LOOK = Duration.ofHours(1);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final Path folder;
  private final InstantSource clock;
  private final Thread thread;
  private String trouble = "";

  /** How many bytes the disk still takes. */
  @FunctionalInterface
  interface Space {
    long left() throws IOException;
  }

  private final Space space;

  DailyBackup(Store store, Path folder, InstantSource clock) {
    this(store, folder, clock, () -> Files.getFileStore(folder).getUsableSpace());
  }

  DailyBackup(Store store, Path folder, InstantSource clock, Space space) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.space = space;
    this.thread = Thread.ofVirtual().name("store-backup").unstarted(this::live);
  }

  void start() {
    thread.start();
  }

  private void live() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes a backup where it is time for one. */
  void look() {
    try {
      Files.createDirectories(folder);
      List<Path> present = backups();
      Instant now = clock.instant();
      String due = name(now.minus(OLD));
      if (!present.isEmpty() && present.getLast().getFileName().toString().compareTo(due) > 0) {
        return;
      }
      long needed = store.health().bytes() + store.health().bytes() / 4;
      if (space.left() < needed) {
        throw new IOException(
            "it needs " + (needed >> 20) + " MiB and the disk has " + (space.left() >> 20));
      }
      store.backup(folder.resolve(name(now)));
      present = backups();
      for (Path old : present.subList(0, Math.max(0, present.size() - KEPT))) {
        Files.deleteIfExists(old);
      }
      trouble = "";
    } catch (IOException | RuntimeException e) {
      String words = String.valueOf(e.getMessage());
      if (!words.equals(trouble)) {
        LOG.warn("There is no new backup of the store: {}. The hub tries again", words);
      }
      trouble = words;
    }
  }

  private static String name(Instant time) {
    return "daily-" + STAMP.format(time) + ".db";
  }

  /** Its own backups, the oldest first; what people put beside them is theirs. */
  private List<Path> backups() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.getFileName().toString().matches("daily-[0-9]{8}T[0-9]{6}Z\\.db"))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
