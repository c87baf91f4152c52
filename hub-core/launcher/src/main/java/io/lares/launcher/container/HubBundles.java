package io.lares.launcher.container;

import io.lares.launcher.BundleReport;
import io.lares.launcher.Bundles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service that other bundles see. */
final class HubBundles implements Bundles, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HubBundles.class);
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._+ ()-]{0,115}\\.jar");

  private final Shipped shipped;
  private final DropIns dropIns;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService teller =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bundles changed").factory());

  HubBundles(Shipped shipped, DropInsFactory factory) throws IOException {
    this.shipped = shipped;
    this.dropIns = factory.create(this::tell);
  }

  /** Makes the watcher once there is somebody to tell. */
  interface DropInsFactory {
    DropIns create(Runnable onChange) throws IOException;
  }

  void start() {
    dropIns.start();
  }

  @Override
  public void close() {
    dropIns.close();
    teller.shutdown();
  }

  @Override
  public List<BundleReport> list() {
    List<BundleReport> all = new ArrayList<>(shipped.reports());
    all.addAll(dropIns.reports());
    all.sort(Comparator.comparing(BundleReport::shipped).thenComparing(BundleReport::fileName));
    return List.copyOf(all);
  }

  @Override
  public void add(String fileName, InputStream jar) throws IOException {
    if (!PLAIN_NAME.matcher(fileName).matches()) {
      throw new IllegalArgumentException(
          "a bundle's file name has letters, digits, spaces and ._+-() and ends in .jar");
    }
    Path fresh = Files.createTempFile(dropIns.folder(), ".incoming-", ".part");
    try {
      try (OutputStream out = Files.newOutputStream(fresh)) {
        if (!CheckedJar.copyBounded(jar, out)) {
          throw new IOException("a bundle may have at most " + (CheckedJar.LARGEST >> 20) + " MiB");
        }
      }
      Files.move(
          fresh,
          dropIns.folder().resolve(fileName),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  @Override
  public void start(String fileName) {
    dropIns.file(fileName).startNow();
  }

  @Override
  public void stop(String fileName) {
    dropIns.file(fileName).stopNow();
  }

  @Override
  public void remove(String fileName) throws IOException {
    dropIns.file(fileName);
    Files.deleteIfExists(dropIns.folder().resolve(fileName));
  }

  @Override
  public Subscription onChange(Runnable listener) {
    // Wrapped, so that the same listener may come twice.
    Runnable own = listener::run;
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  private void tell() {
    if (teller.isShutdown()) {
      return;
    }
    teller.execute(() -> {
      for (Runnable listener : listeners) {
        try {
          listener.run();
        } catch (RuntimeException e) {
          LOG.warn("a listener failed", e);
        }
      }
    });
  }
}
