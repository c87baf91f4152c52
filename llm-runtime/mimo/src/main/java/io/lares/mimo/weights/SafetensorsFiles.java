package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tensors of one file of weights, or of all that a folder's index names.
 *
 * @param tensors by name
 * @param fingerprint of the files
 */
record SafetensorsFiles(Map<String, SourceTensor> tensors, String fingerprint) {
  private static final int MOST_INDEX = 8 << 20;
  private static final int MOST_FILES = 1024;
  private static final int MOST_TENSORS = 1 << 16;
  private static final String ENDING = ".safetensors";

  static SafetensorsFiles open(Path path, Arena arena) throws ModelException {
    Map<String, SourceTensor> tensors = new HashMap<>();
    StringBuilder fingerprint = new StringBuilder();
    for (Path part : Files.isDirectory(path) ? parts(path) : new TreeSet<>(Set.of(path))) {
      SafetensorsFile file = SafetensorsFile.open(part, arena);
      fingerprint.append(file.fingerprint()).append('\n');
      for (Map.Entry<String, SourceTensor> tensor : file.tensors().entrySet()) {
        if (tensors.put(tensor.getKey(), tensor.getValue()) != null) {
          throw new ModelException("Two files have a tensor " + tensor.getKey());
        }
      }
      if (tensors.size() > MOST_TENSORS) {
        throw new ModelException("The model has more than " + MOST_TENSORS + " tensors");
      }
    }
    return new SafetensorsFiles(tensors, fingerprint.toString());
  }

  private static SequencedSet<Path> parts(Path folder) throws ModelException {
    TreeSet<String> names = names(folder);
    if (names.isEmpty()) {
      throw new ModelException("The folder " + folder + " has no weights in *.safetensors files");
    }
    if (names.size() > MOST_FILES) {
      throw new ModelException(
          "The folder " + folder + " has more than " + MOST_FILES + " files of weights");
    }
    SequencedSet<Path> parts = new TreeSet<>();
    for (String name : names) {
      // A name must not lead out of the folder.
      if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.safetensors")) {
        throw new ModelException("The index names a file of weights '" + name + "'");
      }
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new ModelException("The file " + name + " is missing: download it into " + folder);
      }
      parts.add(folder.resolve(name));
    }
    return parts;
  }

  private static TreeSet<String> names(Path folder) throws ModelException {
    TreeSet<String> names = new TreeSet<>();
    Path index = folder.resolve("model.safetensors.index.json");
    if (Files.exists(index)) {
      for (JsonNode name : Json.read(index, MOST_INDEX).path("weight_map")) {
        names.add(name.asText());
      }
      return names;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .limit(MOST_FILES + 1)
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new ModelException("The folder " + folder + " can't be read: " + e.getMessage(), e);
    }
  }
}
