package io.lares.planner.reasoning;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A home in few words: what devices of a kind can do is said once, devices stand by their areas,
 * and nothing is said twice.
 *
 * <pre>
 * A DimmableLight: onOff, currentLevel 0..100%
 * B TemperatureSensor: / temperature °C
 * "Living Room": d1 A "Ceiling", d2 A "Reading Lamp"/"sofa light", d3 B "Thermometer"
 * </pre>
 */
final class HomeDescription {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_DESCRIPTION = 60;
  private static final int LONGEST_UNIT = 8;
  private static final int LONGEST_CHOICE = 60;
  private static final int MOST_ALIASES = 2;

  /** More values than these are in the grammar all the same. */
  private static final int MOST_CHOICES = 24;

  /** A word of a language with spaces, or a sign of one without. */
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** What tells of the device and not of the home. */
  private static final Set<AttributeId> HOUSEKEEPING =
      Set.of(
          Vocabulary.BATTERY,
          Vocabulary.COVERING_TYPE,
          Vocabulary.LATITUDE,
          Vocabulary.LONGITUDE,
          AttributeId.parse("Sensor.linkQuality"),
          AttributeId.parse("Sensor.voltage"),
          AttributeId.parse("Sensor.current"),
          AttributeId.parse("Sensor.tamper"));

  private final Inventory inventory;

  HomeDescription(Inventory inventory) {
    this.inventory = inventory;
  }

  /** False for what a model has no use for, though it may be said. */
  static boolean matters(Attribute attribute) {
    return attribute.commandable() || !HOUSEKEEPING.contains(attribute.id());
  }

  String text() {
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<Optional<Area>, List<String>> places = new LinkedHashMap<>();
    inventory
        .devices()
        .forEach((word, device) -> {
          Area area = area(inventory.home(), device);
          int next = kinds.size();
          String kind = kinds.computeIfAbsent(kind(device), ignored -> letters(next));
          places
              .computeIfAbsent(Optional.ofNullable(area), ignored -> new ArrayList<>())
              .add(word + " " + kind + " " + names(device, area));
        });
    StringBuilder text = new StringBuilder();
    kinds.forEach((kind, letter) -> text.append(letter).append(' ').append(kind).append('\n'));
    places.forEach((place, devices) -> {
      text.append(place.map(area -> Data.quoted(area.name(), LONGEST_NAME)).orElse("In no room"));
      text.append(": ").append(String.join(", ", devices)).append('\n');
    });
    return text.toString();
  }

  private static @Nullable Area area(Home home, Device device) {
    AreaId id = device.area();
    return id == null ? null : home.area(id);
  }

  /** A, B, ..., Z, AA, AB and so on. */
  private static String letters(int number) {
    String last = String.valueOf((char) ('A' + number % 26));
    return number < 26 ? last : letters(number / 26 - 1) + last;
  }

  private static String kind(Device device) {
    List<String> set = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    Inventory.attributes(device)
        .forEach((word, attribute) -> {
          ValueKind settable = Inventory.settable(device, attribute);
          if (settable != null) {
            set.add(attribute(word, attribute, settable, true));
          } else if (matters(attribute)) {
            seen.add(attribute(word, attribute, attribute.kind(), false));
          }
        });
    return device.type().matterName()
        + ":"
        + (set.isEmpty() ? "" : " " + String.join(", ", set))
        + (seen.isEmpty() ? "" : " / " + String.join(", ", seen));
  }

  /** Of what is only seen, the range says nothing that its value would not. */
  private static String attribute(
      String word, Attribute attribute, ValueKind kind, boolean settable) {
    String values =
        switch (kind) {
          case ValueKind.Bool bool -> "";
          case ValueKind.Choice(List<String> choices) -> " " + choices(choices);
          case ValueKind.Colour colour -> " #rrggbb";
          case ValueKind.Text text -> settable ? " text" : "";
          case ValueKind.Number number ->
              settable
                  ? number.bounded()
                      ? " " + Value.of(number.min()) + ".." + Value.of(number.max())
                      : " number"
                  : "";
        };
    String unit = attribute.unit().isEmpty() ? "" : Data.word(attribute.unit(), LONGEST_UNIT);
    String gap = values.isEmpty() && !unit.isEmpty() ? " " : "";
    return word + values + gap + unit + described(attribute);
  }

  private static String choices(List<String> choices) {
    List<String> words =
        choices.stream()
            .limit(MOST_CHOICES)
            .map(choice -> Data.word(choice, LONGEST_CHOICE))
            .toList();
    return String.join("|", words) + (choices.size() > MOST_CHOICES ? "|..." : "");
  }

  /** What is said of an attribute that the vocabulary does not know, unless its name says it. */
  private static String described(Attribute attribute) {
    String text = attribute.description().isEmpty() ? attribute.label() : attribute.description();
    boolean known = Vocabulary.attribute(attribute.id()) != null;
    String name = CAMEL.matcher(attribute.id().toString()).replaceAll(" ");
    return known || !adds(text, name) ? "" : " " + Data.quoted(text, LONGEST_DESCRIPTION);
  }

  /** A device's name and aliases as far as they say more than what stands around them. */
  private static String names(Device device, @Nullable Area area) {
    String place = area == null ? "" : area.name();
    String name = device.name();
    boolean placed = !place.isEmpty() && name.length() > place.length() && name.startsWith(place);
    String rest = placed ? name.substring(place.length()) : name;
    boolean whole = rest.startsWith(" ") || !WORD.matcher(rest).lookingAt() || han(rest);
    StringBuilder text =
        new StringBuilder(Data.quoted(placed && whole ? rest.strip() : name, LONGEST_NAME));
    String told =
        name + " " + place + " " + CAMEL.matcher(device.type().matterName()).replaceAll(" ");
    int said = 0;
    for (String alias : device.aliases()) {
      if (said < MOST_ALIASES && adds(alias, told)) {
        text.append('/').append(Data.quoted(alias, LONGEST_NAME));
        told += " " + alias;
        said++;
      }
    }
    return text.toString();
  }

  private static boolean han(String text) {
    return Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.HAN;
  }

  /** True where a text has a word that another has not. */
  private static boolean adds(String text, String other) {
    Set<String> known = Set.copyOf(words(other));
    return !known.containsAll(words(text));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }
}
