package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.household.TrueRoutine.Cause;
import io.lares.kernel.Change;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A third way to live: children without phones, a pet that sensors see at night, somebody who
 * cleans, school holidays, people who sleep in, weeks of late work, things that are done several at
 * a time or after getting up, and machines that keep their own times. Written before anything was
 * measured on it, by who knew the other two.
 */
public final class FamilyHousehold extends LivedHousehold {
  private static final List<Nature> PLACES =
      List.of(
          new Nature(ZoneId.of("Europe/Madrid"), 40.4, -3.7, 90, -1),
          new Nature(ZoneId.of("America/Toronto"), 43.7, -79.4, 90, -1),
          new Nature(ZoneId.of("Asia/Singapore"), 1.35, 103.8, 90, -1));

  private final Nature nature;
  private final FamilyHome house;
  private final List<FamilyMember> members = new ArrayList<>();
  private final List<Command> ruled = new ArrayList<>();
  private final boolean pet;
  private final boolean cleaner;
  private final boolean boilerProgram;
  private final boolean vacuumProgram;
  private boolean off;

  /**
   * Makes a household.
   *
   * @param changeDay the day on which some routines change or end; negative for never
   */
  public FamilyHousehold(long seed, int changeDay) {
    super(new SplittableRandom(new SplittableRandom(seed * 7919 + 17).nextLong()));
    nature = PLACES.get(random.nextInt(PLACES.size())).changing(changeDay);
    house = new FamilyHome(random);
    pet = random.nextBoolean();
    cleaner = random.nextInt(3) == 0;
    boilerProgram = random.nextBoolean();
    vacuumProgram = random.nextBoolean();
    for (int i = random.nextInt(3); i > 0; i--) {
      ruled.add(house.anyAct());
    }
    FamilyCustoms customs = new FamilyCustoms(house, changeDay, ruled, random);
    for (int i = 0; i < house.people.size(); i++) {
      Device phone = i < house.phones.size() ? house.phones.get(i) : null;
      FamilyMember member = new FamilyMember(house.people.get(i), phone, random);
      members.add(member);
      customs.inventFor(member);
      for (int f = random.nextInt(4); f > 0; f--) {
        member.favourites.add(house.anyAct());
      }
    }
    routines.addAll(customs.routines);
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
      stage.emit(nature.second(from, 0), phone.id(), House.LOCATION, Value.of("home"), null);
    }
    int holidays = random.nextInt(3) == 0 ? random.nextInt(days) : -20;
    boolean away = random.nextBoolean();
    for (int d = 0; d < days; d++) {
      dayNumber = d;
      today = from.plusDays(d);
      boolean holiday = d >= holidays && d < holidays + 8;
      off = holiday || today.getDayOfWeek().getValue() > 5 || random.nextInt(40) == 0;
      machines();
      for (FamilyMember member : members) {
        if (holiday && away) {
          go(nature.second(today, 500), member, false);
        } else {
          live(member);
        }
      }
      if (!(holiday && away)) {
        world();
      }
      stage.until(nature.second(today.plusDays(1), 210));
    }
  }

  private void live(FamilyMember who) {
    boolean busy = !off && who.busy[today.getDayOfWeek().getValue() - 1];
    boolean ill = random.nextInt(50) == 0;
    boolean late = who.turns && busy && today.get(ChronoField.ALIGNED_WEEK_OF_YEAR) % 2 == 0;
    double wakes =
        busy ? who.wakes + normal(9) + (late ? 90 : 0) : who.wakes + who.lieIn + normal(30);
    go(nature.second(today, 225), who, true);
    if (busy && !ill) {
      double shift = late ? 240 : 0;
      go(nature.second(today, Math.max(who.leaves + normal(6) + shift, wakes + 20)), who, false);
      double overtime = random.nextInt(8) == 0 ? random.nextInt(150) : 0;
      go(nature.second(today, who.returns + normal(18) + overtime + shift), who, true);
      if (random.nextInt(5) == 0) {
        double out = who.returns + 60 + random.nextInt(90);
        go(nature.second(today, out), who, false);
        go(nature.second(today, out + 40 + random.nextInt(100)), who, true);
      }
    } else if (!ill && random.nextInt(4) > 0) {
      double out = wakes + 60 + random.nextInt(400);
      go(nature.second(today, out), who, false);
      go(nature.second(today, out + 30 + random.nextInt(240)), who, true);
    }
    long up = nature.second(today, wakes);
    stage.later(up, () -> getUp(who, up));
    timed(who);
    double sleeps = who.sleeps + (off ? 40 : 0) + normal(15);
    for (int i = random.nextInt(6); i > 0; i--) {
      whim(who, wakes + random.nextDouble() * (sleeps - wakes), house.anyAct());
    }
    for (Command favourite : who.favourites) {
      if (random.nextInt(3) > 0) {
        whim(who, sleeps - 30 - random.nextDouble() * 240, favourite);
      }
    }
  }

  private void getUp(FamilyMember who, long second) {
    seen(house.motions.getFirst(), second);
    for (TrueRoutine routine : routines) {
      if (routine.person().equals(who.person)
          && routine.holds(dayNumber, today.getDayOfWeek())
          && routine.cause() instanceof Cause.Hidden(List<Cause> signs)
          && signs.getFirst() instanceof Cause.Following(Command motion, double delay)) {
        due(who, routine, second + lag(routine, delay));
      }
    }
  }

  private void timed(FamilyMember who) {
    for (TrueRoutine routine : routines) {
      if (!routine.person().equals(who.person) || !routine.holds(dayNumber, today.getDayOfWeek())) {
        continue;
      }
      switch (routine.cause()) {
        case Cause.Clock(double minute) ->
            due(who, routine, nature.second(today, minute + normal(routine.scatter())));
        case Cause.Sunset(double offset) -> {
          var set = nature.sun(today).getSet();
          if (set != null) {
            due(
                who,
                routine,
                set.toEpochSecond() + Math.round(60 * (offset + normal(routine.scatter()))));
          }
        }
        default -> {}
      }
    }
  }

  private void whim(FamilyMember who, double minute, Command command) {
    long second = nature.second(today, minute);
    stage.later(
        second,
        () -> {
          if (who.home) {
            act(who, second, command);
          }
        });
  }

  private void go(long second, FamilyMember who, boolean home) {
    stage.later(second, () -> gone(second, who, home));
  }

  private void gone(long second, FamilyMember who, boolean home) {
    if (who.home == home) {
      return;
    }
    who.home = home;
    stage.emit(second - 15, house.frontDoor.id(), Vocabulary.CONTACT_OPEN, Value.of(true), null);
    stage.emit(second - 9, house.frontDoor.id(), Vocabulary.CONTACT_OPEN, Value.of(false), null);
    if (home) {
      seen(house.motions.getFirst(), second + 10);
    }
    if (who.phone == null) {
      return;
    }
    // Phones are seen a little late.
    long told = second + random.nextInt(90);
    stage.later(
        told,
        () ->
            stage.emit(
                told, who.phone.id(), House.LOCATION, Value.of(home ? "home" : "away"), null));
    for (TrueRoutine routine : routines) {
      if (routine.person().equals(who.person) && routine.holds(dayNumber, today.getDayOfWeek())) {
        switch (routine.cause()) {
          case Cause.Arrival(double delay, boolean onlyDark)
              when home && (!onlyDark || nature.dark(today, second)) ->
              due(who, routine, told + lag(routine, delay));
          case Cause.Departure(double delay) when !home ->
              due(who, routine, told + lag(routine, delay));
          default -> {}
        }
      }
    }
  }

  private long lag(TrueRoutine routine, double delay) {
    return Math.max(6, Math.round(60 * (delay + Math.abs(normal(routine.scatter())))));
  }

  private void due(FamilyMember who, TrueRoutine routine, long second) {
    tally.due(routine);
    if (random.nextDouble() >= routine.adherence()) {
      return;
    }
    stage.later(
        second,
        () -> {
          if (who.home || routine.cause() instanceof Cause.Departure) {
            perform(who, routine, second);
          }
        });
  }

  private void perform(FamilyMember who, TrueRoutine routine, long second) {
    Command action = routine.action();
    if (action.value() instanceof Value.Num(double value)
        && !action.attribute().equals(Vocabulary.COVERING_POSITION)) {
      double near = Math.rint(value + normal(Math.max(0.2, value * 0.02)));
      action = new Command(action.device(), action.attribute(), Value.of(near));
    }
    if (act(who, second, action)) {
      tally.did(routine);
    }
    long next = second;
    for (TrueRoutine other : who.with.getOrDefault(routine, List.of())) {
      next += 4 + random.nextInt(40);
      due(who, other, next);
    }
  }

  private boolean act(FamilyMember who, long second, Command command) {
    if (who.home && random.nextBoolean()) {
      Device motion = house.motions.get(random.nextInt(house.motions.size()));
      seen(motion, second - 3 - random.nextInt(25));
    }
    Actor actor =
        random.nextDouble() < who.unnamed
            ? null
            : Actor.person(who.person.id(), who.person.role(), Actor.Channel.TAP);
    if (!stage.set(second, command, actor)) {
      foundSo(second, () -> other(command));
      return false;
    }
    followed(second, command);
    long back = second + Math.round(60 * 20 * Math.exp(Math.abs(normal(1.1))));
    stage.later(back, () -> stage.set(back, other(command), anybody()));
    return true;
  }

  private @Nullable Actor anybody() {
    FamilyMember member = members.get(random.nextInt(members.size()));
    return random.nextBoolean()
        ? null
        : Actor.person(member.person.id(), member.person.role(), Actor.Channel.TAP);
  }

  private void followed(long second, Command happened) {
    for (TrueRoutine routine : routines) {
      if (routine.cause() instanceof Cause.Following(Command trigger, double delay)
          && trigger.equals(happened)
          && routine.holds(dayNumber, today.getDayOfWeek())) {
        members.stream()
            .filter(member -> member.person.equals(routine.person()))
            .forEach(member -> due(member, routine, second + lag(routine, delay)));
      }
    }
  }

  private Command other(Command command) {
    Value back = command.value();
    while (back.equals(command.value())) {
      back = house.value(command.attribute());
    }
    return new Command(command.device(), command.attribute(), back);
  }

  private void seen(Device motion, long second) {
    stage.emit(second, motion.id(), Vocabulary.OCCUPIED, Value.of(true), null);
    stage.later(
        second + 40,
        () -> stage.emit(second + 40, motion.id(), Vocabulary.OCCUPIED, Value.of(false), null));
  }

  /** What happens whether anybody is there or not. */
  private void machines() {
    for (int i = 0; i < ruled.size(); i++) {
      Command command = ruled.get(i);
      long second = nature.second(today, 400 + 311 * i);
      stage.later(second, () -> stage.set(second, command, RULE));
    }
    if (boilerProgram) {
      program(390, new Command(house.boiler.id(), Vocabulary.TARGET_TEMPERATURE, Value.of(21)));
      program(1350, new Command(house.boiler.id(), Vocabulary.TARGET_TEMPERATURE, Value.of(17)));
    }
    if (vacuumProgram && today.getDayOfWeek().getValue() % 2 == 1) {
      program(660, new Command(house.vacuum.id(), Vocabulary.ON_OFF, Value.of(true)));
      program(
          690 + random.nextInt(20),
          new Command(house.vacuum.id(), Vocabulary.ON_OFF, Value.of(false)));
    }
  }

  /** A device does it by itself and to the second. */
  private void program(double minute, Command command) {
    long second = nature.second(today, minute) + random.nextInt(3);
    stage.later(second, () -> stage.set(second, command, null));
  }

  private void world() {
    for (Command touched : house.touched) {
      for (int i = random.nextInt(touched.attribute().equals(Vocabulary.SWITCH_PRESSED) ? 3 : 7);
          i > 0;
          i--) {
        long second = nature.second(today, 440 + random.nextDouble() * 900);
        stage.later(second, () -> touch(second, touched));
      }
    }
    for (int i = 0; i < nature.sensorReports(); i++) {
      double minute = pet ? random.nextDouble() * 1440 : 400 + random.nextDouble() * 950;
      long second = nature.second(today, minute);
      Device motion = house.motions.get(random.nextInt(house.motions.size()));
      stage.later(
          second,
          () -> {
            if (pet || members.stream().anyMatch(m -> m.home)) {
              seen(motion, second);
            }
          });
    }
    if (cleaner && today.getDayOfWeek().getValue() == 2) {
      for (int i = 4 + random.nextInt(5); i > 0; i--) {
        stranger(nature.second(today, 560 + random.nextInt(160)), null);
      }
    }
    if (today.getDayOfWeek().getValue() >= 5 && random.nextInt(5) == 0) {
      for (int i = 3 + random.nextInt(6); i > 0; i--) {
        stranger(
            nature.second(today, 1080 + random.nextInt(330)), random.nextBoolean() ? GUEST : null);
      }
    }
  }

  private void stranger(long second, @Nullable Actor actor) {
    stage.later(second, () -> stage.set(second, house.anyAct(), actor));
  }

  private void touch(long second, Command touched) {
    if (members.stream().noneMatch(member -> member.home)) {
      return;
    }
    if (touched.attribute().equals(Vocabulary.SWITCH_PRESSED)) {
      stage.unknown(touched.device(), touched.attribute());
    }
    if (stage.set(second, touched, null)) {
      followed(second, touched);
      if (touched.value() instanceof Value.Bool) {
        long closes = second + 20 + random.nextInt(600);
        stage.later(
            closes,
            () -> stage.emit(closes, touched.device(), touched.attribute(), Value.of(false), null));
      }
    }
  }

  /** Normally distributed about 0. */
  private double normal(double deviation) {
    return deviation * random.nextGaussian();
  }
}
