package io.lares.planner.meaning;

import io.lares.encoder.ChineseEncoder;
import io.lares.encoder.EncoderSettings;
import io.lares.encoder.EnglishEncoder;
import io.lares.language.SentenceEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;

/** The encoders that ship, for tests; they unpack themselves into the build's folder. */
public final class RealEncoders {
  private static final List<SentenceEncoder> ALL = open();

  private RealEncoders() {}

  /** The same two for all tests of a run. */
  public static List<SentenceEncoder> all() {
    return ALL;
  }

  private static List<SentenceEncoder> open() {
    String folder;
    try {
      folder = Files.createDirectories(Path.of("target", "encoders")).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                RealEncoders.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getProperty") ? folder : null);
    EncoderSettings settings = new Settings();
    return List.of(new EnglishEncoder(context, settings), new ChineseEncoder(context, settings));
  }

  @SuppressWarnings("ClassExplicitlyAnnotation") // Declarative Services makes one, too
  private record Settings() implements EncoderSettings {
    @Override
    public int idle_seconds() {
      return 300;
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return EncoderSettings.class;
    }
  }
}
