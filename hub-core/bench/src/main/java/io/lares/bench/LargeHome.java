package io.lares.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes a large home out of one of the format {@code lares-home/1}, always the same for a seed. */
final class LargeHome {
  private static final List<String> SIDES =
      List.of("North", "South", "East", "West", "Old", "New", "Upper", "Lower");
  private static final List<String> PARTS =
      List.of("Wing", "House", "Annex", "Lodge", "Barn", "Cottage");

  private final ObjectNode home;
  private final Random random;

  private LargeHome(ObjectNode home, long seed) {
    this.home = home;
    this.random = new Random(seed);
  }

  /**
   * The home with further wings: copies of its areas and of the devices in them under new names,
   * switched on or off by chance.
   *
   * @param devices how many devices it is to have
   */
  static ObjectNode of(ObjectNode small, int devices, long seed) {
    return new LargeHome(small.deepCopy(), seed).grown(devices);
  }

  private ObjectNode grown(int count) {
    List<String> wings = new ArrayList<>();
    SIDES.forEach(side -> PARTS.forEach(part -> wings.add(side + " " + part)));
    Collections.shuffle(wings, random);
    List<JsonNode> placed = new ArrayList<>();
    ArrayNode devices = home.withArrayProperty("devices");
    devices.forEach(device -> {
      if (device.path("area").isTextual()) {
        placed.add(device);
      }
    });
    List<JsonNode> areas = new ArrayList<>();
    home.withArrayProperty("areas").forEach(areas::add);
    for (int wing = 0; devices.size() < count; wing++) {
      for (JsonNode area : areas) {
        home.withArrayProperty("areas").add(copy(area, wing, wings.get(wing)));
      }
      for (JsonNode device : placed.subList(0, Math.min(placed.size(), count - devices.size()))) {
        ObjectNode copy = copy(device, wing, wings.get(wing));
        copy.put("area", id(device.path("area").asText(), wing));
        if (copy.path("state").has("OnOff.onOff")) {
          ((ObjectNode) copy.path("state")).put("OnOff.onOff", random.nextBoolean());
        }
        devices.add(copy);
      }
    }
    return home;
  }

  private static ObjectNode copy(JsonNode node, int wing, String name) {
    ObjectNode copy = node.deepCopy();
    copy.put("id", id(node.path("id").asText(), wing));
    copy.put("name", name + " " + node.path("name").asText());
    copy.putArray("aliases");
    return copy;
  }

  private static String id(String id, int wing) {
    return "w" + wing + "_" + id;
  }
}
