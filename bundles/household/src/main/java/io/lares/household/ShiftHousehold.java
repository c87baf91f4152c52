package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.household.TrueRoutine.Cause;
import io.lares.kernel.Change;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Another way to live than {@link HouseholdSimulator}'s, so that nothing is learned that holds only
 * for one: shifts and rosters, long and uneven lags after buttons, windows and what others do, days
 * that follow the sun at many latitudes, things that are done most in the evening for no reason, a
 * sensor that sees people come before they do something.
 */
public final class ShiftHousehold extends LivedHousehold {
  private static final List<Nature> PLACES =
      List.of(
          new Nature(ZoneId.of("Asia/Shanghai"), 31.2, 121.5, 60, -1),
          new Nature(ZoneId.of("Europe/Oslo"), 59.9, 10.7, 60, -1),
          new Nature(ZoneId.of("Australia/Sydney"), -33.9, 151.2, 60, -1),
          new Nature(ZoneId.of("America/Denver"), 39.7, -105.0, 60, -1));

  private final Nature nature;
  private final Flat flat;
  private final List<Inhabitant> inhabitants = new ArrayList<>();
  private final Map<Command, Double> ruled = new HashMap<>();

  private static final class Inhabitant {
    final Person person;
    final DeviceId presence;
    final Shift shift;
    final double atWall;

    /** What this person switches now and then, mostly in the evening. */
    final List<Command> favourites = new ArrayList<>();

    boolean home = true;

    Inhabitant(Person person, Device presence, SplittableRandom random) {
      this.person = person;
      this.presence = presence.id();
      shift = Shift.values()[random.nextInt(Shift.values().length)];
      atWall = random.nextDouble() * 0.6;
    }
  }

  /**
   * Makes a household.
   *
   * @param changeDay the day on which some routines change; negative for never
   */
  public ShiftHousehold(long seed, int changeDay) {
    super(new SplittableRandom(new SplittableRandom(~seed).nextLong()));
    nature = PLACES.get(random.nextInt(PLACES.size())).changing(changeDay);
    flat = new Flat(random);
    for (int i = 0; i < flat.people.size(); i++) {
      inhabitants.add(new Inhabitant(flat.people.get(i), flat.presences.get(i), random));
    }
    Set<String> taken = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Command command = flat.anyDoable();
      if (taken.add(key(command))) {
        ruled.put(command, 300 + random.nextDouble() * 1000);
      }
    }
    for (Inhabitant each : inhabitants) {
      for (int i = 2 + random.nextInt(5); i > 0; i--) {
        Command command = flat.anyDoable();
        if (taken.add(key(command))) {
          invent(each, command);
        }
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        Command command = flat.anyDoable();
        if (taken.add(key(command))) {
          each.favourites.add(command);
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

  @Override
  public Home home() {
    return flat.home;
  }

  @Override
  public Nature nature() {
    return nature;
  }

  private void invent(Inhabitant who, Command command) {
    Set<DayOfWeek> days = days();
    Cause cause =
        switch (random.nextInt(9)) {
          case 0, 1, 2 -> new Cause.Clock(anyTimeAtHome(who));
          case 3 -> new Cause.Sunset(random.nextInt(110) - 45);
          case 4 -> new Cause.Sunrise(random.nextInt(90));
          case 5 -> new Cause.Arrival(0.5 + random.nextDouble() * 12, random.nextInt(4) == 0);
          case 6 -> new Cause.Departure(0.5 + random.nextDouble() * 6);
          default -> following(command);
        };
    boolean clock = cause instanceof Cause.Clock || sun(cause);
    double scatter = clock ? 3 + random.nextDouble() * 12 : 0.3 + random.nextDouble() * 3;
    double adherence = 0.75 + random.nextDouble() * 0.23;
    Set<DayOfWeek> on = clock ? days : EnumSet.allOf(DayOfWeek.class);
    boolean changes =
        nature.changeDay() >= 0 && cause instanceof Cause.Clock && random.nextBoolean();
    int until = changes ? nature.changeDay() : Integer.MAX_VALUE;
    routines.add(new TrueRoutine(who.person, command, on, cause, adherence, scatter, 0, until));
    if (changes && cause instanceof Cause.Clock(double minute)) {
      Cause other = new Cause.Clock(minute > 900 ? minute - 100 : minute + 100);
      routines.add(
          new TrueRoutine(
              who.person, command, on, other, adherence, scatter, until, Integer.MAX_VALUE));
    }
  }

  private static boolean sun(Cause cause) {
    return cause instanceof Cause.Sunset || cause instanceof Cause.Sunrise;
  }

  private Cause following(Command command) {
    List<Command> triggers = new ArrayList<>(flat.touched);
    routines.stream()
        .filter(r -> !(r.action().value() instanceof Value.Num))
        .forEach(r -> triggers.add(r.action()));
    triggers.removeIf(t -> t.device().equals(command.device()));
    return triggers.isEmpty()
        ? new Cause.Arrival(2, false)
        : new Cause.Following(
            triggers.get(random.nextInt(triggers.size())), 1 + random.nextDouble() * 17);
  }

  /** A time at which this kind of worker is as a rule awake and at home. */
  private double anyTimeAtHome(Inhabitant who) {
    return switch (who.shift) {
      case EARLY -> 930 + random.nextDouble() * 330;
      case DAY ->
          random.nextInt(3) == 0
              ? 430 + random.nextDouble() * 45
              : 1130 + random.nextDouble() * 230;
      case LATE -> 560 + random.nextDouble() * 210;
      case TURNS -> 1385 + random.nextDouble() * 30;
      case ROSTER -> 1220 + random.nextDouble() * 150;
      case AT_HOME -> 500 + random.nextDouble() * 860;
    };
  }

  private Set<DayOfWeek> days() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case 3 -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      case 4 -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
      case 5 -> EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
      default -> EnumSet.allOf(DayOfWeek.class);
    };
  }

  @Override
  public void run(LocalDate from, int days, Consumer<Change> changes) {
    stage = new Stage(changes);
    for (Inhabitant each : inhabitants) {
      stage.emit(nature.second(from, 0), each.presence, House.LOCATION, Value.of("home"), null);
    }
    int away = random.nextInt(4) == 0 ? random.nextInt(days + 20) : -10;
    for (int d = 0; d < days; d++) {
      dayNumber = d;
      today = from.plusDays(d);
      boolean journey = d >= away && d < away + 5;
      LocalDate date = today;
      ruled.forEach((command, minute) ->
          stage.later(
              nature.second(date, minute),
              () -> stage.set(nature.second(date, minute), command, RULE)));
      for (Inhabitant each : inhabitants) {
        live(each, journey);
      }
      if (!journey) {
        world();
      }
      stage.until(nature.second(today.plusDays(1), 210));
    }
  }

  private void live(Inhabitant who, boolean journey) {
    if (journey) {
      go(nature.second(today, 450), who, false);
      return;
    }
    Shift.Out out = random.nextInt(35) == 0 ? null : who.shift.on(today, random);
    if (out == null) {
      go(nature.second(today, 400), who, true);
      if (random.nextInt(3) > 0) {
        double leaves = 570 + random.nextInt(500);
        go(nature.second(today, leaves), who, false);
        go(nature.second(today, leaves + 30 + random.nextInt(150)), who, true);
      }
    } else {
      go(nature.second(today, 300), who, true);
      go(nature.second(today, out.from()), who, false);
      double late = random.nextInt(7) == 0 ? random.nextInt(120) : 0;
      go(nature.second(today, out.until() + late), who, true);
    }
    double wakes = who.shift.wakes(today, out);
    double sleeps = who.shift.sleeps(out);
    timed(who);
    for (int i = 2 + random.nextInt(6); i > 0; i--) {
      whim(
          who,
          nature.second(today, wakes + random.nextDouble() * (sleeps - wakes)),
          flat.anyDoable());
    }
    for (Command favourite : who.favourites) {
      for (int i = random.nextInt(3); i > 0; i--) {
        whim(who, nature.second(today, sleeps - 20 - Math.abs(normal(130))), favourite);
      }
    }
  }

  private void whim(Inhabitant who, long second, Command command) {
    stage.later(
        second,
        () -> {
          if (who.home) {
            act(who, second, command);
          }
        });
  }

  private void go(long second, Inhabitant who, boolean home) {
    stage.later(
        second,
        () -> {
          if (who.home == home) {
            return;
          }
          long opens = second - 40;
          stage.emit(opens, flat.entrance.id(), Vocabulary.CONTACT_OPEN, Value.of(true), null);
          stage.emit(opens + 8, flat.entrance.id(), Vocabulary.CONTACT_OPEN, Value.of(false), null);
          who.home = home;
          stage.emit(second, who.presence, House.LOCATION, Value.of(home ? "home" : "away"), null);
          boolean dark = dark(second);
          for (TrueRoutine routine : routines) {
            if (routine.person().equals(who.person)) {
              switch (routine.cause()) {
                case Cause.Arrival(double delay, boolean onlyDark)
                    when home && (dark || !onlyDark) ->
                    due(who, routine, second + lag(routine, delay));
                case Cause.Departure(double delay) when !home ->
                    due(who, routine, second + lag(routine, delay));
                default -> {}
              }
            }
          }
        });
  }

  private boolean dark(long second) {
    return nature.dark(today, second);
  }

  /** Lags are uneven: half of them near the usual one, some much longer. */
  private long lag(TrueRoutine routine, double delay) {
    double spread = routine.scatter() / (routine.scatter() + delay);
    return Math.max(5, Math.round(60 * delay * Math.exp(normal(0.6 * spread))));
  }

  private void timed(Inhabitant who) {
    for (TrueRoutine routine : routines) {
      if (routine.person().equals(who.person) && routine.holds(dayNumber, today.getDayOfWeek())) {
        double scatter = normal(routine.scatter());
        ZonedDateTime set = nature.sun(today).getSet();
        ZonedDateTime rise = nature.sun(today).getRise();
        switch (routine.cause()) {
          case Cause.Clock(double minute) ->
              due(who, routine, nature.second(today, minute + scatter));
          case Cause.Sunset(double offset) when set != null ->
              due(who, routine, set.toEpochSecond() + Math.round(60 * (offset + scatter)));
          case Cause.Sunrise(double offset) when rise != null ->
              due(who, routine, rise.toEpochSecond() + Math.round(60 * (offset + scatter)));
          default -> {}
        }
      }
    }
  }

  private void due(Inhabitant who, TrueRoutine routine, long second) {
    tally.due(routine);
    if (random.nextDouble() >= routine.adherence()) {
      return;
    }
    stage.later(
        second,
        () -> {
          if (who.home || routine.cause() instanceof Cause.Departure) {
            Command action = routine.action();
            if (action.value() instanceof Value.Num(double value)) {
              action =
                  new Command(
                      action.device(),
                      action.attribute(),
                      Value.of(Math.rint(value * (1 + normal(0.015)) * 2) / 2));
            }
            if (act(who, second, action)) {
              tally.did(routine);
            }
          }
        });
  }

  private boolean act(Inhabitant who, long second, Command command) {
    Device device = flat.home.device(command.device());
    if (who.home && random.nextInt(3) > 0 && device != null) {
      flat.motions.stream()
          .filter(m -> java.util.Objects.equals(m.area(), device.area()))
          .findFirst()
          .ifPresent(m -> seen(m, second - 4 - random.nextInt(40)));
    }
    Actor actor =
        random.nextDouble() < who.atWall && who.home
            ? null
            : Actor.person(who.person.id(), who.person.role(), Actor.Channel.TAP);
    if (!stage.set(second, command, actor)) {
      foundSo(second, () -> other(command));
      return false;
    }
    followed(second, command);
    putBack(second, command);
    return true;
  }

  private void seen(Device motion, long second) {
    stage.emit(second, motion.id(), Vocabulary.OCCUPIED, Value.of(true), null);
    stage.later(
        second + 90,
        () -> stage.emit(second + 90, motion.id(), Vocabulary.OCCUPIED, Value.of(false), null));
  }

  private void followed(long second, Command happened) {
    for (TrueRoutine routine : routines) {
      if (routine.cause() instanceof Cause.Following(Command trigger, double delay)
          && trigger.equals(happened)) {
        inhabitants.stream()
            .filter(i -> i.person.equals(routine.person()))
            .findFirst()
            .ifPresent(other -> due(other, routine, second + lag(routine, delay)));
      }
    }
  }

  /** Things don't stay as they were put; who changes them back is not told. */
  private void putBack(long second, Command command) {
    long when = second + Math.round(60 * (25 - 110 * Math.log(1 - random.nextDouble())));
    stage.later(when, () -> stage.set(when, other(command), null));
  }

  private Command other(Command command) {
    Value value = command.value();
    Value back = value instanceof Value.Bool(boolean on) ? Value.of(!on) : value;
    while (back.equals(value)) {
      back = flat.value(command.attribute());
    }
    return new Command(command.device(), command.attribute(), back);
  }

  /** Buttons, windows, people passing sensors, and visitors. */
  private void world() {
    boolean somebody = inhabitants.stream().anyMatch(i -> i.home);
    for (Command touched : flat.touched) {
      for (int i = random.nextInt(4); i > 0 && somebody; i--) {
        long second = nature.second(today, 480 + random.nextDouble() * 800);
        stage.later(second, () -> touch(second, touched));
      }
    }
    for (int i = 0; i < nature.sensorReports(); i++) {
      long second = nature.second(today, 400 + random.nextDouble() * 980);
      Device motion = flat.motions.get(random.nextInt(flat.motions.size()));
      stage.later(second, () -> seen(motion, second));
    }
    if (random.nextInt(9) == 0) {
      for (int i = 2 + random.nextInt(5); i > 0; i--) {
        long second = nature.second(today, 1060 + random.nextInt(330));
        Command command = flat.anyDoable();
        stage.later(second, () -> stage.set(second, command, GUEST));
      }
    }
  }

  private void touch(long second, Command touched) {
    if (inhabitants.stream().noneMatch(i -> i.home)) {
      return;
    }
    if (touched.attribute().equals(Vocabulary.SWITCH_PRESSED)) {
      stage.unknown(touched.device(), touched.attribute());
    }
    if (stage.set(second, touched, null)) {
      followed(second, touched);
      if (touched.value() instanceof Value.Bool) {
        long closes = second + 300 + random.nextInt(3000);
        stage.later(
            closes,
            () -> stage.emit(closes, touched.device(), touched.attribute(), Value.of(false), null));
      }
    }
  }

  /** Normally distributed about 0, by Box and Muller. */
  private double normal(double deviation) {
    return deviation
        * Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
