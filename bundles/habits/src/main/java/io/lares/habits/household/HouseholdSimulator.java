package io.lares.habits.household;

import io.lares.habits.household.TrueRoutine.Cause;
import io.lares.home.Actor;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.Intent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;

/**
 * Lives a household's days: people with work, sleep, visitors, holidays, illness and journeys; what
 * they do by routine, now and then, and not; what the hub's rules do; and sensors.
 */
public final class HouseholdSimulator {
  private static final Actor RULE = Actor.automation("simulated-rule");
  private static final Actor GUEST =
      Actor.person(new PersonId("guest"), Person.Role.GUEST, Actor.Channel.TAP);

  private final SplittableRandom random;
  private final House house;
  private final Nature nature;
  private final List<TrueRoutine> routines;
  private final Map<DeviceId, Map<AttributeId, Value>> states = new HashMap<>();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::second).thenComparingLong(Due::order));
  private final List<Daily> dailies = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private long order;
  private long sequence;
  private final Map<TrueRoutine, int[]> kept = new HashMap<>();
  private Consumer<Change> out = change -> {};
  private LocalDate today = LocalDate.EPOCH;
  private int dayNumber;
  private boolean free;

  /**
   * How a household lives.
   *
   * @param zone where
   * @param sensorReports how many reports of sensors each day has
   * @param changeDay the day on which some routines change; negative for never
   */
  public record Nature(
      ZoneId zone, double latitude, double longitude, int sensorReports, int changeDay) {
    /** A home in Berlin with few sensors whose people keep to their routines. */
    public static final Nature STEADY = new Nature(ZoneId.of("Europe/Berlin"), 52.5, 13.4, 200, -1);

    /** The same, with changes on a day. */
    public Nature changing(int day) {
      return new Nature(zone, latitude, longitude, sensorReports, day);
    }

    /** The same, with so many reports of sensors a day. */
    public Nature reporting(int reports) {
      return new Nature(zone, latitude, longitude, reports, changeDay);
    }
  }

  private record Due(long second, long order, Runnable work) {}

  private record Rule(double minute, Command command) {}

  /** How a person's days go, in minutes after midnight. */
  private static final class Daily {
    final Person person;
    final Device presence;
    final double wakes;
    final double leaves;
    final double returns;
    final double sleeps;
    final boolean[] works;
    final double atWall;
    boolean home = true;

    Daily(Person person, Device presence, SplittableRandom random) {
      this.person = person;
      this.presence = presence;
      wakes = 360 + random.nextInt(120);
      leaves = wakes + 45 + random.nextInt(60);
      returns = 930 + random.nextInt(240);
      sleeps = 1320 + random.nextInt(110);
      works = new boolean[7];
      for (int d = 0; d < 5; d++) {
        works[d] = random.nextInt(10) < 9;
      }
      atWall = random.nextDouble() * 0.5;
    }
  }

  public HouseholdSimulator(long seed, Nature nature) {
    this.nature = nature;
    random = new SplittableRandom(new SplittableRandom(seed ^ 0x5DEECE66DL).nextLong());
    house = new House(random);
    for (int i = 0; i < house.people.size(); i++) {
      dailies.add(new Daily(house.people.get(i), house.presences.get(i), random));
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      rules.add(new Rule(360 + random.nextInt(1020), anyCommand()));
    }
    routines = new ArrayList<>();
    inventRoutines();
  }

  public Home home() {
    return house.home;
  }

  public Nature nature() {
    return nature;
  }

  /** What the people really do. */
  public List<TrueRoutine> routines() {
    return List.copyOf(routines);
  }

  // --- Habits
  // ---------------------------------------------------------------------------------------

  /** How often a routine was done when it was due; a lamp that is on can't be turned on. */
  public double kept(TrueRoutine routine) {
    int[] counts = kept.getOrDefault(routine, new int[] {0, 1});
    return counts[0] / (double) counts[1];
  }

  private void inventRoutines() {
    Map<String, Integer> used = new HashMap<>();
    rules.forEach(rule -> used.merge(key(rule.command()), 2, Integer::sum));
    for (Daily daily : dailies) {
      for (int i = 2 + random.nextInt(4); i > 0; i--) {
        Command command = anyCommand();
        if (used.merge(key(command), 1, Integer::sum) == 1) {
          TrueRoutine routine = invent(daily, command);
          if (nature.changeDay() >= 0
              && routine.cause() instanceof Cause.Clock(double minute)
              && random.nextBoolean()) {
            double other =
                minute > 900 ? minute - 70 - random.nextInt(60) : minute + 70 + random.nextInt(60);
            routines.add(until(routine, nature.changeDay()));
            routines.add(from(routine, new Cause.Clock(other), nature.changeDay()));
          } else {
            routines.add(routine);
          }
        }
      }
    }
  }

  private static String key(Command command) {
    return command.device()
        + " "
        + command.attribute()
        + (command.value() instanceof Value.Num ? "" : command.value());
  }

  private static TrueRoutine until(TrueRoutine r, int day) {
    return new TrueRoutine(
        r.person(), r.action(), r.days(), r.cause(), r.adherence(), r.scatter(), 0, day);
  }

  private static TrueRoutine from(TrueRoutine r, Cause cause, int day) {
    return new TrueRoutine(
        r.person(),
        r.action(),
        r.days(),
        cause,
        r.adherence(),
        r.scatter(),
        day,
        Integer.MAX_VALUE);
  }

  private TrueRoutine invent(Daily daily, Command command) {
    double adherence = 0.78 + random.nextDouble() * 0.2;
    int kind = random.nextInt(10);
    Cause cause;
    java.util.Set<DayOfWeek> days = java.util.EnumSet.allOf(DayOfWeek.class);
    double scatter = 2 + random.nextDouble() * 10;
    if (kind < 5) {
      days = anyDays();
      boolean workday = days.stream().anyMatch(d -> daily.works[d.getValue() - 1]);
      double minute =
          workday
              ? random.nextInt(3) == 0
                  ? daily.wakes + 10 + random.nextDouble() * (daily.leaves - daily.wakes - 25)
                  : daily.returns + 50 + random.nextDouble() * (daily.sleeps - daily.returns - 60)
              : 560 + random.nextDouble() * (daily.sleeps - 580);
      cause = new Cause.Clock(minute);
    } else if (kind < 6) {
      cause = new Cause.Sunset(random.nextInt(60) - 15);
    } else if (kind < 8 || routines.isEmpty()) {
      cause = new Cause.Arrival(0.7 + random.nextDouble() * 5, random.nextInt(10) < 4);
      scatter = 0.3 + random.nextDouble() * 1.5;
    } else {
      TrueRoutine other = routines.get(random.nextInt(routines.size()));
      if (other.action().device().equals(command.device())
          || other.action().value() instanceof Value.Num) {
        cause = new Cause.Arrival(1 + random.nextDouble() * 4, false);
      } else {
        cause = new Cause.Following(other.action(), 0.7 + random.nextDouble() * 5);
      }
      scatter = 0.3 + random.nextDouble() * 1.5;
    }
    return new TrueRoutine(
        daily.person, command, days, cause, adherence, scatter, 0, Integer.MAX_VALUE);
  }

  private java.util.Set<DayOfWeek> anyDays() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> java.util.EnumSet.allOf(DayOfWeek.class);
      case 3, 4, 5, 6 -> java.util.EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case 7, 8 -> java.util.EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      default ->
          java.util.EnumSet.of(
              DayOfWeek.of(1 + random.nextInt(7)),
              DayOfWeek.of(1 + random.nextInt(7)),
              DayOfWeek.of(1 + random.nextInt(7)));
    };
  }

  private Command anyCommand() {
    Device device = house.actors.get(random.nextInt(house.actors.size()));
    List<Attribute> attributes =
        device.capabilities().stream().flatMap(c -> c.attributes().stream()).toList();
    Attribute attribute = attributes.get(random.nextInt(attributes.size()));
    return new Command(device.id(), attribute.id(), anyValue(attribute.id()));
  }

  private Value anyValue(AttributeId attribute) {
    return switch (attribute.toString()) {
      case "OnOff.onOff" -> Value.of(random.nextInt(3) > 0);
      case "Media.playback" -> Value.of(random.nextBoolean() ? "playing" : "paused");
      case "Fan.mode" -> Value.of(List.of("off", "low", "medium", "high").get(random.nextInt(4)));
      case "Thermostat.targetTemperature" -> Value.of(16 + random.nextInt(15) / 2.0);
      default -> Value.of(5 + random.nextInt(91));
    };
  }

  // --- Days
  // -----------------------------------------------------------------------------------------

  /** Lives so many days; what changes is told in order. */
  public void run(LocalDate from, int days, Consumer<Change> changes) {
    out = changes;
    int journeyBegins = random.nextInt(10) < 4 ? 5 + random.nextInt(Math.max(1, days)) : -1;
    int journeyEnds = journeyBegins + 3 + random.nextInt(6);
    for (Daily daily : dailies) {
      emit(at(from, 0), daily.presence.id(), House.LOCATION, Value.of("home"), null);
    }
    for (int d = 0; d < days; d++) {
      dayNumber = d;
      today = from.plusDays(d);
      free = today.getDayOfWeek().getValue() >= 6 || random.nextInt(30) == 0;
      boolean journey = d >= journeyBegins && d < journeyEnds && journeyBegins >= 0;
      plan(journey);
      long end = at(today.plusDays(1), 210);
      while (!queue.isEmpty() && queue.element().second() < end) {
        queue.remove().work().run();
      }
    }
  }

  private long at(LocalDate date, double minute) {
    return date.atStartOfDay(nature.zone()).toEpochSecond() + Math.round(minute * 60);
  }

  private void later(long second, Runnable work) {
    queue.add(new Due(second, order++, work));
  }

  private void plan(boolean journey) {
    sensors();
    rules.forEach(rule ->
        later(at(today, rule.minute()), () -> set(at(today, rule.minute()), rule.command(), RULE)));
    for (Daily daily : dailies) {
      boolean ill = random.nextInt(40) == 0;
      boolean works = !free && !journey && !ill && daily.works[today.getDayOfWeek().getValue() - 1];
      if (journey) {
        later(at(today, 400 + random.nextInt(30)), () -> go(daily, at(today, 430), false));
      } else if (works) {
        double leaves = daily.leaves + normal(8);
        double returns =
            daily.returns + normal(20) + (random.nextInt(10) == 0 ? 60 + random.nextInt(160) : 0);
        outing(daily, leaves, returns);
      } else {
        later(at(today, 300), () -> go(daily, at(today, 300), true));
        if (random.nextInt(10) < 7) {
          double leaves = 600 + random.nextInt(300);
          outing(daily, leaves, leaves + 40 + random.nextInt(200));
        }
      }
      if (!journey) {
        routinesOf(daily);
        whims(daily);
      }
    }
    if (!journey && random.nextInt(8) == 0) {
      guests();
    }
  }

  private void outing(Daily daily, double leaves, double returns) {
    long out = at(today, leaves);
    long in = at(today, returns);
    later(out, () -> go(daily, out, false));
    later(in, () -> go(daily, in, true));
  }

  private void go(Daily daily, long second, boolean home) {
    if (daily.home == home) {
      return;
    }
    emit(second - 20, house.door.id(), Vocabulary.CONTACT_OPEN, Value.of(true), null);
    emit(second - 5, house.door.id(), Vocabulary.CONTACT_OPEN, Value.of(false), null);
    daily.home = home;
    emit(second, daily.presence.id(), House.LOCATION, Value.of(home ? "home" : "away"), null);
    if (home) {
      boolean dark = dark(second);
      for (TrueRoutine routine : routines) {
        if (routine.person().equals(daily.person)
            && routine.holds(dayNumber, today.getDayOfWeek())
            && routine.cause() instanceof Cause.Arrival(double delay, boolean onlyDark)
            && (dark || !onlyDark)) {
          perform(daily, routine, second, delay);
        }
      }
    }
  }

  private boolean dark(long second) {
    SunTimes sun = sun();
    return sun.getRise() == null
        || sun.getSet() == null
        || second < sun.getRise().toEpochSecond()
        || second > sun.getSet().toEpochSecond();
  }

  private SunTimes sun() {
    return SunTimes.compute()
        .on(today)
        .timezone(nature.zone())
        .at(nature.latitude(), nature.longitude())
        .oneDay()
        .execute();
  }

  private void routinesOf(Daily daily) {
    DayOfWeek weekday =
        free && today.getDayOfWeek().getValue() < 6 ? DayOfWeek.SUNDAY : today.getDayOfWeek();
    for (TrueRoutine routine : routines) {
      if (!routine.person().equals(daily.person) || !routine.holds(dayNumber, weekday)) {
        continue;
      }
      prepare(routine);
      switch (routine.cause()) {
        case Cause.Clock(double minute) ->
            maybe(daily, routine, at(today, minute + normal(routine.scatter())));
        case Cause.Sunset(double offset) -> {
          var set = sun().getSet();
          if (set != null) {
            maybe(
                daily,
                routine,
                set.toEpochSecond() + Math.round(60 * (offset + normal(routine.scatter()))));
          }
        }
        default -> {}
      }
    }
  }

  private void perform(Daily daily, TrueRoutine routine, long second, double delay) {
    maybe(
        daily, routine, second + Math.max(8, Math.round(60 * (delay + normal(routine.scatter())))));
  }

  private void maybe(Daily daily, TrueRoutine routine, long second) {
    int[] counts = kept.computeIfAbsent(routine, ignored -> new int[2]);
    counts[1]++;
    if (random.nextDouble() >= routine.adherence()) {
      return;
    }
    later(
        second,
        () -> {
          if (daily.home) {
            Command command = routine.action();
            if (command.value() instanceof Value.Num(double value)) {
              double near = Math.rint(value * (1 + normal(0.02)) * 2) / 2;
              command = new Command(command.device(), command.attribute(), Value.of(near));
            }
            counts[0] += act(daily, second, command) ? 1 : 0;
          }
        });
  }

  /** Some time before, things are not yet as the routine will have them. */
  private void prepare(TrueRoutine routine) {
    double until = routine.cause() instanceof Cause.Clock(double minute) ? minute - 20 : 900;
    long second = at(today, 250 + random.nextDouble() * (until - 250));
    later(second, () -> set(second, opposite(routine.action()), null));
  }

  /** What is done for no reason that a hub could see. */
  private void whims(Daily daily) {
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      long second = at(today, daily.wakes + random.nextDouble() * (daily.sleeps - daily.wakes));
      later(
          second,
          () -> {
            if (daily.home) {
              act(daily, second, anyCommand());
            }
          });
    }
  }

  private void guests() {
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      long second = at(today, 1080 + random.nextInt(300));
      later(second, () -> set(second, anyCommand(), random.nextBoolean() ? GUEST : null));
    }
  }

  private boolean act(Daily daily, long second, Command command) {
    Actor actor =
        random.nextDouble() < daily.atWall
            ? null
            : Actor.person(
                daily.person.id(),
                daily.person.role(),
                random.nextInt(4) == 0 ? Actor.Channel.SENTENCE : Actor.Channel.TAP);
    if (!set(second, command, actor)) {
      return false;
    }
    for (TrueRoutine routine : routines) {
      if (routine.cause() instanceof Cause.Following(Command trigger, double delay)
          && trigger.device().equals(command.device())
          && trigger.attribute().equals(command.attribute())
          && trigger.value().equals(command.value())
          && routine.holds(dayNumber, today.getDayOfWeek())) {
        dailies.stream()
            .filter(d -> d.person.equals(routine.person()))
            .findFirst()
            .ifPresent(other -> perform(other, routine, second, delay));
      }
    }
    undo(daily, second, command);
    return true;
  }

  /** Sooner or later it is put back, by somebody at some time. */
  private void undo(Daily daily, long second, Command command) {
    long when = second + Math.round(60 * 15 * Math.exp(random.nextDouble() * 3.3));
    later(
        when,
        () -> {
          if (daily.home) {
            set(when, opposite(command), null);
          } else {
            states
                .computeIfAbsent(command.device(), ignored -> new HashMap<>())
                .remove(command.attribute());
          }
        });
  }

  private Command opposite(Command command) {
    Value back =
        switch (command.value()) {
          case Value.Bool(boolean on) -> Value.of(!on);
          case Value.Text(String text) ->
              Value.of(
                  switch (text) {
                    case "playing" -> "paused";
                    case "paused" -> "playing";
                    case "off" -> "low";
                    default -> "off";
                  });
          case Value.Num number -> anyValue(command.attribute());
        };
    return new Command(command.device(), command.attribute(), back);
  }

  private void sensors() {
    for (int i = 0; i < nature.sensorReports(); i++) {
      long second = at(today, random.nextDouble() * 1440);
      boolean move = i % 3 == 0;
      later(
          second,
          () -> {
            if (move && dailies.stream().anyMatch(d -> d.home)) {
              DeviceId motion = house.motions.get(random.nextInt(house.motions.size())).id();
              emit(second, motion, Vocabulary.OCCUPIED, Value.of(true), null);
              later(
                  second + 60,
                  () -> emit(second + 60, motion, Vocabulary.OCCUPIED, Value.of(false), null));
            } else {
              DeviceId meter =
                  house.thermometers.get(random.nextInt(house.thermometers.size())).id();
              emit(
                  second,
                  meter,
                  Vocabulary.TEMPERATURE,
                  Value.of(Math.rint((20 + normal(1.5)) * 100) / 100),
                  null);
            }
          });
    }
  }

  private boolean set(long second, Command command, @Nullable Actor actor) {
    return emit(second, command.device(), command.attribute(), command.value(), actor);
  }

  private boolean emit(
      long second, DeviceId device, AttributeId attribute, Value value, @Nullable Actor actor) {
    Value before = states.computeIfAbsent(device, ignored -> new HashMap<>()).put(attribute, value);
    if (value.equals(before)) {
      return false;
    }
    sequence++;
    out.accept(
        new Change(
            sequence,
            device,
            attribute,
            before,
            value,
            Instant.ofEpochSecond(second),
            actor == null ? null : new Intent("i" + sequence, actor, "", false)));
    return true;
  }

  /** Normally distributed about 0, by Box and Muller. */
  private double normal(double deviation) {
    return deviation
        * Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
