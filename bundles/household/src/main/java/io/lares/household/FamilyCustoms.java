package io.lares.household;

import io.lares.home.Command;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.household.TrueRoutine.Cause;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Thinks out what a family does again and again, and how it changes. */
final class FamilyCustoms {
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  final List<TrueRoutine> routines = new ArrayList<>();

  private final FamilyHome home;
  private final int changeDay;
  private final SplittableRandom random;
  private final Set<String> taken = new HashSet<>();

  FamilyCustoms(FamilyHome home, int changeDay, List<Command> ruled, SplittableRandom random) {
    this.home = home;
    this.changeDay = changeDay;
    this.random = random;
    ruled.forEach(this::take);
  }

  private boolean take(Command command) {
    return taken.add(
        command.device()
            + " "
            + command.attribute()
            + (command.value() instanceof Value.Num ? "" : command.value()));
  }

  /** Something that nobody does as a rule yet. */
  private Command fresh() {
    Command command = home.anyAct();
    for (int tries = 0; tries < 20 && !take(command); tries++) {
      command = home.anyAct();
    }
    return command;
  }

  void inventFor(FamilyMember who) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int kind = random.nextInt(20);
      if (kind < 6) {
        clock(who, fresh(), anyDays(), 2 + random.nextDouble() * 14);
      } else if (kind < 8) {
        add(who, fresh(), ALL, new Cause.Sunset(random.nextInt(80) - 30), 3 + random.nextInt(9));
      } else if (kind < 11) {
        waking(who);
      } else if (kind < 13 && who.phone != null) {
        Cause arrival = new Cause.Arrival(0.3 + random.nextDouble() * 8, random.nextBoolean());
        add(who, fresh(), ALL, arrival, 0.2 + random.nextDouble() * 2);
      } else if (kind < 14 && who.phone != null) {
        add(who, fresh(), ALL, new Cause.Departure(0.5 + random.nextDouble() * 4), 1);
      } else if (kind < 17) {
        following(who);
      } else {
        several(who);
      }
    }
    tellOfEachOther(who);
  }

  /** Whoever does several things after getting up does them in an order, which can be seen. */
  private void tellOfEachOther(FamilyMember who) {
    for (int i = 0; i < routines.size(); i++) {
      TrueRoutine each = routines.get(i);
      if (each.person().equals(who.person) && delayAfterWaking(each) instanceof Double delay) {
        List<Cause> signs = new ArrayList<>(((Cause.Hidden) each.cause()).signs());
        for (TrueRoutine other : routines) {
          if (other.person().equals(who.person)
              && delayAfterWaking(other) instanceof Double before
              && before < delay) {
            signs.add(new Cause.Following(other.action(), delay - before));
          }
        }
        routines.set(
            i,
            new TrueRoutine(
                each.person(),
                each.action(),
                each.days(),
                new Cause.Hidden(signs),
                each.adherence(),
                each.scatter(),
                each.fromDay(),
                each.untilDay()));
      }
    }
  }

  private static @Nullable Double delayAfterWaking(TrueRoutine routine) {
    return routine.cause() instanceof Cause.Hidden(List<Cause> signs)
            && signs.getFirst() instanceof Cause.Following(Command seen, double delay)
            && seen.attribute().equals(Vocabulary.OCCUPIED)
        ? delay
        : null;
  }

  private Set<DayOfWeek> anyDays() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case 4, 5, 6 -> ALL;
      case 7, 8 -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      case 9 -> EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY);
      case 10 -> EnumSet.range(DayOfWeek.SUNDAY, DayOfWeek.SUNDAY);
      default -> EnumSet.complementOf(EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));
    };
  }

  private double evening(FamilyMember who) {
    return who.returns + 20 + random.nextDouble() * (who.sleeps - who.returns - 40);
  }

  private void clock(FamilyMember who, Command action, Set<DayOfWeek> days, double scatter) {
    double minute =
        random.nextInt(4) == 0 && days.size() < 6 && days.contains(DayOfWeek.TUESDAY)
            ? who.wakes + 15 + random.nextDouble() * 25
            : evening(who);
    if (changeDay < 0 || random.nextBoolean()) {
      add(who, action, days, new Cause.Clock(minute), scatter);
      return;
    }
    double adherence = adherence();
    routines.add(
        new TrueRoutine(
            who.person, action, days, new Cause.Clock(minute), adherence, scatter, 0, changeDay));
    if (random.nextInt(5) > 0) {
      double other = evening(who);
      while (Math.abs(other - minute) < 40) {
        other = evening(who);
      }
      routines.add(
          new TrueRoutine(
              who.person,
              action,
              days,
              new Cause.Clock(other),
              adherence,
              scatter,
              changeDay,
              Integer.MAX_VALUE));
    }
  }

  private double adherence() {
    return 0.72 + random.nextDouble() * 0.26;
  }

  private void add(
      FamilyMember who, Command action, Set<DayOfWeek> days, Cause cause, double scatter) {
    routines.add(
        new TrueRoutine(
            who.person, action, days, cause, adherence(), scatter, 0, Integer.MAX_VALUE));
  }

  /** After getting up, whenever that is; the sensor outside the bedrooms sees it. */
  private void waking(FamilyMember who) {
    double delay = 1 + random.nextDouble() * 12;
    Command seen = new Command(home.motions.getFirst().id(), Vocabulary.OCCUPIED, Value.of(true));
    boolean workdays = random.nextBoolean();
    add(
        who,
        fresh(),
        workdays ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY) : ALL,
        new Cause.Hidden(
            List.of(
                new Cause.Following(seen, delay),
                new Cause.Clock(who.wakes + delay),
                new Cause.Clock(who.wakes + who.lieIn + delay))),
        delay / 4);
  }

  private void following(FamilyMember who) {
    List<Command> triggers = new ArrayList<>(home.touched.subList(1, home.touched.size()));
    for (TrueRoutine routine : routines) {
      if (!(routine.action().value() instanceof Value.Num)) {
        triggers.add(routine.action());
      }
    }
    Command action = fresh();
    triggers.removeIf(t -> t.device().equals(action.device()));
    Command trigger = triggers.get(random.nextInt(triggers.size()));
    add(who, action, ALL, new Cause.Following(trigger, 0.3 + random.nextDouble() * 9), 1.5);
  }

  /** Some things one after the other, such as before going to bed. */
  private void several(FamilyMember who) {
    Set<DayOfWeek> days = random.nextInt(3) == 0 ? anyDays() : ALL;
    double minute = random.nextBoolean() ? who.sleeps - 8 : evening(who);
    Command first = fresh();
    TrueRoutine lead =
        new TrueRoutine(
            who.person,
            first,
            days,
            new Cause.Clock(minute),
            adherence(),
            4 + random.nextInt(14),
            0,
            Integer.MAX_VALUE);
    routines.add(lead);
    List<Command> done = new ArrayList<>(List.of(first));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Command next = fresh();
      List<Cause> signs = new ArrayList<>(List.of(new Cause.Clock(minute)));
      done.forEach(command -> signs.add(new Cause.Following(command, 0.3)));
      routines.add(
          new TrueRoutine(
              who.person,
              next,
              days,
              new Cause.Hidden(signs),
              0.97,
              lead.scatter(),
              0,
              Integer.MAX_VALUE));
      who.with.computeIfAbsent(lead, ignored -> new ArrayList<>()).add(routines.getLast());
      done.add(next);
    }
  }
}
