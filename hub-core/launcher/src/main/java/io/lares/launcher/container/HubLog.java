package io.lares.launcher.container;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Where log lines go: to the terminal and, for the hub itself, to {@code data/log/lares.0.log}. */
final class HubLog {
  private static final int FILE_BYTES = 4 << 20;
  private static final int FILES = 5;

  /**
   * They tell of each handler that they start; held here, as a level lives as long as its logger.
   */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.apache.felix.http"));

  private HubLog() {}

  /** The JVM's own manager closes all handlers as soon as it is told to stop: too early for us. */
  public static final class Manager extends LogManager {
    @Override
    public void readConfiguration() {
      // all is set by HubLog
    }

    @Override
    public void reset() {
      // the last lines are those that matter
    }
  }

  /** To be called after {@code java.util.logging.manager} was set, and before anything logs. */
  static void toTerminal(PrintStream terminal, Level level) {
    Logger root = Logger.getLogger("");
    for (Handler old : root.getHandlers()) {
      root.removeHandler(old);
    }
    root.setLevel(level);
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
    root.addHandler(new Terminal(terminal));
  }

  /**
   * Also writes into a file; when it is full the next one begins and the oldest goes.
   *
   * @return the file with the newest lines
   * @throws IOException where the folder can't be written
   */
  static Path toFile(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileHandler file =
        new FileHandler(folder.resolve("lares.%g.log").toString(), FILE_BYTES, FILES, true);
    file.setFormatter(new LineFormat());
    file.setEncoding("UTF-8");
    Logger.getLogger("").addHandler(file);
    return folder.resolve("lares.0.log");
  }

  private static final class Terminal extends Handler {
    private final PrintStream terminal;

    Terminal(PrintStream terminal) {
      this.terminal = terminal;
      setFormatter(new LineFormat());
    }

    @Override
    public void publish(LogRecord entry) {
      if (isLoggable(entry)) {
        terminal.print(getFormatter().format(entry));
        terminal.flush();
      }
    }

    @Override
    public void flush() {
      terminal.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
