package io.lares.mimo.local;

import io.lares.language.Completion;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Prompt;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.TokenizerCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The model on the hub as a service. Settings: {@code model} (the first by name), {@code
 * context.tokens} (4096) and {@code threads} (as many as there are processors, 4 at most).
 */
@Component(
    service = LanguageModel.class,
    configurationPid = "io.lares.mimo.LocalModel",
    property = "lares.engine=local")
public final class LocalModelComponent implements LanguageModel {
  private static final int CONTEXT_TOKENS = 4_096;
  private static final int MOST_THREADS = 4;

  private final LocalModel model;

  @Activate
  public LocalModelComponent(BundleContext context, Map<String, Object> properties) {
    String hub = context.getProperty("lares.hub.data");
    String own = context.getProperty("lares.data");
    Path data = Path.of(hub == null ? "data" : hub);
    Path mine = own == null ? data : Path.of(own);
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    model =
        new LocalModel(
            new ModelStore(data.resolve("models"), TokenizerCheck.NONE),
            new Natives(mine.resolve("mimo").resolve("natives")),
            new LocalModel.Settings(
                String.valueOf(properties.getOrDefault("model", "")),
                number(properties.get("context.tokens"), CONTEXT_TOKENS),
                number(properties.get("threads"), processors)));
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value == null ? otherwise : Integer.parseInt(value.toString().strip());
  }

  @Deactivate
  void stop() {
    model.close();
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Readiness readiness() {
    return model.readiness();
  }

  @Override
  public int contextTokens() {
    return model.contextTokens();
  }

  @Override
  public void prepare(List<Prompt.Message> stable) throws InterruptedException {
    model.prepare(stable);
  }

  @Override
  public Completion answer(Request request, Listener listener)
      throws LanguageException, InterruptedException {
    return model.answer(request, listener);
  }
}
