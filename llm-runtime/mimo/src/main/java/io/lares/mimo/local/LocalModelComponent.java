package io.lares.mimo.local;

import io.lares.language.Completion;
import io.lares.language.LanguageException;
import io.lares.language.LanguageModel;
import io.lares.language.Models;
import io.lares.language.Prompt;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.tokenizer.Tokenizer;
import io.lares.mimo.weights.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The model on the hub as a service. Settings: {@code context.tokens} (8192) and {@code threads}
 * (as many as there are processors, 4 at most).
 */
@Component(
    service = {LanguageModel.class, Models.class},
    configurationPid = "io.lares.mimo.LocalModel",
    property = "lares.engine=local")
public final class LocalModelComponent implements LanguageModel, Models {
  /** A home of 150 devices takes most of it. */
  private static final int MOST_THREADS = 4;

  private final LocalModel model;
  private final LocalModels models;

  @Activate
  public LocalModelComponent(BundleContext context, Map<String, Object> properties) {
    String own = context.getProperty("lares.data");
    Path mine = Path.of(own == null ? "data" : own);
    // A command has a folder of its own beside the hub's; the hub has only one.
    String hub = context.getProperty("lares.hub.data");
    Path data = hub == null ? mine : Path.of(hub);
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    Natives natives = new Natives(mine.resolve("mimo").resolve("natives"));
    ModelStore store = new ModelStore(data.resolve("models"), Tokenizer.check(natives));
    model =
        new LocalModel(
            store,
            natives,
            new LocalModel.Settings(
                number(properties.get("context.tokens"), LanguageModel.CONTEXT_TOKENS),
                number(properties.get("threads"), processors),
                Optional.of(mine.resolve("mimo").resolve("read"))));
    models = new LocalModels(store, model);
  }

  private static int number(@Nullable Object value, int otherwise) {
    return value == null ? otherwise : Integer.parseInt(value.toString().strip());
  }

  @Deactivate
  void stop() {
    models.close();
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

  @Override
  public List<Model> list() throws LanguageException {
    return models.list();
  }

  @Override
  public Machine machine() throws LanguageException {
    return models.machine();
  }

  @Override
  public Offer examine(Source source) throws LanguageException {
    return models.examine(source);
  }

  @Override
  public Work bring(Source source) throws LanguageException {
    return models.bring(source);
  }

  @Override
  public Work verify(String name) throws LanguageException {
    return models.verify(name);
  }

  @Override
  public Optional<Work> work() {
    return models.work();
  }

  @Override
  public void cancel() {
    models.cancel();
  }

  @Override
  public void remove(String name) throws LanguageException {
    models.remove(name);
  }

  @Override
  public void use(@Nullable String name) throws LanguageException {
    models.use(name);
  }
}
