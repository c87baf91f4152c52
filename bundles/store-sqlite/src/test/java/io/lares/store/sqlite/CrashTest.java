package io.lares.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Value;
import io.lares.store.Journal.JournalRow;
import io.lares.store.JournalEntry.Changed;
import io.lares.store.JournalQuery;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final int KILLS = 10;

  @TempDir Path folder;

  @Test
  void everyRowThatWasAcknowledgedSurvivesKills() throws Exception {
    Random random = new Random();
    Map<Long, Long> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.putAll(killedAfter(1 + random.nextInt(20_000), kill * 10_000_000L));
      Map<Long, Long> found = new HashMap<>();
      try (SqliteStore store = new SqliteStore(folder)) {
        assertThat(store.health().problem()).isEmpty();
        Long before = null;
        List<JournalRow> page;
        do {
          page = store.find(new JournalQuery(null, null, null, null, null, before, 1000));
          for (JournalRow row : page) {
            Changed changed = (Changed) row.entry();
            found.put(row.id(), (long) ((Value.Num) changed.after()).value());
            before = row.id();
          }
        } while (!page.isEmpty());
      }
      assertThat(found).containsAllEntriesOf(acknowledged);
    }
  }

  /** What a child printed until it was killed, after about so many lines. */
  private Map<Long, Long> killedAfter(int lines, long first) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString(),
                String.valueOf(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<Long, Long> acknowledged = new HashMap<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = out.readLine();
      for (int i = 0; line != null; i++) {
        if (i == lines) {
          // Not the process itself: that would close the stream with what is still in it.
          child.toHandle().destroyForcibly();
        }
        String next = out.readLine();
        // The very last line may be cut off.
        if (next != null) {
          String[] parts = line.split(" ");
          acknowledged.put(Long.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        line = next;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines - 1);
    return acknowledged;
  }
}
