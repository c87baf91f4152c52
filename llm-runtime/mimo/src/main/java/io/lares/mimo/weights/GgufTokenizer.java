package io.lares.mimo.weights;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rebuilds {@code tokenizer.json} from the metadata of a GGUF file, for the one tokenizer that MiMo
 * and Qwen2 have: byte-pair encoding on bytes.
 */
final class GgufTokenizer {
  /** How Qwen2 cuts text into words (the pre_tokenizer of its tokenizer.json). */
  private static final String WORDS =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  /** What merges two tokens to one that a text of this length can be. */
  private static final int LONGEST = 4096;

  private static final int MOST_MERGES = 1 << 21;

  /** Types of tokens in llama.cpp ({@code enum llama_token_type}). */
  private static final int CONTROL = 3;

  private static final int USER_DEFINED = 4;
  private static final int UNUSED = 5;

  private GgufTokenizer() {}

  static byte[] json(GgufMetadata metadata, int vocab) throws ModelException {
    String model = metadata.text("tokenizer.ggml.model").orElse("");
    String words = metadata.text("tokenizer.ggml.pre").orElse("");
    if (!model.equals("gpt2") || !words.equals("qwen2")) {
      throw new ModelException(
          "The file's tokenizer is '%s' with words as '%s'; gpt2 with qwen2 can be read here, as MiMo has it"
              .formatted(model, words));
    }
    List<String> tokens = metadata.texts("tokenizer.ggml.tokens", vocab, LONGEST);
    int[] types = metadata.integers("tokenizer.ggml.token_type", vocab);
    List<String> merges = metadata.texts("tokenizer.ggml.merges", MOST_MERGES, 2 * LONGEST);
    if (tokens.isEmpty() || types.length != tokens.size()) {
      throw new ModelException(
          "The file's tokenizer has %d tokens and %d types".formatted(tokens.size(), types.length));
    }
    Set<String> seen = new HashSet<>();
    for (String token : tokens) {
      if (!seen.add(token)) {
        throw new ModelException("The file's tokenizer has the token '" + token + "' twice");
      }
    }
    for (String merge : merges) {
      int space = merge.indexOf(' ', 1);
      if (space < 1
          || !seen.contains(merge.substring(0, space))
          || !seen.contains(merge.substring(space + 1))
          || !seen.contains(merge.substring(0, space) + merge.substring(space + 1))) {
        throw new ModelException("The file's tokenizer merges what it does not have: " + merge);
      }
    }
    return write(tokens, types, merges);
  }

  private static byte[] write(List<String> tokens, int[] types, List<String> merges)
      throws ModelException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("version", "1.0");
      json.writeNullField("truncation");
      json.writeNullField("padding");
      json.writeArrayFieldStart("added_tokens");
      for (int id = 0; id < types.length; id++) {
        if (types[id] == CONTROL || types[id] == USER_DEFINED) {
          addedToken(id, tokens.get(id), types[id] == CONTROL, json);
        }
      }
      json.writeEndArray();
      json.writeObjectFieldStart("normalizer");
      json.writeStringField("type", "NFC");
      json.writeEndObject();
      words(json);
      byteLevel("post_processor", json);
      byteLevel("decoder", json);
      json.writeObjectFieldStart("model");
      json.writeStringField("type", "BPE");
      json.writeBooleanField("byte_fallback", false);
      json.writeObjectFieldStart("vocab");
      for (int id = 0; id < types.length; id++) {
        if (types[id] != UNUSED) {
          json.writeNumberField(tokens.get(id), id);
        }
      }
      json.writeEndObject();
      json.writeArrayFieldStart("merges");
      for (String merge : merges) {
        json.writeString(merge);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new ModelException("The file's tokenizer can't be written down", e);
    }
    return out.toByteArray();
  }

  private static void addedToken(int id, String token, boolean special, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    json.writeStringField("content", token);
    json.writeBooleanField("single_word", false);
    json.writeBooleanField("lstrip", false);
    json.writeBooleanField("rstrip", false);
    json.writeBooleanField("normalized", false);
    json.writeBooleanField("special", special);
    json.writeEndObject();
  }

  private static void words(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("pre_tokenizer");
    json.writeStringField("type", "Sequence");
    json.writeArrayFieldStart("pretokenizers");
    json.writeStartObject();
    json.writeStringField("type", "Split");
    json.writeObjectFieldStart("pattern");
    json.writeStringField("Regex", WORDS);
    json.writeEndObject();
    json.writeStringField("behavior", "Isolated");
    json.writeBooleanField("invert", false);
    json.writeEndObject();
    json.writeStartObject();
    byteLevel(json);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void byteLevel(String field, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(field);
    byteLevel(json);
    json.writeEndObject();
  }

  private static void byteLevel(JsonGenerator json) throws IOException {
    json.writeStringField("type", "ByteLevel");
    json.writeBooleanField("add_prefix_space", false);
    json.writeBooleanField("trim_offsets", false);
    json.writeBooleanField("use_regex", false);
  }
}
