package io.lares.web.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the HTTP server listens, and its limits. Kept by ConfigAdmin, so that the next start has it
 * right from the beginning.
 */
final class Binding {
  static final String PID = "org.apache.felix.http";
  static final String HOST = "org.apache.felix.http.host";

  private static final Logger LOG = LoggerFactory.getLogger(Binding.class);

  private final ConfigurationAdmin admin;

  Binding(ConfigurationAdmin admin) {
    this.admin = admin;
  }

  /**
   * Listens there; nothing happens where it does already.
   *
   * @param host an address of this machine
   */
  void listen(String host) {
    try {
      Configuration configuration = admin.getConfiguration(PID, "?");
      Dictionary<String, Object> present = configuration.getProperties();
      Dictionary<String, Object> wanted = settings(host);
      if (!same(present, wanted)) {
        LOG.info("The page listens on {}", host);
        configuration.update(wanted);
      }
    } catch (IOException e) {
      LOG.error(
          "Where the page listens could not be written down; it stays as it is. Is the disk full?",
          e);
    }
  }

  private static Dictionary<String, Object> settings(String host) {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put(HOST, host);
    settings.put("org.apache.felix.http.timeout", 30_000);
    settings.put("org.apache.felix.http.jetty.headerBufferSize", 8192);
    settings.put("org.apache.felix.http.jetty.acceptors", 1);
    settings.put("org.apache.felix.http.jetty.selectors", 1);
    settings.put("org.apache.felix.http.jetty.acceptQueueSize", 128);
    settings.put("org.apache.felix.http.jetty.virtualthreads.enable", true);
    settings.put("org.apache.felix.http.jetty.sendServerHeader", false);
    return settings;
  }

  private static boolean same(
      @Nullable Dictionary<String, Object> present, Dictionary<String, Object> wanted) {
    if (present == null) {
      return false;
    }
    for (var keys = wanted.keys(); keys.hasMoreElements(); ) {
      String key = keys.nextElement();
      if (!wanted.get(key).equals(present.get(key))) {
        return false;
      }
    }
    return true;
  }
}
