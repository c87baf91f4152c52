package io.lares.mimo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.language.LanguageModel;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.Progress;
import io.lares.mimo.weights.TokenizerCheck;
import io.lares.tinymimo.Checkpoint;
import io.lares.tinymimo.Quant;
import io.lares.tinymimo.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.apache.felix.scr.info.ScrInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.log.LogService;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;

/** The bundle as it ships, in a framework: DJL and its libraries come out of it. */
class BundleTest {
  private static final long PATIENCE_MILLIS = 10_000;

  @TempDir Path folder;
  private Framework framework;
  private Bundle bundle;

  @BeforeEach
  void start() throws Exception {
    framework =
        new Felix(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("cache").toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                packagesOfOthers(),
                "lares.data",
                folder.resolve("own").toString(),
                "lares.hub.data",
                folder.resolve("data").toString()));
    framework.start();
    BundleContext context = framework.getBundleContext();
    context.installBundle(placeOf(ScrInfo.class).toUri().toString()).start();
    bundle =
        context.installBundle("reference:" + Path.of(System.getProperty("lares.bundle")).toUri());
    bundle.start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(PATIENCE_MILLIS);
  }

  @Test
  void modelsAreBroughtByTheCommandAlsoAfterTheBundleWasStopped() throws Exception {
    Path source = folder.resolve("tiny.gguf");
    new Checkpoint(new Shape(64, 1, 2, 1, 32, 128, 512, 0, false), 1).gguf(source, Quant.Q4_0);
    for (String name : List.of("first", "second")) {
      assertThat(run("import", source.toString(), "--name", name)).isZero();
      bundle.stop();
      bundle.start();
    }
    ModelStore store = new ModelStore(folder.resolve("data/models"), TokenizerCheck.NONE);
    assertThat(store.list()).extracting(ModelStore.Entry::name).containsExactly("first", "second");
    assertThatNoException().isThrownBy(() -> store.verify("second", Progress.NONE));
  }

  private int run(String... arguments) throws Exception {
    BundleContext context = framework.getBundleContext();
    ServiceTracker<Object, Object> commands =
        new ServiceTracker<>(context, context.createFilter("(lares.command=model)"), null);
    commands.open();
    try {
      @SuppressWarnings("unchecked") // what the service property promises
      ToIntFunction<String[]> command =
          (ToIntFunction<String[]>) commands.waitForService(PATIENCE_MILLIS);
      return command.applyAsInt(arguments);
    } finally {
      commands.close();
    }
  }

  /** What the launcher and other bundles export in a hub. */
  private static String packagesOfOthers() throws Exception {
    List<String> packages = new ArrayList<>();
    for (Class<?> type :
        List.of(
            LanguageModel.class,
            ComponentContext.class,
            LogService.class,
            Promise.class,
            Function.class,
            Logger.class,
            JsonCreator.class,
            JsonFactory.class,
            ObjectMapper.class)) {
      packages.add(manifest(placeOf(type)).getValue(Constants.EXPORT_PACKAGE));
    }
    return String.join(",", packages);
  }

  private static Attributes manifest(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      try (var in = Files.newInputStream(place.resolve("META-INF/MANIFEST.MF"))) {
        return new Manifest(in).getMainAttributes();
      }
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
