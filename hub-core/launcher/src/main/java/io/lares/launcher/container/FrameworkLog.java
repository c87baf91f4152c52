package io.lares.launcher.container;

import org.apache.felix.framework.Logger;
import org.slf4j.LoggerFactory;

/** Brings the framework's own words into the hub's log. */
final class FrameworkLog extends Logger {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("container");

  FrameworkLog() {
    setLogLevel(LOG_WARNING);
  }

  @Override
  protected void doLog(int level, String message, Throwable thrown) {
    switch (level) {
      case LOG_ERROR -> LOG.error(message, thrown);
      case LOG_WARNING -> LOG.warn(message, thrown);
      default -> LOG.debug(message, thrown);
    }
  }
}
