package io.lares.planner.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Says whether a result line is what its request expects, by the rules of {@code lares-nl/1}. */
final class Judge {
  /** One attribute of one device. */
  private record Place(String device, String attribute) {
    static Place of(JsonNode change) {
      return new Place(change.path("device").asText(), change.path("attribute").asText());
    }
  }

  private final JsonNode home;
  private final Values values;
  private final TimersAndLists timersAndLists;

  /**
   * @param home a home of the format {@code lares-home/1}
   */
  Judge(JsonNode home) {
    this.home = home;
    values = new Values(home);
    timersAndLists = new TimersAndLists(home, values);
  }

  /** Why the result is wrong; empty where it is right. */
  String fault(JsonNode request, JsonNode result) {
    JsonNode expect = request.path("expect");
    List<String> outcomes = texts(expect.path("outcomes"));
    if (outcomes.isEmpty()) {
      outcomes = List.of(expect.path("outcome").asText());
    }
    String outcome = result.path("outcome").asText();
    if (!outcomes.contains(outcome)) {
      return "outcome " + outcome + ", wanted " + String.join(" or ", outcomes);
    }
    String fault = changes(expect, states(request.path("set")), result.path("changes"));
    if (!fault.isEmpty()) {
      return fault;
    }
    int refused = result.path("refused").size();
    boolean counted = expect.has("refused") || outcome.equals("done");
    if (counted && refused != expect.path("refused").asInt(0)) {
      return "refused " + refused + " parts, wanted " + expect.path("refused").asInt(0);
    }
    fault = reply(expect, result.path("reply").asText());
    return fault.isEmpty() ? timersAndLists.fault(expect, result) : fault;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private Map<Place, JsonNode> states(JsonNode set) {
    Map<Place, JsonNode> states = new LinkedHashMap<>();
    for (JsonNode device : home.path("devices")) {
      String id = device.path("id").asText();
      device
          .path("state")
          .properties()
          .forEach(s -> states.put(new Place(id, s.getKey()), s.getValue()));
    }
    set.properties()
        .forEach(device ->
            device
                .getValue()
                .properties()
                .forEach(s -> states.put(new Place(device.getKey(), s.getKey()), s.getValue())));
    return states;
  }

  private String changes(JsonNode expect, Map<Place, JsonNode> states, JsonNode changes) {
    Map<Place, JsonNode> got = new LinkedHashMap<>();
    for (JsonNode change : changes) {
      got.put(Place.of(change), change.path("value"));
    }
    got.entrySet()
        .removeIf(change -> {
          JsonNode before = states.get(change.getKey());
          return before != null
              && values.same(change.getKey().attribute(), before, change.getValue());
        });
    List<String> faults = new ArrayList<>();
    for (JsonNode alternative : expect.has("anyOf") ? expect.path("anyOf") : List.of(expect)) {
      List<JsonNode> optional = new ArrayList<>();
      expect.path("optional").forEach(optional::add);
      if (expect.has("anyOf")) {
        alternative.path("optional").forEach(optional::add);
      }
      JsonNode wanted = alternative.isArray() ? alternative : alternative.path("changes");
      String fault = mismatch(wanted, optional, states, new LinkedHashMap<>(got));
      if (fault.isEmpty()) {
        return "";
      }
      faults.add(fault);
    }
    return String.join(" | ", faults);
  }

  private String mismatch(
      JsonNode wanted,
      List<JsonNode> optional,
      Map<Place, JsonNode> states,
      Map<Place, JsonNode> got) {
    Map<Place, JsonNode> last = new LinkedHashMap<>();
    wanted.forEach(item -> last.put(Place.of(item), item));
    for (Map.Entry<Place, JsonNode> want : last.entrySet()) {
      JsonNode value = got.remove(want.getKey());
      if (value == null) {
        value = states.getOrDefault(want.getKey(), MissingNode.getInstance());
      }
      if (!values.fits(want.getValue(), want.getKey().attribute(), value)) {
        return "%s is %s, wanted %s".formatted(want.getKey(), value, want.getValue());
      }
    }
    for (Map.Entry<Place, JsonNode> change : got.entrySet()) {
      if (optional.stream().noneMatch(item -> allows(item, change.getKey(), change.getValue()))) {
        return "unexpected change " + change;
      }
    }
    return "";
  }

  private boolean allows(JsonNode item, Place place, JsonNode value) {
    return item.path("device").asText().equals(place.device())
        && item.path("attribute").asText(place.attribute()).equals(place.attribute())
        && ((!item.has("value") && !item.has("values"))
            || values.fits(item, place.attribute(), value));
  }

  private static String reply(JsonNode expect, String reply) {
    List<String> any = texts(expect.path("reply"));
    if (!any.isEmpty() && any.stream().noneMatch(each -> Words.contain(reply, each))) {
      return "reply '%s' has none of %s".formatted(reply, any);
    }
    for (String each : texts(expect.path("replyAll"))) {
      if (!Words.contain(reply, each)) {
        return "reply '%s' lacks %s".formatted(reply, each);
      }
    }
    for (String each : texts(expect.path("replyNot"))) {
      if (Words.contain(reply, each)) {
        return "reply '%s' has %s".formatted(reply, each);
      }
    }
    return "";
  }
}
