package io.lares.mqttdiscovery;

import io.lares.driver.DeviceDescription;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.DeviceType;
import io.lares.home.Risk;
import io.lares.home.Vocabulary;
import io.lares.mqttdiscovery.discovery.Announcement;
import io.lares.mqttdiscovery.discovery.Announcement.Category;
import io.lares.mqttdiscovery.discovery.DeviceInfo;
import io.lares.mqttdiscovery.entity.Field;
import io.lares.mqttdiscovery.entity.Slugs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes devices of the entities that belong together. Pure, and the same for every order in which
 * the entities arrived: each entity that people control is a device, and what else the hardware
 * reports or lets one set becomes attributes of the first of them.
 */
final class Assembler {
  /** What a device is about, the most telling kind first. */
  private static final List<String> RANK =
      List.of(
          "climate",
          "water_heater",
          "lock",
          "cover",
          "valve",
          "vacuum",
          "lawn_mower",
          "alarm_control_panel",
          "humidifier",
          "fan",
          "light",
          "switch",
          "siren",
          "scene");

  private static final Set<String> SECURITY = Set.of("Alarm", "Siren");

  /** What a device reports of itself under names that people know from rooms. */
  private static final Set<String> ABOUT_ROOMS =
      Set.of("temperature", "humidity", "pressure", "illuminance", "co2", "pm25", "airQuality");

  private static final Comparator<Member> ORDER =
      Comparator.<Member>comparingInt(member -> member.about.category().ordinal())
          .thenComparingInt(member -> rank(member.about.component()))
          .thenComparing(member -> member.about.objectId())
          .thenComparing(Member::key);

  private Assembler() {}

  /** An entity within a device, with the final names of its fields. */
  record Part(Member member, AttributeId[] ids) {
    @Override
    public String toString() {
      return member.key();
    }
  }

  /** A device to announce. */
  record Assembled(DeviceDescription description, List<Part> parts, List<Member> speakers) {}

  /**
   * @param group what the entities have in common; in the native identifier where no entity leads
   */
  static List<Assembled> assemble(String group, Collection<Member> members) {
    List<Member> wanted = members.stream().filter(Assembler::wanted).sorted(ORDER).toList();
    List<Member> leaders = wanted.stream().filter(Assembler::leads).toList();
    DeviceInfo info = DeviceInfo.NONE;
    for (Member member : wanted) {
      info = info.or(member.about.device());
    }
    Map<@Nullable Member, List<Member>> followers = new LinkedHashMap<>();
    for (Member leader : leaders) {
      followers.put(leader, new ArrayList<>());
    }
    for (Member member : wanted) {
      if (!leads(member)) {
        followers
            .computeIfAbsent(leaderOf(member, leaders), ignored -> new ArrayList<>())
            .add(member);
      }
    }
    List<Assembled> devices = new ArrayList<>();
    for (var entry : followers.entrySet()) {
      devices.add(device(group, entry.getKey(), entry.getValue(), leaders.size(), info));
    }
    return devices;
  }

  private static int rank(String component) {
    int rank = RANK.indexOf(component);
    return rank < 0 ? RANK.size() : rank;
  }

  private static boolean leads(Member member) {
    return member.about.category() == Category.PRIMARY && member.entity.mainType() != null;
  }

  /** What its publisher leaves out by default comes in where the vocabulary has a word for it. */
  private static boolean wanted(Member member) {
    return member.about.enabled()
        || member.entity.fields().stream()
            .allMatch(field ->
                !field.attribute().commandable()
                    && Vocabulary.attribute(field.attribute().id()) != null);
  }

  /**
   * The control that an entity belongs to: power_l2 goes with switch_l2, all else with the first.
   */
  private static @Nullable Member leaderOf(Member member, List<Member> leaders) {
    if (leaders.isEmpty()) {
      return null;
    }
    if (leaders.size() > 1) {
      for (Member leader : leaders) {
        String object = leader.about.objectId();
        int bar = object.lastIndexOf('_');
        if (bar >= 0 && member.about.objectId().endsWith(object.substring(bar))) {
          return leader;
        }
      }
    }
    return leaders.getFirst();
  }

  private static Assembled device(
      String group, @Nullable Member leader, List<Member> followers, int leaders, DeviceInfo info) {
    Map<AttributeId, Attribute> attributes = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    if (leader != null) {
      parts.add(part(leader, true, attributes));
    }
    for (Member follower : followers) {
      parts.add(part(follower, false, attributes));
    }
    DeviceType type = leader == null ? null : leader.entity.mainType();
    Announcement first = parts.getFirst().member().about;
    String name = name(leader, first, info);
    DeviceDescription description =
        new DeviceDescription(
            leader == null ? "device:" + group : leader.key(),
            name,
            aliases(leader, leaders, info, name),
            info.suggestedArea(),
            type == null ? typeOf(attributes.keySet()) : type,
            capabilities(attributes.values()),
            info.manufacturer(),
            info.model());
    List<Member> speakers =
        leader == null ? parts.stream().map(Part::member).toList() : List.of(leader);
    return new Assembled(description, List.copyOf(parts), speakers);
  }

  private static String name(@Nullable Member leader, Announcement first, DeviceInfo info) {
    String own = leader == null ? "" : leader.about.name();
    if (info.name().isEmpty()) {
      return own.isEmpty() ? Slugs.label(first) : own;
    }
    String device = info.name().toLowerCase(Locale.ROOT);
    String lower = own.toLowerCase(Locale.ROOT);
    if (own.isEmpty() || device.endsWith(lower)) {
      return info.name();
    }
    return lower.startsWith(device) ? own : info.name() + " " + own;
  }

  private static List<String> aliases(
      @Nullable Member leader, int leaders, DeviceInfo info, String name) {
    Set<String> aliases = new HashSet<>();
    if (leader != null && leaders == 1 && !info.name().isEmpty()) {
      aliases.add(info.name());
    }
    if (leader != null && leader.about.name().indexOf(' ') > 0) {
      aliases.add(leader.about.name());
    }
    aliases.remove(name);
    return aliases.stream().sorted().toList();
  }

  private static Part part(Member member, boolean leader, Map<AttributeId, Attribute> taken) {
    List<Field> fields = member.entity.fields();
    AttributeId[] ids = new AttributeId[fields.size()];
    for (Field field : fields) {
      Attribute attribute = field.attribute();
      AttributeId id = attribute.id();
      if (!leader) {
        id = placed(member.about, field, fields.size() > 1);
      }
      if (taken.containsKey(id) && !field.shared()) {
        id = free(renamed(id.capability(), member.about, field, fields.size() > 1), taken);
      }
      ids[field.index()] = id;
      taken.putIfAbsent(id, labelled(attribute, id, member));
    }
    return new Part(member, ids);
  }

  /** The name of a follower's field: what it lets one set is a setting of the device. */
  private static AttributeId placed(Announcement about, Field field, boolean several) {
    Attribute attribute = field.attribute();
    AttributeId id = attribute.id();
    boolean setting =
        attribute.access() == Attribute.Access.WRITE
            && (about.category() != Category.PRIMARY || Vocabulary.attribute(id) != null);
    if (setting) {
      return renamed("Setting", about, field, several);
    }
    if (about.category() == Category.DIAGNOSTIC
        && Vocabulary.attribute(id) != null
        && ABOUT_ROOMS.contains(id.name())) {
      AttributeId other = renamed(id.capability(), about, field, several);
      return other.equals(id) ? new AttributeId("Diagnostic", id.name()) : other;
    }
    return id;
  }

  private static AttributeId renamed(
      String capability, Announcement about, Field field, boolean several) {
    String slug = Slugs.of(about);
    String name = field.attribute().id().name();
    return new AttributeId(
        capability,
        several && field.index() > 0
            ? slug + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
            : slug);
  }

  private static AttributeId free(AttributeId wanted, Map<AttributeId, Attribute> taken) {
    AttributeId id = wanted;
    for (int i = 2; taken.containsKey(id); i++) {
      id = new AttributeId(wanted.capability(), wanted.name() + i);
    }
    return id;
  }

  private static Attribute labelled(Attribute attribute, AttributeId id, Member member) {
    boolean same = attribute.id().equals(id);
    String label =
        same || !attribute.label().isEmpty() ? attribute.label() : Slugs.label(member.about);
    String description =
        member.entity.fields().stream()
                .anyMatch(field -> field.attribute() == attribute && member.entity.assumed(field))
            ? "Assumed: the device does not report it."
            : attribute.description();
    return new Attribute(
        id, attribute.kind(), attribute.unit(), attribute.access(), label, description);
  }

  private static List<Capability> capabilities(Collection<Attribute> attributes) {
    return Vocabulary.group(attributes).stream()
        .map(capability ->
            SECURITY.contains(capability.name())
                ? new Capability(capability.name(), Risk.SECURITY, capability.attributes())
                : capability)
        .toList();
  }

  /** What a device without a control is, by what it reports. */
  private static DeviceType typeOf(Set<AttributeId> ids) {
    Set<String> names = new HashSet<>();
    ids.forEach(id -> names.add(id.toString()));
    if (any(names, "Sensor.smoke", "Sensor.carbonMonoxide", "Sensor.gas")) {
      return DeviceType.SMOKE_CO_ALARM;
    }
    if (any(names, "Sensor.leak")) {
      return DeviceType.WATER_LEAK_DETECTOR;
    }
    if (any(names, "Contact.open")) {
      return DeviceType.CONTACT_SENSOR;
    }
    if (any(names, "Occupancy.occupied")) {
      return DeviceType.OCCUPANCY_SENSOR;
    }
    if (any(names, "Switch.pressed")) {
      return DeviceType.GENERIC_SWITCH;
    }
    if (any(names, "Sensor.co2", "Sensor.pm25", "Sensor.airQuality")) {
      return DeviceType.AIR_QUALITY_SENSOR;
    }
    if (any(names, "Sensor.temperature")) {
      return DeviceType.TEMPERATURE_SENSOR;
    }
    if (any(names, "Sensor.humidity")) {
      return DeviceType.HUMIDITY_SENSOR;
    }
    if (any(names, "Sensor.illuminance")) {
      return DeviceType.LIGHT_SENSOR;
    }
    return any(names, "Sensor.power", "Sensor.energy")
        ? DeviceType.ELECTRICAL_SENSOR
        : DeviceType.GENERIC;
  }

  private static boolean any(Set<String> names, String... wanted) {
    for (String one : wanted) {
      if (names.contains(one)) {
        return true;
      }
    }
    return false;
  }
}
