package io.lares.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.store.JournalEntry;
import io.lares.store.JournalEntry.Noted;
import io.lares.store.JournalQuery;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
  private static final Waiting.Pace QUICK =
      new Waiting.Pace(
          Duration.ofMillis(1), 500, 1 << 20, Duration.ofMillis(20), Duration.ofMillis(50));

  @TempDir Path folder;

  private SqliteStore open() {
    return new SqliteStore(folder, InstantSource.system(), QUICK);
  }

  private static JournalEntry note(int number) {
    return new Noted(StoreTest.NOON, "test", number + " " + "x".repeat(1000));
  }

  /** What is asked together with rows that don't fit fails with them, so this asks again. */
  private static void giveSpace(SqliteStore store) {
    await()
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> store.writer().call(db -> db.number("PRAGMA max_page_count = 1000000")) > 0);
  }

  @Test
  void aFullDiskDegradesToMemoryAndRecoversByItself() {
    try (SqliteStore store = open()) {
      long pages = store.writer().call(db -> db.number("PRAGMA page_count"));
      store.writer().call(db -> db.number("PRAGMA max_page_count = " + (pages + 5)));
      List<CompletableFuture<Long>> written = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        written.add(store.append(note(i)).toCompletableFuture());
      }
      await().until(() -> store.health().problem().contains("disk is full"));
      assertThat(store.health().waiting()).isPositive();
      assertThatThrownBy(() -> store.put("web/big", "x".repeat(100_000)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("disk is full");
      assertThat(store.get("web/big")).isEmpty();

      giveSpace(store);
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
      await().until(() -> store.health().problem().isEmpty());
      assertThat(store.health().dropped()).isZero();
      store.put("web/big", "x".repeat(100_000));
      await()
          .until(() ->
              store.find(JournalQuery.newest(1)).getFirst().entry() instanceof Noted noted
                  && noted.message().contains("can write again"));
      assertThat(store.find(JournalQuery.newest(1000))).hasSize(101);
    }
  }

  @Test
  void whenItLastsTooLongTheOldestAreDroppedAndSaySo() {
    try (SqliteStore store = open()) {
      long pages = store.writer().call(db -> db.number("PRAGMA page_count"));
      store.writer().call(db -> db.number("PRAGMA max_page_count = " + pages));
      // A page that is there has room for a few.
      await()
          .until(() -> {
            store.append(note(0));
            return store.health().problem().contains("disk is full");
          });
      CompletableFuture<Long> first = store.append(note(0)).toCompletableFuture();
      CompletableFuture<Long> last = first;
      for (int i = 0; i < 1000; i++) {
        last = store.append(note(i)).toCompletableFuture();
      }
      assertThat(first)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(IOException.class);
      // What is just being tried again comes on top, until it is put back.
      await().until(() -> store.health().waiting() <= 500);
      giveSpace(store);
      assertThat(last.join()).isPositive();
      await().until(() -> store.health().waiting() == 0);
      assertThat(store.health().dropped()).isPositive();
    }
  }

  @Test
  void aFileFromANewerHubIsRefusedAndNotTouched() throws Exception {
    Path file = folder.resolve("lares.db");
    try (SqliteStore store = open()) {
      store.writer().call(db -> db.number("PRAGMA page_count"));
    }
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(60);
      raw.writeInt(Schema.VERSION + 1);
    }
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer Lares");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(folder.resolve("lares.db-wal")).doesNotExist();
  }

  @Test
  void aDamagedFileIsSetAsideAndANewOneBegun() throws Exception {
    Files.writeString(folder.resolve("lares.db"), "this is no database ".repeat(100));
    try (SqliteStore store = open()) {
      assertThat(store.health().problem()).contains("damaged").contains("no backup");
      store.put("web/x", "1");
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path aside =
          files.filter(path -> path.toString().contains(".damaged-")).findFirst().orElseThrow();
      assertThat(Files.readString(aside)).startsWith("this is no database");
    }
    try (SqliteStore store = open()) {
      assertThat(store.get("web/x")).contains("1");
      assertThat(store.health().problem()).isEmpty();
    }
  }

  @Test
  void aDamagedFileIsReplacedByTheLatestSoundBackup() throws Exception {
    try (SqliteStore store = open()) {
      store.put("web/x", "1");
      store.backup(folder.resolve("backups/good.db"));
    }
    Files.writeString(folder.resolve("backups/newer-but-bad.db"), "nothing");
    Files.writeString(folder.resolve("lares.db"), "this is no database ".repeat(100));
    try (SqliteStore store = open()) {
      assertThat(store.get("web/x")).contains("1");
      assertThat(store.health().problem()).contains("good.db");
    }
  }

  @Test
  void aBackupIsACompleteStoreOrNothing() throws Exception {
    Path target = folder.resolve("elsewhere/copy.db");
    try (SqliteStore store = open()) {
      store.put("web/x", "1");
      store.backup(target);
      store.put("web/x", "2");
      assertThatThrownBy(() -> store.backup(Path.of("/proc/nowhere/copy.db")))
          .isInstanceOf(IOException.class);
    }
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
    Files.copy(target, Files.createDirectories(folder.resolve("other")).resolve("lares.db"));
    try (SqliteStore copy = new SqliteStore(folder.resolve("other"))) {
      assertThat(copy.get("web/x")).contains("1");
    }
  }
}
