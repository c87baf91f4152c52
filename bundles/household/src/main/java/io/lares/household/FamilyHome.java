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

/** Builds the home of a family: grown-ups with phones, children without, and machines. */
final class FamilyHome {
  private static final String[] GROWN_UPS = {"Rosa", "Sam", "Tove"};
  private static final String[] CHILDREN = {"Uma", "Vito", "Wen"};

  final List<Person> people = new ArrayList<>();

  /** One for each grown-up; the others carry nothing. */
  final List<Device> phones = new ArrayList<>();

  /** What people switch and set. */
  final List<Command> controls = new ArrayList<>();

  /** Who passes here is seen; the first is where people come out of their beds. */
  final List<Device> motions = new ArrayList<>();

  /** Doors and buttons. */
  final List<Command> touched = new ArrayList<>();

  final Device frontDoor;
  final Device boiler;
  final Device vacuum;
  final Home home;

  private final Furniture furniture = new Furniture();
  private final List<Area> areas = new ArrayList<>();
  private final SplittableRandom random;

  FamilyHome(SplittableRandom random) {
    this.random = random;
    int grownUps = 1 + random.nextInt(3);
    for (int i = 0; i < grownUps; i++) {
      Person person = person(GROWN_UPS[i], i == 0 ? Person.Role.OWNER : Person.Role.RESIDENT);
      phones.add(
          furniture.add(
              "presence-" + person.id(), person.name(), null, DeviceType.PERSON, House.LOCATION));
    }
    for (int i = random.nextInt(CHILDREN.length + 1); i > 0; i--) {
      person(CHILDREN[i - 1], Person.Role.RESIDENT);
    }
    Area landing = area("Landing");
    Area kitchen = area("Kitchen");
    Area parlour = area("Parlour");
    motion(landing);
    motion(kitchen);
    motion(parlour);
    control(landing, "night light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
    control(kitchen, "worktop light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
    control(kitchen, "table light", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
    control(parlour, "floor lamp", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
    control(kitchen, "coffee machine", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    control(
        parlour, "television", DeviceType.BASIC_VIDEO_PLAYER, Vocabulary.ON_OFF, Vocabulary.VOLUME);
    for (Person each : people) {
      Area own = area(each.name() + "'s room");
      control(own, "bedside lamp", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
      if (random.nextBoolean()) {
        control(own, "shutter", DeviceType.WINDOW_COVERING, Vocabulary.COVERING_POSITION);
      }
      if (random.nextInt(3) == 0) {
        control(own, "speaker", DeviceType.SPEAKER, Vocabulary.PLAYBACK, Vocabulary.VOLUME);
      }
      if (random.nextInt(3) == 0) {
        control(own, "fan", DeviceType.FAN, Vocabulary.FAN_MODE);
      }
      if (random.nextInt(3) == 0) {
        motion(own);
      }
    }
    if (random.nextBoolean()) {
      Area bath = area("Bathroom");
      motion(bath);
      control(bath, "mirror light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
      control(bath, "towel heater", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    }
    boiler = add(landing, "boiler", DeviceType.THERMOSTAT, Vocabulary.TARGET_TEMPERATURE);
    vacuum = add(parlour, "vacuum", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    frontDoor = add(landing, "front door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
    Device fridge = add(kitchen, "fridge door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
    touched.add(new Command(fridge.id(), Vocabulary.CONTACT_OPEN, Value.of(true)));
    Device garden = add(parlour, "garden door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
    touched.add(new Command(garden.id(), Vocabulary.CONTACT_OPEN, Value.of(true)));
    Device bell = add(landing, "button", DeviceType.GENERIC_SWITCH, Vocabulary.SWITCH_PRESSED);
    touched.add(new Command(bell.id(), Vocabulary.SWITCH_PRESSED, Value.of("long")));
    home = new Home("Family", Locale.ENGLISH, List.of(), areas, people, furniture.devices());
  }

  private Person person(String name, Person.Role role) {
    Person person = new Person(new PersonId(name.toLowerCase(Locale.ROOT)), name, role);
    people.add(person);
    return person;
  }

  private Area area(String name) {
    Area area = new Area(new AreaId("area" + areas.size()), name, List.of(), null);
    areas.add(area);
    return area;
  }

  private Device add(Area area, String name, DeviceType type, AttributeId... attributes) {
    String id = (area.id() + "-" + name).replace(' ', '-');
    return furniture.add(id, area.name() + " " + name, area.id(), type, attributes);
  }

  private void motion(Area area) {
    motions.add(add(area, "motion", DeviceType.OCCUPANCY_SENSOR, Vocabulary.OCCUPIED));
  }

  private void control(Area area, String name, DeviceType type, AttributeId... attributes) {
    Device device = add(area, name, type, attributes);
    for (AttributeId attribute : attributes) {
      controls.add(new Command(device.id(), attribute, Value.of(0)));
    }
  }

  /** Something that people do, with some value. */
  Command anyAct() {
    Command control = controls.get(random.nextInt(controls.size()));
    return new Command(control.device(), control.attribute(), value(control.attribute()));
  }

  Value value(AttributeId attribute) {
    return switch (attribute.toString()) {
      case "OnOff.onOff" -> Value.of(random.nextInt(5) > 1);
      case "Media.playback" -> Value.of(random.nextInt(4) == 0 ? "paused" : "playing");
      case "Fan.mode" -> Value.of(List.of("off", "low", "high").get(random.nextInt(3)));
      case "Thermostat.targetTemperature" -> Value.of(18 + random.nextInt(9) / 2.0);
      case "WindowCovering.position" ->
          Value.of(random.nextInt(3) == 0 ? 50 : 100 * random.nextInt(2));
      default -> Value.of(10 + random.nextInt(91));
    };
  }
}
