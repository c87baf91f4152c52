package io.lares.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processes that stand still (SIGSTOP) for as long as it is open. A peer that has nothing to do any
 * more collects its garbage some seconds later, on all processors, which another one's latency
 * would pay for.
 */
final class Standstill implements AutoCloseable {
  private static final Path PERL = Path.of("/usr/bin/perl");

  private final List<Process> processes;

  Standstill(List<Process> processes) throws IOException {
    this.processes = processes;
    signal("-STOP");
  }

  /**
   * A command that may stand still: in a process group of its own. Otherwise the kernel hangs it up
   * where the shell that the benchmark was started from ends meanwhile.
   */
  static List<String> groupOfItsOwn(List<String> command) {
    return Files.isExecutable(PERL)
        ? Stream.concat(Stream.of(PERL.toString(), "-e", "setpgrp; exec @ARGV"), command.stream())
            .toList()
        : command;
  }

  private void signal(String signal) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of("kill", signal),
                processes.stream().map(process -> Long.toString(process.pid())))
            .toList();
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + String.join(" ", command), e);
    }
  }

  @Override
  public void close() throws IOException {
    signal("-CONT");
  }
}
