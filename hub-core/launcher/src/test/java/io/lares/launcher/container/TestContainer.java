package io.lares.launcher.container;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.BundleException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.log.LogService;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** A real framework with Declarative Services and nothing else, and a drop-in folder. */
final class TestContainer {
  private final Container container;
  final HubBundles bundles;

  /** Starts with what an earlier one has left in the folder. */
  TestContainer(Path folder) throws IOException, BundleException {
    Path program = folder.resolve("program");
    Path library = Files.createDirectories(program.resolve("lib"));
    for (Class<?> type :
        List.of(ComponentContext.class, LogService.class, Promise.class, Function.class)) {
      copyJarOf(type, library);
    }
    copyJarOf(ScrInfo.class, Files.createDirectories(program.resolve("bundles")));
    Distribution distribution = new Distribution(program);
    Path data = folder.resolve("data");
    container = Container.start(distribution, data.resolve("cache"), Map.of());
    Components components = new Components(container.context());
    Shipped shipped = new Shipped(container.context(), components);
    shipped.install(distribution.bundles());
    bundles =
        new HubBundles(
            shipped,
            changed -> new DropIns(data, container.context(), shipped, components, changed));
    shipped.start();
    bundles.start();
  }

  private static void copyJarOf(Class<?> type, Path folder) throws IOException {
    try {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() throws BundleException, InterruptedException {
    bundles.close();
    container.stop();
  }
}
