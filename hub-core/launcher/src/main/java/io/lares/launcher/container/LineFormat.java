package io.lares.launcher.container;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line for each event: time, level, who, what. What devices and networks put into a message
 * can't forge a line or drive a terminal, and can't fill the disk.
 */
final class LineFormat extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_TRACE = 8_000;

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(ZonedDateTime.ofInstant(entry.getInstant(), ZoneId.systemDefault())));
    line.append(level(entry.getLevel()));
    line.append(source(entry.getLoggerName())).append(": ");
    appendPlain(line, formatMessage(entry), LONGEST_MESSAGE, "\\n");
    line.append('\n');
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append("    ");
      appendPlain(line, trace.toString().stripTrailing(), LONGEST_TRACE, "\n    ");
      line.append('\n');
    }
    return line.toString();
  }

  private static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return " ERROR ";
    }
    if (value >= Level.WARNING.intValue()) {
      return " WARN  ";
    }
    return value >= Level.INFO.intValue() ? " info  " : " debug ";
  }

  /** The last word of the logger's name: the class, or the bundle. */
  private static String source(String logger) {
    String name = logger == null ? "" : logger;
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void appendPlain(StringBuilder to, String text, int limit, String newLine) {
    int end = Math.min(text.length(), limit);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        to.append(newLine);
      } else if (c == '\t') {
        to.append("  ");
      } else if (c != '\r' && (Character.isISOControl(c) || steersText(c))) {
        to.append(String.format("\\u%04x", (int) c));
      } else if (c != '\r') {
        to.append(c);
      }
    }
    if (end < text.length()) {
      to.append(" ... (").append(text.length() - end).append(" more characters)");
    }
  }

  /** Line separators and the marks that turn the direction of text. */
  private static boolean steersText(char c) {
    return c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
