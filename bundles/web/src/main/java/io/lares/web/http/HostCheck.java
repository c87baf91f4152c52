package io.lares.web.http;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers only under names that are this hub's. A page of somebody else whose name was made to
 * point at the hub (DNS rebinding) would otherwise be the hub's own page to a browser.
 */
public final class HostCheck {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Set<String> machine;
  private final Supplier<Set<String>> configured;

  /**
   * Makes one.
   *
   * @param machine the machine's names, in lower case
   * @param configured more names that a person allowed, in lower case
   */
  public HostCheck(Set<String> machine, Supplier<Set<String>> configured) {
    this.machine = machine;
    this.configured = configured;
  }

  /** Whether a request with this Host header is meant for the hub. */
  boolean allows(@Nullable String header) {
    if (header == null || header.isEmpty() || header.length() > 255) {
      return false;
    }
    String host = PORT.matcher(header).replaceFirst("").toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    return host.startsWith("[") && host.endsWith("]")
        || IPV4.matcher(host).matches()
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.endsWith(".local")
        || machine.contains(host)
        || configured.get().contains(host);
  }
}
