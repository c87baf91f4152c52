package io.lares.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordingStream;

/** The pauses that the garbage collector made since this was opened. */
final class Pauses implements AutoCloseable {
  /** One pause, in nanoseconds of the machine's clock. */
  record Pause(long begin, long end) {
    double millis() {
      return (end - begin) / 1e6;
    }
  }

  private final RecordingStream stream = new RecordingStream();
  private final List<Pause> pauses = new CopyOnWriteArrayList<>();

  Pauses() {
    Instant epoch = Instant.now();
    long nanos = System.nanoTime();
    stream.enable("jdk.GCPhasePause").withoutThreshold();
    stream.onEvent(
        "jdk.GCPhasePause",
        event ->
            pauses.add(
                new Pause(
                    nanos + Duration.between(epoch, event.getStartTime()).toNanos(),
                    nanos + Duration.between(epoch, event.getEndTime()).toNanos())));
    stream.startAsync();
  }

  /** Those so far. */
  List<Pause> all() {
    stream.stop();
    return List.copyOf(pauses);
  }

  @Override
  public void close() {
    stream.close();
  }
}
