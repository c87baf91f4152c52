package io.lares.automations.keep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.lares.automations.Automation;
import io.lares.automations.Automations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * All rules as one YAML document. Reading takes the bounds of a document from anywhere: its size,
 * how deep it nests, no key twice. Jackson reads YAML as a stream of tokens, so that an alias is a
 * text and never grows, and no tag names a class.
 */
public final class RuleFile {
  /** The longest document, in characters. */
  static final int LONGEST = 1 << 20;

  private static final String FORMAT = "lares-automations/1";
  private static final int DEEPEST = 60;

  private final ObjectMapper yaml;

  public RuleFile() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    yaml =
        new ObjectMapper(
            YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxDocumentLength(LONGEST)
                        .build())
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build());
  }

  /** Writes rules; who made them stays in this home. */
  public String write(Collection<Automation> rules) {
    ObjectNode root = yaml.createObjectNode().put("format", FORMAT);
    ArrayNode all = root.putArray("automations");
    rules.forEach(rule -> all.add(RuleNotation.body(rule)));
    return text(root);
  }

  /**
   * Reads rules.
   *
   * @param origin of each of them
   * @throws IllegalArgumentException where it is no such document, in words that say what to do
   */
  public List<Automation> read(String text, Automation.Origin origin) {
    JsonNode root = tree(text);
    Fields fields = new Fields(root, "A file of automations");
    fields.only(Set.of("format", "automations"));
    if (!fields.text("format").equals(FORMAT)) {
      throw fields.wrong("format", FORMAT);
    }
    if (root.path("automations").size() > Automations.MOST) {
      throw new IllegalArgumentException("There may be at most " + Automations.MOST + " rules");
    }
    List<Automation> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (JsonNode node : root.path("automations")) {
      number++;
      try {
        Automation rule = RuleNotation.read(node, origin);
        if (!ids.add(rule.id())) {
          throw new IllegalArgumentException("its id " + rule.id() + " is there twice");
        }
        rules.add(rule);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("Automation " + number + ": " + e.getMessage(), e);
      }
    }
    return rules;
  }

  /** Writes one rule. */
  public String writeOne(Automation rule) {
    return text(RuleNotation.body(rule));
  }

  /**
   * Reads one rule.
   *
   * @throws IllegalArgumentException where it is none, in words that say what to do
   */
  public Automation readOne(String text, Automation.Origin origin) {
    return RuleNotation.read(tree(text), origin);
  }

  private String text(JsonNode node) {
    try {
      return yaml.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Rules can always be written", e);
    }
  }

  private JsonNode tree(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "A file of automations has at most " + LONGEST + " characters");
    }
    try {
      return yaml.readTree(text);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : "Line " + e.getLocation().getLineNr() + ": ";
      throw new IllegalArgumentException(where + "this is no YAML: " + e.getOriginalMessage(), e);
    }
  }
}
