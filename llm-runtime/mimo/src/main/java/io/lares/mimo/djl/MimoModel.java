package io.lares.mimo.djl;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.Utils;
import io.lares.language.LanguageModel;
import io.lares.mimo.local.LocalModel;
import io.lares.mimo.natives.Natives;
import io.lares.mimo.weights.ModelStore;
import io.lares.mimo.weights.TokenizerCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that {@code hub model import} made, by the path of its folder. Options: {@code
 * contextTokens} (8192) and {@code threads} (as many as there are processors, 4 at most).
 */
public final class MimoModel extends BaseModel {
  private static final int MOST_THREADS = 4;

  private @Nullable LocalModel local;

  MimoModel(String name, NDManager manager) {
    super(name);
    this.manager = manager;
    dataType = DataType.FLOAT32;
  }

  /**
   * Opens it; the weights are mapped by the first request.
   *
   * @param prefix is not used: a folder holds one model
   */
  @Override
  public void load(Path folder, @Nullable String prefix, @Nullable Map<String, ?> options)
      throws IOException, MalformedModelException {
    setModelDir(folder);
    Path absolute = modelDir.toAbsolutePath().normalize();
    int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    String name = absolute.getFileName().toString();
    ModelStore store =
        new ModelStore(absolute.resolveSibling(".").normalize(), TokenizerCheck.NONE);
    LocalModel opened =
        new LocalModel(
            store,
            () -> store.entry(name),
            new Natives(Utils.getEngineCacheDir("mimo")),
            new LocalModel.Settings(
                number(options, "contextTokens", LanguageModel.CONTEXT_TOKENS),
                number(options, "threads", processors)));
    if (opened.readiness() instanceof LanguageModel.Readiness.Unavailable(String why)) {
      opened.close();
      throw new MalformedModelException(why);
    }
    local = opened;
    block = new MimoBlock(opened);
    wasLoaded = true;
  }

  private static int number(@Nullable Map<String, ?> options, String name, int otherwise) {
    Object value = options == null ? null : options.get(name);
    return value == null ? otherwise : Integer.parseInt(value.toString());
  }

  @Override
  public void close() {
    LocalModel opened = local;
    local = null;
    if (opened != null) {
      opened.close();
    }
    super.close();
  }
}
