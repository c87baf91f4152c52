package io.lares.homefile.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Floor;
import io.lares.home.FloorId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code lares-home/1} document says, checked. Fields that the format does not know are
 * passed over, so that a later version's file can still be read.
 *
 * @param devices the devices as the file writes them, for the driver to read
 * @param simulation settings for the virtual driver, from the optional object {@code virtual}
 */
record HomeFile(
    String name,
    Locale language,
    List<Floor> floors,
    List<Area> areas,
    ArrayNode devices,
    Map<String, String> simulation) {
  static final String FORMAT = "lares-home/1";

  /** Largest document, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_PLACES = 1000;
  private static final int MAX_DEVICES = 10_000;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int MAX_ALIASES = 100;
  private static final int MAX_SIMULATION = 20;
  private static final Set<String> BELOW =
      Set.of("basement", "cellar", "underground", "地下室", "地下", "负一楼", "负一层");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build());
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException where it is malformed; says where and what to do
   */
  static HomeFile parse(String json) {
    JsonNode root = tree(json);
    if (!root.isObject()) {
      throw wrong("the file", "must be a JSON object");
    }
    if (!FORMAT.equals(root.path("format").asText())) {
      throw wrong("format", "must be \"" + FORMAT + "\"");
    }
    List<Floor> floors = floors(list(root, "floors", MAX_PLACES));
    Set<String> floorIds = new HashSet<>();
    floors.forEach(floor -> floorIds.add(floor.id().value()));
    List<Area> areas = areas(list(root, "areas", MAX_PLACES), floorIds);
    Set<String> areaIds = new HashSet<>();
    areas.forEach(area -> areaIds.add(area.id().value()));
    ArrayNode devices = list(root, "devices", MAX_DEVICES);
    checkDevices(devices, areaIds);
    String name = text(root, "name", "the file");
    return new HomeFile(name, language(root), floors, areas, devices, simulation(root));
  }

  /** Reads a document into a tree; bounded. */
  static JsonNode tree(String json) {
    if (json.length() > MAX_LENGTH) {
      throw wrong("the file", "is longer than " + MAX_LENGTH + " characters");
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new IllegalArgumentException(
          "The home file is not valid JSON"
              + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static List<Floor> floors(ArrayNode nodes) {
    List<Floor> result = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int next = 0;
    for (JsonNode node : nodes) {
      String where = "floors[" + result.size() + "]";
      String id = id(node, where, seen);
      String name = text(node, "name", where);
      int level = BELOW.contains(name.toLowerCase(Locale.ROOT)) ? -1 : next++;
      JsonNode given = node.path("level");
      if (!given.isMissingNode()) {
        if (!given.isInt()) {
          throw wrong(where + ".level", "must be a whole number, 0 for the ground floor");
        }
        level = given.intValue();
      }
      int floorLevel = level;
      result.add(
          built(where, () -> new Floor(new FloorId(id), name, aliases(node, where), floorLevel)));
    }
    return result;
  }

  private static List<Area> areas(ArrayNode nodes, Set<String> floors) {
    List<Area> result = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode node : nodes) {
      String where = "areas[" + result.size() + "]";
      String id = id(node, where, seen);
      String name = text(node, "name", where);
      String floor = reference(node, "floor", where, floors);
      result.add(
          built(
              where,
              () ->
                  new Area(
                      new AreaId(id),
                      name,
                      aliases(node, where),
                      floor == null ? null : new FloorId(floor))));
    }
    return result;
  }

  private static void checkDevices(ArrayNode nodes, Set<String> areas) {
    Set<String> seen = new HashSet<>();
    int index = 0;
    for (JsonNode node : nodes) {
      String id = id(node, "devices[" + index++ + "]", seen);
      String where = "device " + id;
      text(node, "name", where);
      text(node, "type", where);
      aliases(node, where);
      reference(node, "area", where, areas);
      JsonNode state = node.path("state");
      if (!state.isObject() || state.size() > MAX_ATTRIBUTES) {
        throw wrong(where + ".state", "must be an object of at most " + MAX_ATTRIBUTES + " values");
      }
      state
          .properties()
          .forEach(entry -> {
            String attribute = where + ".state." + entry.getKey();
            built(attribute, () -> AttributeId.parse(entry.getKey()));
            if (entry.getValue().isContainerNode()) {
              throw wrong(attribute, "must be true, false, a number, a text or null");
            }
          });
      JsonNode describe = node.path("describe");
      if (!describe.isMissingNode() && !describe.isObject()) {
        throw wrong(where + ".describe", "must be an object");
      }
      describe
          .properties()
          .forEach(entry -> {
            if (!entry.getValue().isObject()) {
              throw wrong(where + ".describe." + entry.getKey(), "must be an object");
            }
          });
    }
  }

  private static Locale language(JsonNode root) {
    JsonNode node = root.path("language");
    if (node.isMissingNode()) {
      return Locale.ENGLISH;
    }
    try {
      return new Locale.Builder().setLanguageTag(node.asText()).build();
    } catch (IllformedLocaleException e) {
      throw wrong("language", "must be a language such as en or zh-CN");
    }
  }

  private static Map<String, String> simulation(JsonNode root) {
    JsonNode node = root.path("virtual");
    if (!node.isMissingNode() && !node.isObject() || node.size() > MAX_SIMULATION) {
      throw wrong("virtual", "must be an object of at most " + MAX_SIMULATION + " texts");
    }
    Map<String, String> result = new HashMap<>();
    node.properties()
        .forEach(entry -> result.put(entry.getKey(), text(node, entry.getKey(), "virtual")));
    return result;
  }

  private static ArrayNode list(JsonNode root, String key, int limit) {
    JsonNode node = root.get(key);
    if (node == null) {
      return MAPPER.createArrayNode();
    }
    if (!(node instanceof ArrayNode array) || array.size() > limit) {
      throw wrong(key, "must be a list of at most " + limit + " entries");
    }
    return array;
  }

  private static String id(JsonNode node, String where, Set<String> seen) {
    if (!node.isObject()) {
      throw wrong(where, "must be an object");
    }
    String id = text(node, "id", where);
    if (id.isBlank() || id.length() > 200) {
      throw wrong(where + ".id", "must have 1 to 200 characters");
    }
    if (!seen.add(id)) {
      throw wrong(where + ".id", "is used twice: " + id);
    }
    return id;
  }

  private static String text(JsonNode node, String key, String where) {
    JsonNode value = node.get(key);
    if (value == null || !value.isTextual() || value.textValue().isBlank()) {
      throw wrong(where + "." + key, "must be a text");
    }
    return value.textValue();
  }

  private static List<String> aliases(JsonNode node, String where) {
    JsonNode list = node.path("aliases");
    if (list.isMissingNode()) {
      return List.of();
    }
    List<String> result = new ArrayList<>();
    for (JsonNode alias : list) {
      if (!alias.isTextual() || alias.textValue().length() > 200) {
        throw wrong(where + ".aliases", "must hold texts of at most 200 characters");
      }
      result.add(alias.textValue());
    }
    if (!list.isArray() || result.size() > MAX_ALIASES) {
      throw wrong(where + ".aliases", "must be a list of at most " + MAX_ALIASES + " texts");
    }
    return result;
  }

  private static @Nullable String reference(
      JsonNode node, String key, String where, Set<String> known) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || !known.contains(value.textValue())) {
      throw wrong(
          where + "." + key,
          "names " + value + ", which the file does not have; add it or use null");
    }
    return value.textValue();
  }

  private static <T> T built(String where, Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("In the home file, " + where + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException wrong(String where, String what) {
    return new IllegalArgumentException("In the home file, " + where + " " + what);
  }
}
