package io.lares.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * The pauses that the garbage collector made since this was opened. They are read afterwards only:
 * to read along takes a processor from what is measured.
 */
final class Pauses implements AutoCloseable {
  /** One pause, in nanoseconds of the machine's clock. */
  record Pause(long begin, long end) {
    double millis() {
      return (end - begin) / 1e6;
    }
  }

  private final Recording recording = new Recording();
  private final Instant epoch = Instant.now();
  private final long epochNanos = System.nanoTime();

  Pauses() {
    recording.enable("jdk.GCPhasePause").withoutThreshold();
    recording.setToDisk(false);
    recording.start();
  }

  /** Those so far. */
  List<Pause> all() throws IOException {
    Path file = Files.createTempFile("pauses", ".jfr");
    try {
      recording.dump(file);
      List<Pause> pauses = new ArrayList<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        pauses.add(new Pause(nanos(event.getStartTime()), nanos(event.getEndTime())));
      }
      return pauses;
    } finally {
      Files.delete(file);
    }
  }

  private long nanos(Instant time) {
    return epochNanos + Duration.between(epoch, time).toNanos();
  }

  @Override
  public void close() {
    recording.close();
  }
}
