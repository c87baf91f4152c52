package io.lares.mimo.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in {@code model.json}.
 *
 * @param origin what it was made of, for people
 * @param checks of the tensors, in the layout's order
 * @param tokenizerCheck of {@code tokenizer.json}
 */
record Manifest(
    String name,
    String origin,
    MimoShape shape,
    Layout layout,
    List<String> checks,
    String tokenizerCheck) {
  static final String FILE = "model.json";
  static final String WEIGHTS = "weights.bin";
  static final String TOKENIZER = "tokenizer.json";

  private static final int FORMAT = 2;
  private static final int MOST = 16 << 20;

  byte[] json() throws IOException {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("format", FORMAT).put("name", name).put("origin", origin);
    root.set("shape", Json.MAPPER.valueToTree(shape));
    root.put("tokenizer", tokenizerCheck);
    ArrayNode tensors = root.putArray("tensors");
    for (int i = 0; i < layout.tensors().size(); i++) {
      Stored stored = layout.tensors().get(i);
      tensors
          .addObject()
          .put("name", stored.tensor().name())
          .put("form", stored.form().name())
          .put("offset", stored.offset())
          .put("length", stored.length())
          .put("checks", checks.get(i));
    }
    return Json.MAPPER.writeValueAsBytes(root);
  }

  /**
   * Reads a model's folder.
   *
   * @throws ModelException where it is no whole model
   */
  static Manifest read(Path folder) throws ModelException {
    JsonNode root = Json.read(folder.resolve(FILE), MOST);
    if (root.path("format").asInt() != FORMAT) {
      throw new ModelException(
          "The model in " + folder + " is of another version of this hub: import it again");
    }
    MimoShape shape = shape(root.path("shape"), folder);
    List<Expected> expected = Expected.of(shape);
    JsonNode tensors = root.path("tensors");
    List<Form> forms = new ArrayList<>();
    List<String> checks = new ArrayList<>();
    for (JsonNode tensor : tensors) {
      forms.add(form(tensor.path("form").asText()).orElseThrow(() -> damaged(folder, "forms")));
      checks.add(tensor.path("checks").asText());
    }
    if (forms.size() != expected.size()) {
      throw damaged(folder, "number of tensors");
    }
    // All places follow from the forms; what the file says must be the same.
    Layout layout = Layout.of(expected, forms);
    for (int i = 0; i < expected.size(); i++) {
      Stored stored = layout.tensors().get(i);
      JsonNode tensor = tensors.get(i);
      if (!tensor.path("name").asText().equals(stored.tensor().name())
          || tensor.path("offset").asLong(-1) != stored.offset()
          || tensor.path("length").asLong(-1) != stored.length()
          || stored.form().blocks() && stored.tensor().cols() % Matrix.BLOCK != 0
          || checks.get(i).length() != Checks.length(stored.length())) {
        throw damaged(folder, "entry for " + stored.tensor().name());
      }
    }
    return new Manifest(
        root.path("name").asText(),
        root.path("origin").asText(),
        shape,
        layout,
        checks,
        root.path("tokenizer").asText());
  }

  private static MimoShape shape(JsonNode node, Path folder) throws ModelException {
    try {
      return Json.MAPPER.treeToValue(node, MimoShape.class);
    } catch (IOException e) {
      throw new ModelException("The shape in model.json of " + folder + " is damaged", e);
    }
  }

  private static Optional<Form> form(String name) {
    for (Form form : Form.values()) {
      if (form.name().equals(name)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private static ModelException damaged(Path folder, String what) {
    return new ModelException(
        "The " + what + " in model.json of " + folder + " is damaged: import the model again");
  }
}
