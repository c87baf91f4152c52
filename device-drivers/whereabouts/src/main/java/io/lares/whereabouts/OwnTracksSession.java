package io.lares.whereabouts;

import com.fasterxml.jackson.databind.JsonNode;
import io.lares.driver.Cancellable;
import io.lares.driver.CommandReply;
import io.lares.driver.DeviceCommand;
import io.lares.driver.DeviceDescription;
import io.lares.driver.DriverHost;
import io.lares.driver.MqttChannel;
import io.lares.driver.MqttMessage;
import io.lares.driver.Session;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.DeviceType;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Phones that publish the messages of OwnTracks (owntracks.org/booklet/tech/json) on {@code
 * PREFIX/USER/DEVICE}: {@code location}, {@code transition} and {@code waypoint}. Each becomes a
 * person. Where exactly somebody is goes no further than here: the home learns only whether they
 * are at home or in a place that they named themselves, how far away, and how long until home.
 */
final class OwnTracksSession implements Session {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int MOST_PHONES = 100;
  private static final int MOST_WAYPOINTS = 200;

  /** A named place whose middle is this near to the home's is the home, in metres. */
  private static final double SAME_PLACE = 100;

  /** Asks the phone to tell where it is; happens when it has told. */
  static final Attribute LOCATE =
      new Attribute(
          AttributeId.parse("Journey.locate"),
          ValueKind.BOOL,
          "",
          Attribute.Access.MOMENTARY,
          "",
          "Asks the phone to tell where it is; OwnTracks on it has to allow remote commands");

  private static final byte[] ASK =
      "{\"_type\":\"cmd\",\"action\":\"reportLocation\"}".getBytes(StandardCharsets.UTF_8);

  private final String prefix;
  private final double radius;
  private final DriverHost host;
  private final Paces paces;
  private final Map<String, Phone> phones = new HashMap<>();
  private final List<Cancellable> open = new ArrayList<>();

  private static final class Phone {
    private final String id;
    private final Whereabouts whereabouts;
    private final Map<String, Place> waypoints = new HashMap<>();
    private final String topic;
    private boolean asked;

    private Phone(String id, String topic, Whereabouts whereabouts) {
      this.id = id;
      this.topic = topic;
      this.whereabouts = whereabouts;
    }
  }

  OwnTracksSession(String prefix, double radius, DriverHost host) {
    this.prefix = prefix;
    this.radius = radius;
    this.host = host;
    this.paces = new Paces(host);
    MqttChannel.Listener listener = this::heard;
    for (String filter : List.of("/+/+", "/+/+/event", "/+/+/waypoint", "/+/+/waypoints")) {
      open.add(host.mqtt().subscribe(prefix + filter, 1, listener));
    }
    open.add(
        host.repeat(
            LOOK,
            () -> {
              Instant now = Instant.now();
              phones.values().forEach(phone -> phone.whereabouts.look(now));
            }));
  }

  private void heard(MqttMessage message) {
    JsonNode node = Payload.json(message).orElse(null);
    if (node == null) {
      return;
    }
    switch (node.path("_type").asText()) {
      case "location" -> location(message, node);
      case "transition" -> transition(message, node);
      case "waypoint" -> waypoint(phone(message), node);
      case "waypoints" -> {
        Phone phone = phone(message);
        node.path("waypoints").forEach(each -> waypoint(phone, each));
      }
      case "encrypted" ->
          host.health(
              "OwnTracks messages are encrypted with a shared key, which can't be read here: leave"
                  + " the key in the app empty and use TLS to the broker instead.");
      default -> {}
    }
  }

  private void location(MqttMessage message, JsonNode node) {
    Place place = Payload.place(node.path("lat"), node.path("lon")).orElse(null);
    Phone phone = place == null ? null : phone(message);
    if (place == null || phone == null) {
      return;
    }
    Instant now = Instant.now();
    List<String> regions = new ArrayList<>();
    for (JsonNode region : node.path("inregions")) {
      String name = region(phone, Payload.name(region.asText()));
      if (!name.isEmpty() && regions.size() < 10) {
        regions.add(name);
      }
    }
    phone.whereabouts.at(
        new Fix(place, Payload.metres(node.path("acc")), Payload.time(node.path("tst"), now)),
        regions,
        now);
    if (phone.asked) {
      phone.asked = false;
      host.observe(phone.id, LOCATE.id(), Value.of(true));
    }
    JsonNode battery = node.path("batt");
    if (battery.isNumber() && battery.asDouble() >= 0 && battery.asDouble() <= 100) {
      host.observe(phone.id, Vocabulary.BATTERY, Value.of(Math.round(battery.asDouble())));
    }
  }

  private void transition(MqttMessage message, JsonNode node) {
    Phone phone = phone(message);
    String event = node.path("event").asText();
    if (phone == null || !event.equals("enter") && !event.equals("leave")) {
      return;
    }
    String name = region(phone, Payload.name(node.path("desc").asText()));
    if (!name.isEmpty()) {
      phone.whereabouts.crossed(name, event.equals("enter"));
    }
  }

  /** A place around the home is the home, whatever its owner calls it. */
  private String region(Phone phone, String name) {
    Place middle = phone.waypoints.get(name);
    Place home = host.place().orElse(null);
    return middle != null && home != null && middle.metresTo(home) < SAME_PLACE
        ? Whereabouts.HOME
        : name;
  }

  private static void waypoint(@Nullable Phone phone, JsonNode node) {
    String name = Payload.name(node.path("desc").asText());
    if (phone != null
        && !name.isEmpty()
        && (phone.waypoints.size() < MOST_WAYPOINTS || phone.waypoints.containsKey(name))) {
      Payload.place(node.path("lat"), node.path("lon"))
          .ifPresent(place -> phone.waypoints.put(name, place));
    }
  }

  /** The phone that a message is from; null for one too many, or one without a name. */
  private @Nullable Phone phone(MqttMessage message) {
    String[] levels = message.topic().substring(prefix.length() + 1).split("/", -1);
    String user = Payload.name(levels[0]);
    String device = Payload.name(levels[1]);
    String id = user + "/" + device;
    Phone known = phones.get(id);
    if (known != null || user.isEmpty() || device.isEmpty()) {
      return known;
    }
    if (phones.size() >= MOST_PHONES) {
      host.health(
          "More than " + MOST_PHONES + " phones speak OwnTracks here; the rest is left out.");
      return null;
    }
    boolean first = phones.keySet().stream().noneMatch(other -> other.startsWith(user + "/"));
    String name = user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
    List<Attribute> attributes = new ArrayList<>(Whereabouts.ATTRIBUTES);
    attributes.add(Objects.requireNonNull(Vocabulary.attribute(Vocabulary.BATTERY)));
    attributes.add(LOCATE);
    host.announce(
        new DeviceDescription(
            id,
            first ? name : name + " (" + device + ")",
            List.of(),
            "",
            DeviceType.PERSON,
            Vocabulary.group(attributes),
            "OwnTracks",
            ""));
    Phone phone =
        new Phone(
            id,
            prefix + "/" + levels[0] + "/" + levels[1],
            new Whereabouts(host, id, radius, paces));
    phones.put(id, phone);
    return phone;
  }

  @Override
  public void execute(DeviceCommand command, CommandReply reply) {
    Phone phone = phones.get(command.device());
    if (phone == null || !command.attribute().equals(LOCATE.id())) {
      reply.failed(CommandReply.Failure.UNSUPPORTED, "Where somebody is can't be set.");
    } else if (!command.value().equals(Value.of(true))) {
      reply.failed(CommandReply.Failure.REJECTED, "A phone can only be asked where it is.");
    } else {
      phone.asked = true;
      host.mqtt()
          .publish(phone.topic + "/cmd", ASK, 1, false)
          .whenComplete((sent, failure) -> {
            if (failure == null) {
              reply.accepted();
            } else {
              reply.failed(
                  CommandReply.Failure.OFFLINE, "There is no connection to the MQTT broker.");
            }
          });
    }
  }

  @Override
  public void close() {
    open.forEach(Cancellable::cancel);
  }
}
