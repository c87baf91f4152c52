package io.lares.store.sqlite;

import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.store.JournalEntry.Changed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * A program to be killed: journals numbers as fast as it can, and prints the id and the number of
 * each row once that is acknowledged. Arguments: the data folder and the first number.
 */
public final class CrashWriter {
  private CrashWriter() {}

  public static void main(String[] arguments) throws InterruptedException {
    Semaphore underWay = new Semaphore(5_000);
    try (SqliteStore store = new SqliteStore(Path.of(arguments[0]))) {
      for (long number = Long.parseLong(arguments[1]); ; number++) {
        long written = number;
        underWay.acquire();
        var unused =
            store
                .append(
                    new Changed(
                        Instant.now(),
                        new DeviceId("device-" + number % 100),
                        Vocabulary.LEVEL,
                        null,
                        Value.of(number),
                        null))
                .thenAccept(id -> {
                  System.out.println(id + " " + written);
                  underWay.release();
                });
      }
    }
  }
}
