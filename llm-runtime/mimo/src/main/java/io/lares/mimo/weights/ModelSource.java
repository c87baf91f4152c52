package io.lares.mimo.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A model that somebody brought, checked as far as its headers tell. */
sealed interface ModelSource extends AutoCloseable
    permits HuggingFaceFolder, GgufModel, WithLayersAhead {
  MimoShape shape();

  /** What it is, for people: {@code GGUF qwen2}. */
  String kind();

  /** The same for the same files, another for others. */
  String fingerprint();

  /**
   * A tensor by Hugging Face's name.
   *
   * @throws ModelException where there is none, or one of another shape
   */
  SourceTensor tensor(Expected expected) throws ModelException;

  /**
   * What was found, if it is what must be there.
   *
   * @param name in the source
   */
  static SourceTensor checked(Expected expected, String name, @Nullable SourceTensor found)
      throws ModelException {
    if (found == null) {
      throw new ModelException("The model lacks the tensor " + name);
    }
    if (found.rows() != expected.rows() || found.cols() != expected.cols()) {
      throw new ModelException(
          "The tensor %s has %d x %d numbers; by the model's description it must have %d x %d"
              .formatted(name, found.rows(), found.cols(), expected.rows(), expected.cols()));
    }
    return found;
  }

  /** The tokenizer, in the format of {@code tokenizer.json}. */
  byte[] tokenizer() throws ModelException;

  /** Unmaps the files. */
  @Override
  void close();

  /**
   * Opens a folder of Hugging Face's kind, or a GGUF file.
   *
   * @throws ModelException in plain words, where it is neither, damaged, or of another architecture
   */
  static ModelSource open(Path path) throws ModelException {
    if (Files.isDirectory(path)) {
      return HuggingFaceFolder.open(path);
    }
    if (Files.isRegularFile(path)) {
      return GgufModel.open(path);
    }
    throw new ModelException("There is no file or folder " + path);
  }
}
