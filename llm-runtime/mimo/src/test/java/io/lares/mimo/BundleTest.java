package io.lares.mimo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lares.language.Completion;
import io.lares.language.Expression;
import io.lares.language.Grammar;
import io.lares.language.LanguageModel;
import io.lares.language.Limits;
import io.lares.language.Prompt;
import io.lares.language.Sampling;
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
import java.time.Duration;
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

  @Test
  void theModelIsAServiceThatAnswersAlsoAfterTheBundleWasStopped() throws Exception {
    BundleContext context = framework.getBundleContext();
    ServiceTracker<LanguageModel, LanguageModel> models =
        new ServiceTracker<>(context, LanguageModel.class, null);
    models.open();
    try {
      assertThat(models.waitForService(PATIENCE_MILLIS).readiness())
          .isInstanceOf(LanguageModel.Readiness.Unavailable.class);
      Path source = folder.resolve("tiny.gguf");
      new Checkpoint(Shape.TINY, 1).gguf(source, Quant.Q4_0);
      assertThat(run("import", source.toString(), "--name", "tiny")).isZero();
      for (int i = 0; i < 2; i++) {
        LanguageModel model = models.waitForService(PATIENCE_MILLIS);
        Completion answer = model.answer(yesOrNo(), LanguageModel.Listener.NONE);
        assertThat(answer.text()).isIn("yes", "no");
        assertThat(model.name()).isEqualTo("tiny (local)");
        bundle.stop();
        bundle.start();
      }
    } finally {
      models.close();
    }
  }

  private static LanguageModel.Request yesOrNo() {
    return new LanguageModel.Request(
        new Prompt(List.of(), List.of(new Prompt.Message(Prompt.Role.USER, "Is it warm?"))),
        new Grammar.Rules(
            "answer",
            Map.of("answer", Expression.oneOf(Expression.text("yes"), Expression.text("no")))),
        Sampling.GREEDY,
        new Limits(10, Duration.ofMinutes(1)));
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
