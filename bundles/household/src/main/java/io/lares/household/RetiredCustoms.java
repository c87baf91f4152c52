package io.lares.household;

import io.lares.home.Command;
import io.lares.home.Person;
import io.lares.home.Value;
import io.lares.household.TrueRoutine.Cause;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Thinks out what retired people and their carer do again and again, and how it changes. */
final class RetiredCustoms {
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  final List<TrueRoutine> routines = new ArrayList<>();

  /** What is done at its time on hot days only. */
  final Set<TrueRoutine> onHotDays = new HashSet<>();

  private final RetiredHome home;
  private final int changeDay;
  private final SplittableRandom random;
  private final Set<String> taken = new HashSet<>();

  RetiredCustoms(RetiredHome home, int changeDay, SplittableRandom random) {
    this.home = home;
    this.changeDay = changeDay;
    this.random = random;
  }

  /** Something that nobody does as a rule yet, on another device than this one. */
  private Command fresh(Command apartFrom) {
    Command command = home.anyAct();
    for (int tries = 0; tries < 40; tries++) {
      if (!command.device().equals(apartFrom.device()) && taken.add(key(command))) {
        return command;
      }
      command = home.anyAct();
    }
    return command;
  }

  private static String key(Command command) {
    return command.device()
        + " "
        + command.attribute()
        + (command.value() instanceof Value.Num ? "" : command.value());
  }

  void inventFor(Person resident) {
    for (int i = 3 + random.nextInt(4); i > 0; i--) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3 -> clock(resident);
        case 4 -> add(resident, ALL, new Cause.Sunset(random.nextInt(70) - 30), 4);
        case 5 -> add(resident, ALL, new Cause.Sunrise(20 + random.nextInt(90)), 7);
        case 6, 7, 8 -> following(resident);
        case 9 -> chain(resident);
        case 10 ->
            add(resident, ALL, new Cause.Following(home.rain, 0.5 + random.nextDouble() * 4), 0.7);
        default -> {
          add(resident, ALL, new Cause.Clock(740 + random.nextInt(130)), 11);
          onHotDays.add(routines.getLast());
        }
      }
    }
  }

  void inventFor(Person carer, Set<DayOfWeek> comes) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      add(carer, comes, new Cause.Arrival(1 + random.nextDouble() * 9, false), 1.2);
    }
    if (random.nextBoolean()) {
      add(carer, comes, new Cause.Departure(0.5 + random.nextDouble()), 0.4);
    }
  }

  private void clock(Person resident) {
    double minute =
        random.nextInt(3) == 0 ? 450 + random.nextInt(200) : 960 + random.nextDouble() * 380;
    double scatter = 1 + random.nextDouble() * 12;
    Set<DayOfWeek> days = anyDays();
    Command action = fresh(home.rain);
    double adherence = adherence();
    if (changeDay < 0 || random.nextBoolean()) {
      routines.add(
          new TrueRoutine(
              resident,
              action,
              days,
              new Cause.Clock(minute),
              adherence,
              scatter,
              0,
              Integer.MAX_VALUE));
      return;
    }
    double other = minute + (minute > 1100 ? -1 : 1) * (60 + random.nextInt(90));
    routines.add(
        new TrueRoutine(
            resident, action, days, new Cause.Clock(minute), adherence, scatter, 0, changeDay));
    routines.add(
        new TrueRoutine(
            resident,
            action,
            days,
            new Cause.Clock(other),
            adherence,
            scatter,
            changeDay,
            Integer.MAX_VALUE));
  }

  private Set<DayOfWeek> anyDays() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> ALL;
      case 5 -> EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      case 6 -> EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);
      case 7 -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      default -> EnumSet.complementOf(EnumSet.of(DayOfWeek.SUNDAY));
    };
  }

  private double adherence() {
    return 0.76 + random.nextDouble() * 0.22;
  }

  private void add(Person who, Set<DayOfWeek> days, Cause cause, double scatter) {
    routines.add(
        new TrueRoutine(
            who, fresh(home.rain), days, cause, adherence(), scatter, 0, Integer.MAX_VALUE));
  }

  private void following(Person resident) {
    List<Command> triggers = new ArrayList<>(home.touched);
    for (TrueRoutine routine : routines) {
      if (!(routine.action().value() instanceof Value.Num)) {
        triggers.add(routine.action());
      }
    }
    Command trigger = triggers.get(random.nextInt(triggers.size()));
    after(resident, trigger, 0.4 + random.nextDouble() * 11);
  }

  private Command after(Person who, Command trigger, double delay) {
    Command action = fresh(trigger);
    routines.add(
        new TrueRoutine(
            who,
            action,
            ALL,
            new Cause.Following(trigger, delay),
            adherence(),
            0.2 + delay / 5,
            0,
            Integer.MAX_VALUE));
    return action;
  }

  /** One thing leads to the next, such as from the news to bed. */
  private void chain(Person resident) {
    add(resident, ALL, new Cause.Clock(1215 + random.nextInt(120)), 9);
    Command last = routines.getLast().action();
    for (int i = 1 + random.nextInt(2); i > 0 && !(last.value() instanceof Value.Num); i--) {
      last = after(resident, last, 1 + random.nextDouble() * 7);
    }
  }
}
