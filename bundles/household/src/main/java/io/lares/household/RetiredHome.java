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

/** Builds the bungalow of retired people: few devices, many doors, somebody who comes to help. */
final class RetiredHome {
  private static final String[] NAMES = {"Greta", "Otto"};

  final List<Person> residents = new ArrayList<>();
  final Person carer;

  /** Of the carer, and of the first resident where there are two; nobody else carries one. */
  final List<Device> phones = new ArrayList<>();

  final List<Command> controls = new ArrayList<>();

  /** Doors, a button, and a sensor of rain. */
  final List<Command> touched = new ArrayList<>();

  final Command rain;
  final Command catFlap;
  final Device frontDoor;
  final List<Device> motions = new ArrayList<>();
  final Home home;

  private final Furniture furniture = new Furniture();
  private final List<Area> areas = new ArrayList<>();
  private final SplittableRandom random;

  RetiredHome(SplittableRandom random) {
    this.random = random;
    List<Person> people = new ArrayList<>();
    for (int i = random.nextInt(NAMES.length); i >= 0; i--) {
      Person person =
          new Person(new PersonId(NAMES[i].toLowerCase(Locale.ROOT)), NAMES[i], Person.Role.OWNER);
      residents.add(person);
      people.add(person);
    }
    carer = new Person(new PersonId("carer"), "Carer", Person.Role.RESIDENT);
    people.add(carer);
    phone(carer);
    if (residents.size() == 2) {
      phone(residents.getFirst());
    }
    Area hall = area("Hall");
    Area living = area("Living room");
    Area kitchen = area("Kitchen");
    Area bedroom = area("Bedroom");
    Area bath = area("Bath");
    for (Area area : List.of(hall, living, kitchen, bedroom)) {
      motions.add(add(area, "motion", DeviceType.OCCUPANCY_SENSOR, Vocabulary.OCCUPIED));
    }
    control(
        living, "television", DeviceType.BASIC_VIDEO_PLAYER, Vocabulary.ON_OFF, Vocabulary.VOLUME);
    control(living, "radio", DeviceType.SPEAKER, Vocabulary.PLAYBACK, Vocabulary.VOLUME);
    control(
        living, "armchair lamp", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
    control(living, "awning", DeviceType.WINDOW_COVERING, Vocabulary.COVERING_POSITION);
    control(living, "heating", DeviceType.THERMOSTAT, Vocabulary.TARGET_TEMPERATURE);
    control(kitchen, "kettle", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    control(kitchen, "ceiling light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
    control(bedroom, "blanket", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    control(bedroom, "lamp", DeviceType.DIMMABLE_LIGHT, Vocabulary.ON_OFF, Vocabulary.LEVEL);
    control(bedroom, "shutter", DeviceType.WINDOW_COVERING, Vocabulary.COVERING_POSITION);
    control(bath, "heater", DeviceType.ON_OFF_PLUG_IN_UNIT, Vocabulary.ON_OFF);
    control(bath, "light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
    if (random.nextBoolean()) {
      control(hall, "porch light", DeviceType.ON_OFF_LIGHT, Vocabulary.ON_OFF);
      control(bedroom, "fan", DeviceType.FAN, Vocabulary.FAN_MODE);
    }
    frontDoor = add(hall, "front door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN);
    opens(add(living, "terrace door", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN));
    opens(add(kitchen, "medicine cupboard", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN));
    catFlap =
        new Command(
            add(kitchen, "cat flap", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN).id(),
            Vocabulary.CONTACT_OPEN,
            Value.of(true));
    Device button = add(bedroom, "button", DeviceType.GENERIC_SWITCH, Vocabulary.SWITCH_PRESSED);
    touched.add(new Command(button.id(), Vocabulary.SWITCH_PRESSED, Value.of("short")));
    rain =
        new Command(
            add(living, "rain sensor", DeviceType.CONTACT_SENSOR, Vocabulary.CONTACT_OPEN).id(),
            Vocabulary.CONTACT_OPEN,
            Value.of(true));
    home = new Home("Bungalow", Locale.ENGLISH, List.of(), areas, people, furniture.devices());
  }

  private void phone(Person person) {
    phones.add(
        furniture.add(
            "presence-" + person.id(), person.name(), null, DeviceType.PERSON, House.LOCATION));
  }

  private void opens(Device door) {
    touched.add(new Command(door.id(), Vocabulary.CONTACT_OPEN, Value.of(true)));
  }

  private Area area(String name) {
    Area area = new Area(new AreaId("room" + areas.size()), name, List.of(), null);
    areas.add(area);
    return area;
  }

  private Device add(Area area, String name, DeviceType type, AttributeId... attributes) {
    String id = (area.id() + "-" + name).replace(' ', '-');
    return furniture.add(id, area.name() + " " + name, area.id(), type, attributes);
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
      case "OnOff.onOff" -> Value.of(random.nextInt(3) > 0);
      case "Media.playback" -> Value.of(random.nextInt(3) == 0 ? "stopped" : "playing");
      case "Fan.mode" -> Value.of(List.of("off", "low", "medium").get(random.nextInt(3)));
      case "Thermostat.targetTemperature" -> Value.of(19 + random.nextInt(11) / 2.0);
      case "WindowCovering.position" -> Value.of(25 * random.nextInt(5));
      default -> Value.of(10 + random.nextInt(81));
    };
  }
}
