package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A model as Hugging Face's hub has it: config.json, tokenizer.json and files of weights. */
final class HuggingFaceFolder implements ModelSource {
  private static final int MOST_CONFIG = 1 << 20;
  private static final int MOST_TOKENIZER = 32 << 20;

  private final Path folder;
  private final Arena arena;
  private final MimoShape shape;
  private final String kind;
  private final Map<String, SourceTensor> tensors;
  private final String fingerprint;

  private HuggingFaceFolder(Path folder, Arena arena) throws ModelException {
    this.folder = folder;
    this.arena = arena;
    JsonNode config = Json.read(folder.resolve("config.json"), MOST_CONFIG);
    this.kind = "Hugging Face " + HuggingFaceConfig.architecture(config);
    SafetensorsFiles files = SafetensorsFiles.open(folder, arena);
    this.tensors = files.tensors();
    this.shape = HuggingFaceConfig.shape(config, tensors.keySet());
    this.fingerprint = files.fingerprint() + shape;
  }

  static HuggingFaceFolder open(Path folder) throws ModelException {
    if (!Files.exists(folder.resolve("config.json"))) {
      throw new ModelException(
          "The folder "
              + folder
              + " has no config.json: name a folder as downloaded from Hugging Face, or a GGUF"
              + " file");
    }
    Arena arena = MappedFile.arena();
    try {
      return new HuggingFaceFolder(folder, arena);
    } catch (ModelException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public MimoShape shape() {
    return shape;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public SourceTensor tensor(Expected expected) throws ModelException {
    return ModelSource.checked(expected, expected.name(), tensors.get(expected.name()));
  }

  @Override
  public byte[] tokenizer() throws ModelException {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.exists(file)) {
      throw new ModelException("The folder " + folder + " has no tokenizer.json: download it");
    }
    return Json.bytes(file, MOST_TOKENIZER);
  }

  @Override
  public void close() {
    arena.close();
  }
}
