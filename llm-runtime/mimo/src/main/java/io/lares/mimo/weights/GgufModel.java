package io.lares.mimo.weights;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model of llama.cpp's architecture {@code qwen2}, which does not permute queries and keys. */
final class GgufModel implements ModelSource {
  private static final String ARCHITECTURE = "qwen2";
  private static final Pattern IN_LAYER = Pattern.compile("model\\.layers\\.(\\d+)\\.(.+)");

  private final Arena arena;
  private final GgufFile file;
  private final MimoShape shape;

  private GgufModel(Arena arena, Path path) throws ModelException {
    this.arena = arena;
    this.file = GgufFile.open(path, arena);
    this.shape = shape(file);
  }

  static GgufModel open(Path path) throws ModelException {
    Arena arena = MappedFile.arena();
    try {
      return new GgufModel(arena, path);
    } catch (ModelException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static MimoShape shape(GgufFile file) throws ModelException {
    GgufMetadata metadata = file.metadata();
    String architecture = metadata.text("general.architecture").orElse("");
    if (!architecture.equals(ARCHITECTURE)) {
      throw new ModelException(
          "The file's architecture is '"
              + architecture
              + "'; qwen2 can be run here, as MiMo-7B is");
    }
    if (metadata.integer("split.count", 1) > 1) {
      throw new ModelException(
          "The file is one of several parts: join them first, with llama-gguf-split --merge");
    }
    String scaling = metadata.text("qwen2.rope.scaling.type").orElse("none");
    if (!scaling.equals("none")) {
      throw new ModelException("The file asks for scaled rotary embeddings (" + scaling + ")");
    }
    int hidden = metadata.integer("qwen2.embedding_length");
    int heads = metadata.integer("qwen2.attention.head_count");
    SourceTensor embedding =
        file.tensor("token_embd.weight")
            .orElseThrow(() -> new ModelException("The model lacks the tensor token_embd.weight"));
    try {
      return new MimoShape(
          hidden,
          metadata.integer("qwen2.block_count"),
          heads,
          metadata.integer("qwen2.attention.head_count_kv", heads),
          metadata.integer("qwen2.attention.key_length", heads == 0 ? 0 : hidden / heads),
          metadata.integer("qwen2.feed_forward_length"),
          embedding.rows(),
          metadata.number("qwen2.rope.freq_base", 10_000),
          metadata.integer("qwen2.context_length"),
          metadata.number("qwen2.attention.layer_norm_rms_epsilon", 1e-6f),
          0,
          !file.has("output.weight"),
          file.has("blk.0.attn_q.bias"));
    } catch (IllegalArgumentException e) {
      throw new ModelException("The file describes no such model: " + e.getMessage(), e);
    }
  }

  /** llama.cpp's name for a tensor. */
  private static String name(String huggingFace) {
    Matcher layer = IN_LAYER.matcher(huggingFace);
    if (layer.matches()) {
      return "blk." + layer.group(1) + "." + inLayer(layer.group(2));
    }
    return switch (huggingFace) {
      case Expected.EMBEDDING -> "token_embd.weight";
      case Expected.OUTPUT -> "output.weight";
      default -> huggingFace.replace("model.norm.", "output_norm.");
    };
  }

  private static String inLayer(String part) {
    return part.replace("self_attn.o_proj", "attn_output")
        .replaceFirst("self_attn\\.([qkv])_proj", "attn_$1")
        .replaceFirst("mlp\\.(gate|up|down)_proj", "ffn_$1")
        .replace("input_layernorm", "attn_norm")
        .replace("post_attention_layernorm", "ffn_norm");
  }

  @Override
  public MimoShape shape() {
    return shape;
  }

  @Override
  public String kind() {
    return "GGUF " + ARCHITECTURE;
  }

  @Override
  public String fingerprint() {
    return file.fingerprint();
  }

  @Override
  public SourceTensor tensor(Expected expected) throws ModelException {
    String name = name(expected.name());
    return ModelSource.checked(expected, name, file.tensor(name).orElse(null));
  }

  @Override
  public byte[] tokenizer() throws ModelException {
    return GgufTokenizer.json(file.metadata(), shape.vocab());
  }

  @Override
  public void close() {
    arena.close();
  }
}
