package io.lares.tinymimo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a folder as on Hugging Face's hub. */
final class HuggingFaceFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Shape shape;
  private final long seed;

  HuggingFaceFiles(Path folder, Shape shape, long seed) {
    this.folder = folder;
    this.shape = shape;
    this.seed = seed;
  }

  void writeConfig() throws IOException {
    ObjectNode config = JSON.createObjectNode();
    config.putArray("architectures").add("MiMoForCausalLM");
    config
        .put("model_type", "mimo")
        .put("hidden_act", "silu")
        .put("hidden_size", shape.hidden())
        .put("num_hidden_layers", shape.layers())
        .put("num_attention_heads", shape.heads())
        .put("num_key_value_heads", shape.kvHeads())
        .put("head_dim", shape.headDim())
        .put("intermediate_size", shape.ffn())
        .put("vocab_size", shape.vocab())
        .put("max_position_embeddings", Shape.POSITIONS)
        .put("rope_theta", (int) Shape.ROPE_THETA)
        .put("rms_norm_eps", Shape.RMS_EPS)
        .put("num_nextn_predict_layers", shape.mtpLayers())
        .put("tie_word_embeddings", shape.tied())
        .put("attention_bias", true)
        .put("use_sliding_window", false)
        .put("torch_dtype", "bfloat16");
    JSON.writeValue(folder.resolve("config.json").toFile(), config);
  }

  void writeTokenizer(Vocabulary vocabulary) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    for (String token : Vocabulary.SPECIAL) {
      root.withArray("added_tokens")
          .addObject()
          .put("id", vocabulary.id(token))
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    root.putObject("normalizer").put("type", "NFC");
    ObjectNode cut = root.putObject("pre_tokenizer").put("type", "Sequence");
    ObjectNode split = cut.putArray("pretokenizers").addObject().put("type", "Split");
    split.putObject("pattern").put("Regex", Vocabulary.WORDS);
    split.put("behavior", "Isolated").put("invert", false);
    cut.withArray("pretokenizers").add(byteLevel());
    root.set("post_processor", byteLevel());
    root.set("decoder", byteLevel());
    ObjectNode model = root.putObject("model").put("type", "BPE");
    model.putNull("dropout").putNull("unk_token");
    model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "");
    model.put("fuse_unk", false).put("byte_fallback", false);
    ObjectNode tokens = model.putObject("vocab");
    List<String> plain =
        vocabulary.tokens().subList(0, vocabulary.tokens().size() - Vocabulary.SPECIAL.size());
    for (int id = 0; id < plain.size(); id++) {
      tokens.put(plain.get(id), id);
    }
    vocabulary.merges().forEach(model.putArray("merges")::add);
    JSON.writeValue(folder.resolve("tokenizer.json").toFile(), root);
  }

  private static ObjectNode byteLevel() {
    return JSON.createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", false);
  }

  /** Writes the weights into so many files with an index, or into a single one without. */
  void writeWeights(int shards) throws IOException {
    List<Tensor> tensors = Tensor.of(shape);
    ObjectNode index = JSON.createObjectNode();
    ObjectNode places = JSON.createObjectNode();
    long total = 0;
    for (int shard = 0; shard < shards; shard++) {
      String name =
          shards == 1
              ? "model.safetensors"
              : "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      List<Tensor> here = new ArrayList<>();
      for (int i = shard; i < tensors.size(); i += shards) {
        here.add(tensors.get(i));
        places.put(tensors.get(i).name(), name);
        total += 2 * tensors.get(i).count();
      }
      write(folder.resolve(name), here);
    }
    if (shards > 1) {
      index.putObject("metadata").put("total_size", total);
      index.set("weight_map", places);
      JSON.writeValue(folder.resolve("model.safetensors.index.json").toFile(), index);
    }
  }

  /** Writes tensors in bfloat16, as Safetensors. */
  void write(Path file, List<Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long end = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name()).put("dtype", "BF16");
      entry.putArray("shape").add(tensor.rows());
      if (!tensor.vector()) {
        entry.withArray("shape").add(tensor.cols());
      }
      entry.putArray("data_offsets").add(end).add(end + 2 * tensor.count());
      end += 2 * tensor.count();
    }
    byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) & -8;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      ByteBuffer head = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
      head.putLong(padded).put(text);
      while (head.hasRemaining()) {
        head.put((byte) ' ');
      }
      out.write(head.array());
      for (Tensor tensor : tensors) {
        float[] row = new float[tensor.width()];
        ByteBuffer bytes = ByteBuffer.allocate(2 * row.length).order(ByteOrder.LITTLE_ENDIAN);
        Numbers numbers = new Numbers(seed, tensor);
        for (int i = 0; i < tensor.height(); i++) {
          numbers.next(row);
          Quant.BF16.write(row, bytes.clear());
          out.write(bytes.array());
        }
      }
    }
  }
}
