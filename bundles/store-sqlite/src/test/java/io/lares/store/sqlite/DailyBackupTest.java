package io.lares.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyBackupTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(StoreTest.NOON);

  private void pass(Duration time) {
    now.set(now.get().plus(time));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void thereIsOneADayAndTheLastFewAreKept() throws Exception {
    Path own = Files.createDirectories(folder.resolve("backups")).resolve("mine.db");
    Files.writeString(own, "a person put it here");
    try (SqliteStore store = new SqliteStore(folder);
        DailyBackup daily = new DailyBackup(store, folder.resolve("backups"), now::get)) {
      daily.look();
      pass(Duration.ofHours(23));
      daily.look();
      assertThat(files()).hasSize(2).contains("mine.db");
      for (int day = 0; day < 10; day++) {
        store.put("web/day", String.valueOf(day));
        pass(Duration.ofDays(1));
        daily.look();
      }
      assertThat(files()).hasSize(DailyBackup.KEPT + 1).contains("mine.db");
    }
    Files.copy(
        folder.resolve("backups").resolve(files().get(DailyBackup.KEPT - 1)),
        Files.createDirectories(folder.resolve("other")).resolve("lares.db"));
    try (SqliteStore copy = new SqliteStore(folder.resolve("other"))) {
      assertThat(copy.get("web/day")).contains("9");
    }
  }

  @Test
  void aDiskWithoutRoomGetsNoneUntilThereIsRoom() throws Exception {
    AtomicReference<Long> room = new AtomicReference<>(1_000L);
    try (SqliteStore store = new SqliteStore(folder);
        DailyBackup daily =
            new DailyBackup(store, folder.resolve("backups"), now::get, room::get)) {
      daily.look();
      assertThat(files()).isEmpty();
      room.set(Long.MAX_VALUE);
      daily.look();
      assertThat(files()).hasSize(1);
    }
  }
}
