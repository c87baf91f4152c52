package io.lares.store.sqlite;

import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.store.JournalEntry.Changed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/** Prints how fast changes are journalled. Arguments: how many, and over how many devices. */
public final class JournalBenchmark {
  private JournalBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    int devices = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("lares-journal");
    for (int start = 0; start < 2; start++) {
      long before = System.nanoTime();
      new SqliteStore(folder).close();
      System.out.printf("start and stop %d: %d ms%n", start, millis(before));
    }
    long opening = System.nanoTime();
    try (SqliteStore store = new SqliteStore(folder)) {
      System.out.printf("start, warm: %d ms%n", millis(opening));
      DeviceId[] ids = new DeviceId[devices];
      Arrays.setAll(ids, i -> new DeviceId("a-device-of-the-home-" + i));
      Semaphore underWay = new Semaphore(32_768);
      Instant now = Instant.now();
      long begin = System.nanoTime();
      for (int i = 0; i < rows; i++) {
        underWay.acquire();
        double value = 20 + i % 100 / 10.0;
        var unused =
            store
                .append(
                    new Changed(
                        now.plusMillis(i),
                        ids[i % devices],
                        Vocabulary.TEMPERATURE,
                        Value.of(value),
                        Value.of(value + 0.1),
                        null))
                .whenComplete((id, failure) -> underWay.release());
      }
      underWay.acquire(32_768);
      long millis = millis(begin);
      System.out.printf(
          "%d rows in %d ms: %d rows/s, %.1f bytes a row%n",
          rows,
          millis,
          rows * 1000L / millis,
          (double) Files.size(folder.resolve("lares.db")) / rows);
      long[] latencies = new long[200];
      for (int i = 0; i < latencies.length; i++) {
        long asked = System.nanoTime();
        store
            .append(new Changed(now, ids[0], Vocabulary.LEVEL, null, Value.of(i), null))
            .toCompletableFuture()
            .join();
        latencies[i] = (System.nanoTime() - asked) / 1000;
      }
      Arrays.sort(latencies);
      System.out.printf(
          "acknowledged, one by one: p50 %d us, p99 %d us%n", latencies[100], latencies[198]);
      long setting = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        store.put("bench/x", "y" + i);
      }
      System.out.printf("a setting: %d us%n", (System.nanoTime() - setting) / 100_000);
      long rolling = System.nanoTime();
      store.tidyNow();
      System.out.printf("all roll-ups: %d ms%n", millis(rolling));
    }
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }
}
