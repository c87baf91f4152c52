package io.lares.web.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hub's address in the file {@code address} of the data folder, for programs on this
 * machine: one line, such as {@code http://127.0.0.1:8420}. The file goes when the server stops.
 */
final class AddressFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AddressFile.class);
  private static final String ENDPOINTS = "osgi.http.endpoint";
  private static final String SERVER =
      "(&(objectClass=org.osgi.service.servlet.runtime.HttpServiceRuntime)(" + ENDPOINTS + "=*))";

  private final Path file;
  private final ServiceTracker<Object, Object> servers;

  AddressFile(BundleContext context, Path folder) {
    file = folder.resolve("address");
    servers = new ServiceTracker<>(context, filter(), new Listener());
    servers.open();
  }

  private static Filter filter() {
    try {
      return FrameworkUtil.createFilter(SERVER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The address for programs on this machine. A server that listens on several addresses of the
   * machine listens on all of them, so on loopback, too, which it does not name then.
   */
  static @Nullable String choose(List<String> endpoints) {
    List<URI> addresses =
        endpoints.stream()
            .map(endpoint -> URI.create(endpoint.replaceAll("/+$", "")))
            .filter(address -> address.getHost() != null)
            .toList();
    if (addresses.isEmpty()) {
      return null;
    }
    URI first = addresses.getFirst();
    return addresses.size() == 1
        ? first.toString()
        : first.getScheme() + "://127.0.0.1:" + first.getPort();
  }

  private void write(@Nullable Object endpoints) {
    List<String> all =
        endpoints instanceof String[] several
            ? List.of(several)
            : endpoints instanceof String one && !one.isEmpty() ? List.of(one) : List.of();
    try {
      String address = choose(all);
      if (address != null) {
        Path unfinished = file.resolveSibling("address.unfinished");
        Files.writeString(unfinished, address + "\n");
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} could not be written; \"hub ask\" will not find the hub", file, e);
    }
  }

  @Override
  public void close() {
    servers.close();
  }

  private final class Listener implements ServiceTrackerCustomizer<Object, Object> {
    @Override
    public Object addingService(ServiceReference<Object> server) {
      write(server.getProperty(ENDPOINTS));
      return server;
    }

    @Override
    public void modifiedService(ServiceReference<Object> server, Object same) {
      write(server.getProperty(ENDPOINTS));
    }

    @Override
    public void removedService(ServiceReference<Object> server, Object same) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} could not be removed", file, e);
      }
    }
  }
}
