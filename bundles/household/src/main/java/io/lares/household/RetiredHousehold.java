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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A fourth way to live: retired people who are nearly always at home and of whom at most one
 * carries a phone, a carer on certain days of the week, a cat, rain and hot days, one thing that
 * leads to the next, acts of one day of the week, and grandchildren every other Sunday. Written
 * before anything was measured on it, by who knew the other three.
 */
public final class RetiredHousehold extends LivedHousehold {
  private static final List<Nature> PLACES =
      List.of(
          new Nature(ZoneId.of("Europe/Rome"), 41.9, 12.5, 70, -1),
          new Nature(ZoneId.of("Asia/Tokyo"), 35.7, 139.7, 70, -1),
          new Nature(ZoneId.of("America/Sao_Paulo"), -23.5, -46.6, 70, -1));

  private final Nature nature;
  private final RetiredHome house;
  private final Set<DayOfWeek> carerComes;
  private final double carerAt;
  private final Set<TrueRoutine> onHotDays;
  private final Map<Person, Boolean> home = new HashMap<>();
  private final double atWall;
  private boolean hot;

  /**
   * Makes a household.
   *
   * @param changeDay the day on which some routines change; negative for never
   */
  public RetiredHousehold(long seed, int changeDay) {
    super(new SplittableRandom(new SplittableRandom(seed * 104_729 + 71).nextLong()));
    nature = PLACES.get(random.nextInt(PLACES.size())).changing(changeDay);
    house = new RetiredHome(random);
    atWall = 0.2 + random.nextDouble() * 0.6;
    carerComes =
        random.nextBoolean()
            ? EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY)
            : EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.FRIDAY);
    carerAt = 500 + random.nextInt(140);
    RetiredCustoms customs = new RetiredCustoms(house, changeDay, random);
    house.residents.forEach(customs::inventFor);
    customs.inventFor(house.carer, carerComes);
    routines.addAll(customs.routines);
    onHotDays = customs.onHotDays;
  }

  @Override
  public Home home() {
    return house.home;
  }

  @Override
  public Nature nature() {
    return nature;
  }

  @Override
  public void run(LocalDate from, int days, Consumer<Change> changes) {
    stage = new Stage(changes);
    for (Device phone : house.phones) {
      boolean carers = phone.id().value().endsWith(house.carer.id().value());
      stage.emit(
          nature.second(from, 0),
          phone.id(),
          House.LOCATION,
          Value.of(carers ? "away" : "home"),
          null);
    }
    house.residents.forEach(resident -> home.put(resident, true));
    home.put(house.carer, false);
    for (int d = 0; d < days; d++) {
      dayNumber = d;
      today = from.plusDays(d);
      hot = random.nextInt(5) < 3;
      house.residents.forEach(this::live);
      if (carerComes.contains(today.getDayOfWeek()) && random.nextInt(15) > 0) {
        double comes = carerAt + normal(11);
        go(nature.second(today, comes), house.carer, true);
        go(nature.second(today, comes + 50 + random.nextInt(50)), house.carer, false);
      }
      world();
      if (today.getDayOfWeek() == DayOfWeek.SUNDAY && today.toEpochDay() / 7 % 2 == 0) {
        grandchildren();
      }
      stage.until(nature.second(today.plusDays(1), 210));
    }
  }

  private void live(Person who) {
    if (random.nextInt(5) < 2) {
      double out = 570 + random.nextInt(100);
      go(nature.second(today, out), who, false);
      go(nature.second(today, out + 30 + random.nextInt(70)), who, true);
    }
    if (today.getDayOfWeek() == DayOfWeek.THURSDAY) {
      go(nature.second(today, 890 + random.nextInt(20)), who, false);
      go(nature.second(today, 1020 + random.nextInt(60)), who, true);
    }
    for (TrueRoutine routine : routines) {
      if (routine.person().equals(who)
          && routine.holds(dayNumber, today.getDayOfWeek())
          && (hot || !onHotDays.contains(routine))) {
        timed(routine);
      }
    }
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      long second = nature.second(today, 430 + random.nextDouble() * 920);
      stage.later(second, () -> act(who, second, house.anyAct()));
    }
  }

  private void timed(TrueRoutine routine) {
    double scatter = normal(routine.scatter());
    var sun = nature.sun(today);
    var rise = sun.getRise();
    var set = sun.getSet();
    switch (routine.cause()) {
      case Cause.Clock(double minute) -> due(routine, nature.second(today, minute + scatter));
      case Cause.Sunset(double offset) when set != null ->
          due(routine, set.toEpochSecond() + Math.round(60 * (offset + scatter)));
      case Cause.Sunrise(double offset) when rise != null ->
          due(routine, rise.toEpochSecond() + Math.round(60 * (offset + scatter)));
      default -> {}
    }
  }

  private void go(long second, Person who, boolean comes) {
    stage.later(second, () -> gone(second, who, comes));
  }

  private void gone(long second, Person who, boolean comes) {
    if (Boolean.valueOf(comes).equals(home.put(who, comes))) {
      return;
    }
    touch(second - 12, new Command(house.frontDoor.id(), Vocabulary.CONTACT_OPEN, Value.of(true)));
    DeviceId phone = new DeviceId("presence-" + who.id());
    if (house.phones.stream().noneMatch(each -> each.id().equals(phone))) {
      return;
    }
    stage.emit(second, phone, House.LOCATION, Value.of(comes ? "home" : "away"), null);
    for (TrueRoutine routine : routines) {
      if (routine.person().equals(who) && routine.holds(dayNumber, today.getDayOfWeek())) {
        switch (routine.cause()) {
          case Cause.Arrival(double delay, boolean _) when comes ->
              due(routine, second + lag(routine, delay));
          case Cause.Departure(double delay) when !comes ->
              due(routine, second + lag(routine, delay));
          default -> {}
        }
      }
    }
  }

  private long lag(TrueRoutine routine, double delay) {
    return Math.max(8, Math.round(60 * (delay + normal(routine.scatter()))));
  }

  private void due(TrueRoutine routine, long second) {
    tally.due(routine);
    if (random.nextDouble() >= routine.adherence()) {
      return;
    }
    stage.later(
        second,
        () -> {
          Command action = routine.action();
          if (action.value() instanceof Value.Num(double value)
              && !action.attribute().equals(Vocabulary.COVERING_POSITION)) {
            double near = Math.rint(value + normal(Math.max(0.2, value * 0.02)));
            action = new Command(action.device(), action.attribute(), Value.of(near));
          }
          boolean remote = routine.cause() instanceof Cause.Departure;
          if ((remote || home.getOrDefault(routine.person(), false))
              && perform(routine.person(), second, action)) {
            tally.did(routine);
          }
        });
  }

  private void act(Person who, long second, Command command) {
    if (home.getOrDefault(who, false)) {
      perform(who, second, command);
    }
  }

  private boolean perform(Person who, long second, Command command) {
    if (random.nextInt(3) > 0) {
      seen(second - 2 - random.nextInt(30));
    }
    Actor actor =
        random.nextDouble() < atWall
            ? null
            : Actor.person(who.id(), who.role(), Actor.Channel.SENTENCE);
    if (!stage.set(second, command, actor)) {
      foundSo(second, () -> other(command));
      return false;
    }
    followed(second, command);
    long back = second + Math.round(60 * (10 - 70 * Math.log(1 - random.nextDouble())));
    stage.later(back, () -> stage.set(back, other(command), null));
    return true;
  }

  private Command other(Command command) {
    Value value = command.value();
    Value back = value instanceof Value.Bool(boolean on) ? Value.of(!on) : value;
    while (back.equals(value)) {
      back = house.value(command.attribute());
    }
    return new Command(command.device(), command.attribute(), back);
  }

  private void followed(long second, Command happened) {
    for (TrueRoutine routine : routines) {
      if (routine.cause() instanceof Cause.Following(Command trigger, double delay)
          && trigger.equals(happened)
          && routine.holds(dayNumber, today.getDayOfWeek())) {
        due(routine, second + lag(routine, delay));
      }
    }
  }

  private void seen(long second) {
    DeviceId motion = house.motions.get(random.nextInt(house.motions.size())).id();
    stage.emit(second, motion, Vocabulary.OCCUPIED, Value.of(true), null);
    stage.later(
        second + 50,
        () -> stage.emit(second + 50, motion, Vocabulary.OCCUPIED, Value.of(false), null));
  }

  /** Doors, the cat, rain, and steps, at night too. */
  private void world() {
    for (Command touched : house.touched) {
      for (int i = random.nextInt(4); i > 0; i--) {
        long second = nature.second(today, 440 + random.nextDouble() * 880);
        stage.later(second, () -> touch(second, touched));
      }
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      long second = nature.second(today, 220 + random.nextDouble() * 1400);
      stage.later(second, () -> touch(second, house.catFlap));
    }
    if (random.nextInt(3) == 0) {
      long second = nature.second(today, 500 + random.nextDouble() * 700);
      stage.later(second, () -> touch(second, house.rain));
    }
    for (int i = 0; i < nature.sensorReports(); i++) {
      long second =
          nature.second(
              today, i % 12 == 0 ? random.nextDouble() * 1440 : 420 + random.nextDouble() * 930);
      stage.later(second, () -> seen(second));
    }
  }

  private void touch(long second, Command touched) {
    if (touched.attribute().equals(Vocabulary.SWITCH_PRESSED)) {
      stage.unknown(touched.device(), touched.attribute());
    }
    if (stage.set(second, touched, null)) {
      followed(second, touched);
      if (touched.value() instanceof Value.Bool) {
        long closes = second + 15 + random.nextInt(touched.equals(house.rain) ? 7000 : 400);
        stage.later(
            closes,
            () -> stage.emit(closes, touched.device(), touched.attribute(), Value.of(false), null));
      }
    }
  }

  private void grandchildren() {
    for (int i = 5 + random.nextInt(9); i > 0; i--) {
      long second = nature.second(today, 870 + random.nextInt(240));
      Actor actor = random.nextBoolean() ? GUEST : null;
      stage.later(second, () -> stage.set(second, house.anyAct(), actor));
    }
  }

  /** Normally distributed about 0. */
  private double normal(double deviation) {
    return deviation * random.nextGaussian();
  }
}
