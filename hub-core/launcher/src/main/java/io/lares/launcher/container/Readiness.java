package io.lares.launcher.container;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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

/** Waits for the HTTP server, which tells its address as a property of its service. */
final class Readiness implements AutoCloseable {
  private static final String SERVER =
      "(&(objectClass=org.osgi.service.servlet.runtime.HttpServiceRuntime)(osgi.http.endpoint=*))";

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  private final BlockingQueue<String> addresses = new ArrayBlockingQueue<>(16);
  private final ServiceTracker<Object, Object> servers;

  Readiness(BundleContext context) {
    servers = new ServiceTracker<>(context, filter(), new Listener());
    servers.open();
  }

  /**
   * The address of the page.
   *
   * @return null where no server came up in time
   */
  @Nullable String address(Duration patience) throws InterruptedException {
    return addresses.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    servers.close();
  }

  private static Filter filter() {
    try {
      return FrameworkUtil.createFilter(SERVER);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Listener implements ServiceTrackerCustomizer<Object, Object> {
    private String told = "";

    @Override
    public Object addingService(ServiceReference<Object> server) {
      modifiedService(server, server);
      return server;
    }

    @Override
    public synchronized void modifiedService(ServiceReference<Object> server, Object same) {
      Object endpoint = server.getProperty("osgi.http.endpoint");
      String address = endpoint instanceof String[] all && all.length > 0 ? all[0] : "" + endpoint;
      // The service also changes where only the count of its servlets did.
      if (!address.isEmpty() && !address.equals(told)) {
        told = address;
        LOG.info("The page is at {}", address);
        addresses.offer(address);
      }
    }

    @Override
    public void removedService(ServiceReference<Object> server, Object same) {
      // it comes back where its address changes
    }
  }
}
