package io.lares.mimo.weights;

import java.nio.file.Files;
import java.nio.file.Path;

/** A model that somebody brought, checked as far as its headers tell. */
sealed interface ModelSource extends AutoCloseable permits HuggingFaceFolder, GgufModel {
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
