package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Reads config.json, and refuses what the engine would compute wrongly. */
final class HuggingFaceConfig {
  private static final Set<String> ARCHITECTURES = Set.of("MiMoForCausalLM", "Qwen2ForCausalLM");

  private HuggingFaceConfig() {}

  /** The architecture's name; one that this runtime has. */
  static String architecture(JsonNode config) throws ModelException {
    String name = config.path("architectures").path(0).asText();
    if (!ARCHITECTURES.contains(name)) {
      throw new ModelException(
          "The model's architecture is '"
              + name
              + "': MiMoForCausalLM and Qwen2ForCausalLM can be run here");
    }
    return name;
  }

  /**
   * The shape.
   *
   * @param tensors names of what the files have: conversions often leave out the layers for
   *     prediction ahead, whatever the configuration says
   */
  static MimoShape shape(JsonNode config, Set<String> tensors) throws ModelException {
    refuse(config, "rope_scaling", "scaled rotary embeddings");
    refuse(config, "use_sliding_window", "sliding windows");
    refuse(config, "quantization_config", "weights that are quantised in this way");
    String activation = config.path("hidden_act").asText("silu");
    if (!activation.equals("silu")) {
      throw new ModelException("The activation " + activation + " is not supported, only silu");
    }
    int hidden = number(config, "hidden_size", -1);
    int heads = number(config, "num_attention_heads", -1);
    try {
      MimoShape shape =
          new MimoShape(
              hidden,
              number(config, "num_hidden_layers", -1),
              heads,
              number(config, "num_key_value_heads", heads),
              number(config, "head_dim", heads == 0 ? 0 : hidden / heads),
              number(config, "intermediate_size", -1),
              number(config, "vocab_size", -1),
              (float) config.path("rope_theta").asDouble(10_000),
              number(config, "max_position_embeddings", 32_768),
              (float) config.path("rms_norm_eps").asDouble(1e-6),
              number(config, "num_nextn_predict_layers", 0),
              config.path("tie_word_embeddings").asBoolean(false),
              tensors.contains("model.layers.0.self_attn.q_proj.bias"));
      return shape.withMtpLayers(layersAhead(shape, tensors, shape.mtpLayers()));
    } catch (IllegalArgumentException e) {
      throw new ModelException("config.json describes no such model: " + e.getMessage(), e);
    }
  }

  /** How many layers for prediction ahead are whole, up to so many. */
  static int layersAhead(MimoShape shape, Set<String> tensors, int most) {
    int there = 0;
    while (there < most && tensors.containsAll(namesAhead(shape, there))) {
      there++;
    }
    return there;
  }

  private static List<String> namesAhead(MimoShape shape, int layer) {
    return Expected.ahead(shape, layer).stream().map(Expected::name).toList();
  }

  private static void refuse(JsonNode config, String field, String what) throws ModelException {
    JsonNode value = config.path(field);
    if (value.isObject() && !value.isEmpty() || value.asBoolean(false)) {
      throw new ModelException("config.json asks for " + what + ", which can't be run here");
    }
  }

  private static int number(JsonNode config, String field, int otherwise) throws ModelException {
    JsonNode value = config.path(field);
    if (value.isMissingNode() || value.isNull()) {
      if (otherwise < 0) {
        throw new ModelException("config.json has no " + field);
      }
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelException("config.json says " + field + ": " + value);
    }
    return value.intValue();
  }
}
