package io.lares.encoder;

import io.lares.language.SentenceEncoder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.log.LogService;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;

/** A framework as the hub's, with Declarative Services and the built bundle. */
final class HubOfOneBundle {
  private static final long PATIENCE_MILLIS = 10_000;

  private final Framework framework;
  private final Map<String, ServiceTracker<Object, SentenceEncoder>> trackers = new HashMap<>();
  final Bundle bundle;

  HubOfOneBundle(Path folder) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
    settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, librariesOfTheLauncher());
    settings.put("lares.data", folder.resolve("data").toString());
    framework = new Felix(settings);
    framework.start();
    framework.getBundleContext().installBundle(jarOf(ScrInfo.class).toUri().toString()).start();
    Path jar = Path.of(System.getProperty("lares.bundle"));
    bundle = framework.getBundleContext().installBundle("reference:" + jar.toUri());
    bundle.start();
  }

  /** The encoder for a language, held until the end; waits for it. */
  SentenceEncoder encoder(String language) throws InterruptedException {
    SentenceEncoder found =
        trackers.computeIfAbsent(language, this::tracker).waitForService(PATIENCE_MILLIS);
    if (found == null) {
      throw new IllegalStateException("no encoder for " + language);
    }
    return found;
  }

  private ServiceTracker<Object, SentenceEncoder> tracker(String language) {
    try {
      BundleContext context = framework.getBundleContext();
      String wanted =
          "(&(objectClass=%s)(%s=%s))"
              .formatted(SentenceEncoder.class.getName(), SentenceEncoder.LANGUAGE, language);
      ServiceTracker<Object, SentenceEncoder> tracker =
          new ServiceTracker<>(context, context.createFilter(wanted), null);
      tracker.open();
      return tracker;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String librariesOfTheLauncher() throws IOException {
    StringBuilder packages = new StringBuilder();
    for (Class<?> type :
        List.of(
            SentenceEncoder.class,
            ComponentContext.class,
            LogService.class,
            Promise.class,
            Function.class,
            Logger.class)) {
      packages
          .append(packages.isEmpty() ? "" : ",")
          .append(manifest(jarOf(type)).getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
    }
    return packages.toString();
  }

  private static Manifest manifest(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      try (var in = Files.newInputStream(place.resolve("META-INF/MANIFEST.MF"))) {
        return new Manifest(in);
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.getManifest();
    }
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(PATIENCE_MILLIS);
  }
}
