package io.lares.household;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Builds the home of a household of shifts: few rooms, many kinds of devices. */
final class Flat {
  private static final AttributeId COLOUR_WARMTH = Vocabulary.COLOR_TEMPERATURE;
  private static final String[] NAMES = {"Ines", "Jun", "Kofi", "Lea", "Mo"};
  private static final String[] ROOMS = {
    "Lounge", "Galley", "Parents", "Children", "Bath", "Entrance", "Office"
  };

  final List<Person> people = new ArrayList<>();
  final List<Device> presences = new ArrayList<>();

  /** What people do things with; each attribute stands by itself. */
  final List<Command> doables = new ArrayList<>();

  /** What happens by people's hands and is no wish: buttons, windows, the fridge. */
  final List<Command> touched = new ArrayList<>();

  final List<Device> motions = new ArrayList<>();
  final Device entrance;
  final Home home;

  private final Furniture furniture = new Furniture();
  private final SplittableRandom random;

  Flat(SplittableRandom random) {
    this.random = random;
    int inhabitants = 1 + random.nextInt(NAMES.length);
    for (int i = 0; i < inhabitants; i++) {
      PersonId id = new PersonId(NAMES[i].toLowerCase(Locale.ROOT));
      people.add(new Person(id, NAMES[i], i == 0 ? Person.Role.OWNER : Person.Role.RESIDENT));
      presences.add(
          furniture.add("presence-" + id, NAMES[i], null, DeviceType.PERSON, House.LOCATION));
    }
    List<Area> areas = new ArrayList<>();
    int rooms = 3 + random.nextInt(5);
    for (int i = 0; i < rooms; i++) {
      Area area = new Area(new AreaId("flat" + i), ROOMS[i], List.of(), null);
      areas.add(area);
      furnish(area);
    }
    entrance = contact("entrance", "Entrance door", areas.getLast());
    home = new Home("Flat", Locale.ENGLISH, List.of(), areas, people, furniture.devices());
  }

  private void furnish(Area area) {
    String room = area.id().value();
    motions.add(
        furniture.add(
            room + "-motion",
            area.name() + " motion",
            area.id(),
            DeviceType.OCCUPANCY_SENSOR,
            Vocabulary.OCCUPIED));
    Device ceiling =
        furniture.add(
            room + "-ceiling",
            area.name() + " ceiling light",
            area.id(),
            DeviceType.COLOR_TEMPERATURE_LIGHT,
            Vocabulary.ON_OFF,
            Vocabulary.LEVEL,
            COLOUR_WARMTH);
    doable(ceiling, Vocabulary.ON_OFF, Vocabulary.LEVEL, COLOUR_WARMTH);
    if (random.nextInt(3) > 0) {
      doable(
          furniture.add(
              room + "-curtain",
              area.name() + " curtain",
              area.id(),
              DeviceType.WINDOW_COVERING,
              Vocabulary.COVERING_POSITION),
          Vocabulary.COVERING_POSITION);
    }
    if (random.nextInt(2) == 0) {
      doable(
          furniture.add(
              room + "-screen",
              area.name() + " screen",
              area.id(),
              DeviceType.BASIC_VIDEO_PLAYER,
              Vocabulary.ON_OFF,
              Vocabulary.PLAYBACK,
              Vocabulary.VOLUME),
          Vocabulary.ON_OFF,
          Vocabulary.PLAYBACK,
          Vocabulary.VOLUME);
    }
    if (random.nextInt(2) == 0) {
      doable(
          furniture.add(
              room + "-climate",
              area.name() + " climate",
              area.id(),
              DeviceType.ROOM_AIR_CONDITIONER,
              Vocabulary.TARGET_TEMPERATURE,
              Vocabulary.THERMOSTAT_MODE),
          Vocabulary.TARGET_TEMPERATURE,
          Vocabulary.THERMOSTAT_MODE);
    }
    if (random.nextInt(2) == 0) {
      doable(
          furniture.add(
              room + "-socket",
              area.name() + " socket",
              area.id(),
              DeviceType.ON_OFF_PLUG_IN_UNIT,
              Vocabulary.ON_OFF),
          Vocabulary.ON_OFF);
    }
    if (random.nextInt(3) == 0) {
      Device button =
          furniture.add(
              room + "-button",
              area.name() + " button",
              area.id(),
              DeviceType.GENERIC_SWITCH,
              Vocabulary.SWITCH_PRESSED);
      touched.add(new Command(button.id(), Vocabulary.SWITCH_PRESSED, Value.of("double")));
    }
    if (random.nextInt(2) == 0) {
      Device window = contact(room + "-window", area.name() + " window", area);
      touched.add(new Command(window.id(), Vocabulary.CONTACT_OPEN, Value.of(true)));
    }
  }

  private Device contact(String id, String name, Area area) {
    return furniture.add(id, name, area.id(), DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
  }

  private void doable(Device device, AttributeId... attributes) {
    for (AttributeId attribute : attributes) {
      doables.add(new Command(device.id(), attribute, value(attribute)));
    }
  }

  Command anyDoable() {
    Command doable = doables.get(random.nextInt(doables.size()));
    return new Command(doable.device(), doable.attribute(), value(doable.attribute()));
  }

  /** Some value that people give an attribute. */
  Value value(AttributeId attribute) {
    if (attribute.equals(Vocabulary.ON_OFF)) {
      return Value.of(random.nextBoolean());
    }
    if (attribute.equals(Vocabulary.PLAYBACK)) {
      return Value.of(random.nextInt(3) > 0 ? "playing" : "stopped");
    }
    if (attribute.equals(Vocabulary.THERMOSTAT_MODE)) {
      return Value.of(List.of("off", "heat", "cool", "auto").get(random.nextInt(4)));
    }
    if (attribute.equals(COLOUR_WARMTH)) {
      return Value.of(2200 + 100 * random.nextInt(40));
    }
    if (attribute.equals(Vocabulary.TARGET_TEMPERATURE)) {
      return Value.of(17 + random.nextInt(18) / 2.0);
    }
    return Value.of(5 * random.nextInt(21));
  }
}
