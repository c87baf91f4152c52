package io.lares.mimo.weights;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;

/** A model that gets its layers for multi-token prediction from elsewhere. */
final class WithLayersAhead implements ModelSource {
  private static final int MOST = 8;

  private final ModelSource model;
  private final Arena arena;
  private final Map<String, SourceTensor> ahead;
  private final MimoShape shape;
  private final String fingerprint;

  private WithLayersAhead(ModelSource model, Arena arena, Path path) throws ModelException {
    this.model = model;
    this.arena = arena;
    SafetensorsFiles files = SafetensorsFiles.open(path, arena);
    this.ahead = files.tensors();
    int layers = HuggingFaceConfig.layersAhead(model.shape(), ahead.keySet(), MOST);
    if (layers == 0) {
      throw new ModelException(
          path + " has no layers for multi-token prediction (model.mtp_layers.0.*)");
    }
    this.shape = model.shape().withMtpLayers(layers);
    this.fingerprint = model.fingerprint() + "\n" + files.fingerprint();
  }

  /** Takes the model over; it is closed where this fails. */
  static WithLayersAhead open(ModelSource model, Path path) throws ModelException {
    Arena arena = MappedFile.arena();
    try {
      return new WithLayersAhead(model, arena, path);
    } catch (ModelException | RuntimeException | Error e) {
      arena.close();
      model.close();
      throw e;
    }
  }

  @Override
  public MimoShape shape() {
    return shape;
  }

  @Override
  public String kind() {
    return model.kind();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public SourceTensor tensor(Expected expected) throws ModelException {
    return expected.name().startsWith(Expected.AHEAD)
        ? ModelSource.checked(expected, expected.name(), ahead.get(expected.name()))
        : model.tensor(expected);
  }

  @Override
  public byte[] tokenizer() throws ModelException {
    return model.tokenizer();
  }

  @Override
  public void close() {
    model.close();
    arena.close();
  }
}
