package io.lares.tinymimo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint with random weights and a small real tokenizer. Two of the same shape and seed have
 * the same numbers, in each format as near as it comes; bfloat16 and half hold them exactly.
 */
public record Checkpoint(Shape shape, long seed) {
  /** Writes a folder as from Hugging Face, in bfloat16 and so many files of weights. */
  public void huggingFace(Path folder, int shards) throws IOException {
    Files.createDirectories(folder);
    HuggingFaceFiles files = new HuggingFaceFiles(folder, shape, seed);
    files.writeConfig();
    files.writeTokenizer(Vocabulary.learn(shape));
    files.writeWeights(shards);
  }

  /** Writes the layers for multi-token prediction alone, as Safetensors in bfloat16. */
  public void mtpLayers(Path file) throws IOException {
    List<Tensor> tensors = new ArrayList<>(Tensor.of(shape));
    tensors.removeIf(tensor -> !tensor.name().startsWith("model.mtp_layers."));
    new HuggingFaceFiles(file, shape, seed).write(file, tensors);
  }

  /** Writes a GGUF file, all matrices in one quantisation where their rows allow it. */
  public void gguf(Path file, Quant quant) throws IOException {
    new GgufModelFile(shape, seed, tensor -> quant.fitting(tensor.width())).write(file);
  }

  /**
   * Writes a GGUF file mixed as llama.cpp's Q4_K_M: six bits for the output, and in every other
   * layer for the values and the way down.
   */
  public void mixedGguf(Path file) throws IOException {
    new GgufModelFile(
            shape,
            seed,
            tensor -> {
              boolean careful =
                  tensor
                      .gguf()
                      .matches("output\\.weight|blk\\.\\d*[02468]\\.(attn_v|ffn_down)\\.weight");
              return (careful ? Quant.Q6_K : Quant.Q4_K).fitting(tensor.width());
            })
        .write(file);
  }

  /**
   * Writes a GGUF file in Q4_0 whose blocks are random themselves, as fast as the disk takes it:
   * for models of full size. The numbers are others than those of {@link #gguf}.
   */
  public void randomBlocks(Path file) throws IOException {
    new GgufModelFile(shape, seed, tensor -> Quant.Q4_0).writeRandomBlocks(file);
  }
}
