package io.lares.bench;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the machine's processors from sleeping for as long as it is open, through Linux's power
 * management quality of service (a tolerated latency of 0 us, as {@code cyclictest} asks for). How
 * long a sleeping processor takes to wake is a matter of the machine: 1 us on some, and in a
 * virtual machine that hands its idle processors back 20 us and at times milliseconds.
 */
final class AwakeProcessors implements AutoCloseable {
  private static final Path TOLERATED_LATENCY = Path.of("/dev/cpu_dma_latency");

  private final OutputStream request;

  AwakeProcessors() throws IOException {
    request = new FileOutputStream(TOLERATED_LATENCY.toFile());
    request.write(new byte[Integer.BYTES]);
  }

  /** Whether this machine lets us; most let the superuser alone. */
  static boolean allowed() {
    return Files.isWritable(TOLERATED_LATENCY);
  }

  @Override
  public void close() throws IOException {
    request.close();
  }
}
