package io.lares.household;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Builds the home of a simulated household. */
final class House {
  static final AttributeId LOCATION = AttributeId.parse("Person.location");
  private static final String[] NAMES = {"Ana", "Bo", "Chen", "Dana", "Emil"};
  private static final String[] ROOMS = {
    "Kitchen", "Living room", "Bedroom", "Bathroom", "Hall", "Study", "Nursery", "Cellar"
  };

  final List<Person> people = new ArrayList<>();
  final List<Device> presences = new ArrayList<>();
  final List<Device> actors = new ArrayList<>();
  final List<Device> motions = new ArrayList<>();
  final List<Device> thermometers = new ArrayList<>();
  final Device door;
  final Home home;
  private final Furniture furniture = new Furniture();

  House(SplittableRandom random) {
    int inhabitants = 1 + random.nextInt(4);
    for (int i = 0; i < inhabitants; i++) {
      Person person =
          new Person(
              new PersonId(NAMES[i].toLowerCase(Locale.ROOT)),
              NAMES[i],
              i == 0 ? Person.Role.OWNER : Person.Role.RESIDENT);
      people.add(person);
      presences.add(
          furniture.add(
              "presence-" + person.id(), person.name(), null, DeviceType.PERSON, LOCATION));
    }
    List<Area> areas = new ArrayList<>();
    int rooms = 4 + random.nextInt(5);
    for (int i = 0; i < rooms; i++) {
      Area area = new Area(new AreaId("room" + i), ROOMS[i], List.of(), null);
      areas.add(area);
      furnish(area, random);
    }
    door =
        furniture.add(
            "door",
            "Front door",
            areas.getFirst().id(),
            DeviceType.CONTACT_SENSOR,
            Vocabulary.CONTACT_OPEN);
    home = new Home("Simulated", Locale.ENGLISH, List.of(), areas, people, furniture.devices());
  }

  private void furnish(Area area, SplittableRandom random) {
    String room = area.id().value();
    AreaId in = area.id();
    motions.add(
        furniture.add(
            room + "-motion",
            area.name() + " motion",
            in,
            DeviceType.OCCUPANCY_SENSOR,
            Vocabulary.OCCUPIED));
    thermometers.add(
        furniture.add(
            room + "-temperature",
            area.name() + " temperature",
            in,
            DeviceType.TEMPERATURE_SENSOR,
            Vocabulary.TEMPERATURE));
    actors.add(
        furniture.add(
            room + "-lamp",
            area.name() + " lamp",
            in,
            DeviceType.DIMMABLE_LIGHT,
            Vocabulary.ON_OFF,
            Vocabulary.LEVEL));
    if (random.nextInt(10) < 7) {
      actors.add(
          furniture.add(
              room + "-reading",
              area.name() + " reading lamp",
              in,
              DeviceType.ON_OFF_LIGHT,
              Vocabulary.ON_OFF));
    }
    if (random.nextInt(10) < 6) {
      actors.add(
          furniture.add(
              room + "-blind",
              area.name() + " blind",
              in,
              DeviceType.WINDOW_COVERING,
              Vocabulary.COVERING_POSITION));
    }
    if (random.nextInt(10) < 5) {
      actors.add(
          furniture.add(
              room + "-heating",
              area.name() + " heating",
              in,
              DeviceType.THERMOSTAT,
              Vocabulary.TARGET_TEMPERATURE));
    }
    if (random.nextInt(10) < 4) {
      actors.add(
          furniture.add(
              room + "-speaker",
              area.name() + " speaker",
              in,
              DeviceType.SPEAKER,
              Vocabulary.PLAYBACK,
              Vocabulary.VOLUME));
    }
    if (random.nextInt(10) < 5) {
      actors.add(
          furniture.add(
              room + "-plug",
              area.name() + " plug",
              in,
              DeviceType.ON_OFF_PLUG_IN_UNIT,
              Vocabulary.ON_OFF));
    }
    if (random.nextInt(10) < 3) {
      actors.add(
          furniture.add(
              room + "-fan", area.name() + " fan", in, DeviceType.FAN, Vocabulary.FAN_MODE));
    }
  }
}
