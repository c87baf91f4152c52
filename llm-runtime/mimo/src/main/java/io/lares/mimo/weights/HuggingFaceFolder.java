package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A model as Hugging Face's hub has it: config.json, tokenizer.json and files of weights. */
final class HuggingFaceFolder implements ModelSource {
  private static final int MOST_CONFIG = 1 << 20;
  private static final int MOST_INDEX = 32 << 20;
  private static final int MOST_TOKENIZER = 64 << 20;
  private static final int MOST_SHARDS = 1024;

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
    this.tensors = new HashMap<>();
    StringBuilder files = new StringBuilder();
    for (String shard : shards()) {
      SafetensorsFile file = SafetensorsFile.open(folder.resolve(shard), arena);
      files.append(file.fingerprint()).append('\n');
      for (Map.Entry<String, SourceTensor> tensor : file.tensors().entrySet()) {
        if (tensors.put(tensor.getKey(), tensor.getValue()) != null) {
          throw new ModelException("Two files have a tensor " + tensor.getKey());
        }
      }
    }
    this.shape = HuggingFaceConfig.shape(config, tensors.keySet());
    this.fingerprint = files.append(shape).toString();
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

  private SequencedSet<String> shards() throws ModelException {
    TreeSet<String> shards = new TreeSet<>();
    Path index = folder.resolve("model.safetensors.index.json");
    if (Files.exists(index)) {
      for (JsonNode shard : Json.read(index, MOST_INDEX).path("weight_map")) {
        shards.add(shard.asText());
      }
    } else {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".safetensors"))
            .limit(MOST_SHARDS + 1)
            .forEach(shards::add);
      } catch (IOException e) {
        throw new ModelException("The folder " + folder + " can't be read: " + e.getMessage(), e);
      }
    }
    if (shards.isEmpty()) {
      throw new ModelException("The folder " + folder + " has no weights in *.safetensors files");
    }
    if (shards.size() > MOST_SHARDS) {
      throw new ModelException("The folder " + folder + " has more than 1024 files of weights");
    }
    for (String shard : shards) {
      // A name must not lead out of the folder.
      if (!shard.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.safetensors")) {
        throw new ModelException("The index names a file of weights '" + shard + "'");
      }
      if (!Files.isRegularFile(folder.resolve(shard))) {
        throw new ModelException("The file " + shard + " is missing: download it into " + folder);
      }
    }
    return shards;
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
    SourceTensor tensor = tensors.get(expected.name());
    if (tensor == null) {
      throw new ModelException("The model lacks the tensor " + expected.name());
    }
    if (tensor.rows() != expected.rows() || tensor.cols() != expected.cols()) {
      throw new ModelException(
          "The tensor %s has %d x %d numbers; by config.json it must have %d x %d"
              .formatted(
                  expected.name(), tensor.rows(), tensor.cols(), expected.rows(), expected.cols()));
    }
    return tensor;
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
