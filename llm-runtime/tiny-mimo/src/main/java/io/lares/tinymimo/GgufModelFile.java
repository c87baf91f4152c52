package io.lares.tinymimo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Writes a checkpoint as a GGUF file that llama.cpp runs as {@code qwen2}. */
final class GgufModelFile {
  private static final int ENTRIES = 18;
  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final int UNUSED = 5;

  private final Shape shape;
  private final long seed;
  private final Function<Tensor, Quant> quants;
  private final List<Tensor> tensors;

  GgufModelFile(Shape shape, long seed, Function<Tensor, Quant> quants) {
    this.shape = shape;
    this.seed = seed;
    this.quants = quants;
    this.tensors = new ArrayList<>(Tensor.of(shape));
    tensors.removeIf(tensor -> tensor.gguf().isEmpty());
  }

  /** Writes a tensor's numbers. */
  private interface Body {
    void write(Tensor tensor, GgufOutput out) throws IOException;
  }

  void write(Path file) throws IOException {
    write(file, this::numbers);
  }

  void writeRandomBlocks(Path file) throws IOException {
    write(file, this::blocks);
  }

  private void write(Path file, Body body) throws IOException {
    try (GgufOutput out = new GgufOutput(file, tensors.size(), ENTRIES)) {
      writeMetadata(out);
      long offset = 0;
      for (Tensor tensor : tensors) {
        out.place(tensor, quant(tensor), offset);
        long size = quant(tensor).size(tensor.count());
        offset += (size + GgufOutput.ALIGNMENT - 1) & -GgufOutput.ALIGNMENT;
      }
      for (Tensor tensor : tensors) {
        out.align();
        body.write(tensor, out);
      }
    }
  }

  private Quant quant(Tensor tensor) {
    return tensor.vector() ? Quant.F32 : quants.apply(tensor);
  }

  private void writeMetadata(GgufOutput out) throws IOException {
    out.entry("general.architecture", "qwen2");
    out.entry("general.name", "random numbers, seed " + seed);
    out.entry("general.file_type", quant(tensors.getFirst()).fileType);
    out.entry("general.alignment", GgufOutput.ALIGNMENT);
    out.entry("qwen2.context_length", Shape.POSITIONS);
    out.entry("qwen2.embedding_length", shape.hidden());
    out.entry("qwen2.block_count", shape.layers());
    out.entry("qwen2.feed_forward_length", shape.ffn());
    out.entry("qwen2.attention.head_count", shape.heads());
    out.entry("qwen2.attention.head_count_kv", shape.kvHeads());
    out.entry("qwen2.attention.layer_norm_rms_epsilon", (float) Shape.RMS_EPS);
    out.entry("qwen2.rope.freq_base", Shape.ROPE_THETA);
    Vocabulary vocabulary = Vocabulary.learn(shape);
    List<String> tokens = new ArrayList<>(vocabulary.tokens());
    int[] types = new int[shape.vocab()];
    Arrays.fill(types, 0, tokens.size() - Vocabulary.SPECIAL.size(), NORMAL);
    Arrays.fill(types, tokens.size() - Vocabulary.SPECIAL.size(), tokens.size(), CONTROL);
    Arrays.fill(types, tokens.size(), types.length, UNUSED);
    while (tokens.size() < types.length) {
      tokens.add("[PAD" + tokens.size() + "]");
    }
    out.entry("tokenizer.ggml.model", "gpt2");
    out.entry("tokenizer.ggml.pre", "qwen2");
    out.texts("tokenizer.ggml.tokens", tokens);
    out.integers("tokenizer.ggml.token_type", types);
    out.texts("tokenizer.ggml.merges", vocabulary.merges());
    out.entry("tokenizer.ggml.eos_token_id", vocabulary.id("<|im_end|>"));
  }

  private void numbers(Tensor tensor, GgufOutput out) throws IOException {
    Quant quant = quant(tensor);
    float[] row = new float[tensor.width()];
    ByteBuffer bytes =
        ByteBuffer.allocate((int) quant.size(row.length)).order(ByteOrder.LITTLE_ENDIAN);
    Numbers numbers = new Numbers(seed, tensor);
    for (int i = 0; i < tensor.height(); i++) {
      numbers.next(row);
      quant.write(row, bytes.clear());
      out.write(bytes.array(), bytes.position());
    }
  }

  /**
   * For matrices blocks of Q4_0 with figures from 1 to 15, in the middle the most, of one scale.
   */
  private void blocks(Tensor tensor, GgufOutput out) throws IOException {
    if (tensor.vector()) {
      numbers(tensor, out);
      return;
    }
    SplittableRandom random = new SplittableRandom(seed ^ tensor.name().hashCode());
    short scale = Float.floatToFloat16(Numbers.scaleOfRandomBlocks(tensor));
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Quant.Q4_0.size(tensor.width())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.height(); i++) {
      bytes.clear();
      while (bytes.hasRemaining()) {
        bytes.putShort(scale).putLong(figures(random)).putLong(figures(random));
      }
      out.write(bytes.array(), bytes.position());
    }
  }

  /** Sixteen figures: each one and two of three bits added, without a carry. */
  private static long figures(SplittableRandom random) {
    long bits = random.nextLong();
    return (bits & 0x7777777777777777L)
        + (Long.rotateLeft(bits * 0x9e3779b97f4a7c15L, 31) & 0x7777777777777777L)
        + 0x1111111111111111L;
  }
}
