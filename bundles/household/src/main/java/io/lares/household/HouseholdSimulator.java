package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.household.TrueRoutine.Cause;
import io.lares.kernel.Change;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Lives a household's days: people with work, sleep, visitors, holidays, illness and journeys; what
 * they do by routine, now and then, and not; what the hub's rules do; and sensors.
 */
public final class HouseholdSimulator extends LivedHousehold {

  private final House house;
  private final Nature nature;
  private final Inventor inventor;
  private final List<Daily> dailies = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private boolean free;

  private record Rule(double minute, Command command) {}

  public HouseholdSimulator(long seed, Nature nature) {
    super(new SplittableRandom(new SplittableRandom(seed ^ 0x5DEECE66DL).nextLong()));
    this.nature = nature;
    house = new House(random);
    inventor = new Inventor(house, nature, random);
    for (int i = 0; i < house.people.size(); i++) {
      dailies.add(new Daily(house.people.get(i), house.presences.get(i), random));
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      rules.add(new Rule(360 + random.nextInt(1020), inventor.anyCommand()));
    }
    routines.addAll(inventor.routines(dailies, rules.stream().map(Rule::command).toList()));
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
    int journeyBegins = random.nextInt(10) < 4 ? 5 + random.nextInt(Math.max(1, days)) : -1;
    int journeyEnds = journeyBegins + 3 + random.nextInt(6);
    for (Daily daily : dailies) {
      stage.emit(
          nature.second(from, 0), daily.presence.id(), House.LOCATION, Value.of("home"), null);
    }
    for (int d = 0; d < days; d++) {
      dayNumber = d;
      today = from.plusDays(d);
      free = today.getDayOfWeek().getValue() >= 6 || random.nextInt(30) == 0;
      boolean journey = d >= journeyBegins && d < journeyEnds && journeyBegins >= 0;
      plan(journey);
      long end = nature.second(today.plusDays(1), 210);
      stage.until(end);
    }
  }

  private void plan(boolean journey) {
    sensors();
    rules.forEach(rule ->
        stage.later(
            nature.second(today, rule.minute()),
            () -> stage.set(nature.second(today, rule.minute()), rule.command(), RULE)));
    for (Daily daily : dailies) {
      boolean ill = random.nextInt(40) == 0;
      boolean works = !free && !journey && !ill && daily.works[today.getDayOfWeek().getValue() - 1];
      if (journey) {
        stage.later(
            nature.second(today, 400 + random.nextInt(30)),
            () -> go(daily, nature.second(today, 430), false));
      } else if (works) {
        double leaves = daily.leaves + normal(8);
        double returns =
            daily.returns + normal(20) + (random.nextInt(10) == 0 ? 60 + random.nextInt(160) : 0);
        outing(daily, leaves, returns);
      } else {
        stage.later(nature.second(today, 300), () -> go(daily, nature.second(today, 300), true));
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
    long out = nature.second(today, leaves);
    long in = nature.second(today, returns);
    stage.later(out, () -> go(daily, out, false));
    stage.later(in, () -> go(daily, in, true));
  }

  private void go(Daily daily, long second, boolean home) {
    if (daily.home == home) {
      return;
    }
    stage.emit(second - 20, house.door.id(), Vocabulary.CONTACT_OPEN, Value.of(true), null);
    stage.emit(second - 5, house.door.id(), Vocabulary.CONTACT_OPEN, Value.of(false), null);
    daily.home = home;
    stage.emit(second, daily.presence.id(), House.LOCATION, Value.of(home ? "home" : "away"), null);
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
    return nature.dark(today, second);
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
            maybe(daily, routine, nature.second(today, minute + normal(routine.scatter())));
        case Cause.Sunset(double offset) -> {
          var set = nature.sun(today).getSet();
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
    tally.due(routine);
    if (random.nextDouble() >= routine.adherence()) {
      return;
    }
    stage.later(
        second,
        () -> {
          if (daily.home) {
            Command command = routine.action();
            if (command.value() instanceof Value.Num(double value)) {
              double near = Math.rint(value * (1 + normal(0.02)) * 2) / 2;
              command = new Command(command.device(), command.attribute(), Value.of(near));
            }
            if (act(daily, second, command)) {
              tally.did(routine);
            }
          }
        });
  }

  /** Some time before, things are not yet as the routine will have them. */
  private void prepare(TrueRoutine routine) {
    double until = routine.cause() instanceof Cause.Clock(double minute) ? minute - 20 : 900;
    long second = nature.second(today, 250 + random.nextDouble() * (until - 250));
    stage.later(second, () -> stage.set(second, opposite(routine.action()), null));
  }

  /** What is done for no reason that a hub could see. */
  private void whims(Daily daily) {
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      long second =
          nature.second(today, daily.wakes + random.nextDouble() * (daily.sleeps - daily.wakes));
      stage.later(
          second,
          () -> {
            if (daily.home) {
              act(daily, second, inventor.anyCommand());
            }
          });
    }
  }

  private void guests() {
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      long second = nature.second(today, 1080 + random.nextInt(300));
      stage.later(
          second,
          () -> stage.set(second, inventor.anyCommand(), random.nextBoolean() ? GUEST : null));
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
    if (!stage.set(second, command, actor)) {
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
    stage.later(
        when,
        () -> {
          if (daily.home) {
            stage.set(when, opposite(command), null);
          } else {
            stage.unknown(command.device(), command.attribute());
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
          case Value.Num number -> inventor.anyValue(command.attribute());
        };
    return new Command(command.device(), command.attribute(), back);
  }

  private void sensors() {
    for (int i = 0; i < nature.sensorReports(); i++) {
      long second = nature.second(today, random.nextDouble() * 1440);
      boolean move = i % 3 == 0;
      stage.later(
          second,
          () -> {
            if (move && dailies.stream().anyMatch(d -> d.home)) {
              DeviceId motion = house.motions.get(random.nextInt(house.motions.size())).id();
              stage.emit(second, motion, Vocabulary.OCCUPIED, Value.of(true), null);
              stage.later(
                  second + 60,
                  () ->
                      stage.emit(second + 60, motion, Vocabulary.OCCUPIED, Value.of(false), null));
            } else {
              DeviceId meter =
                  house.thermometers.get(random.nextInt(house.thermometers.size())).id();
              stage.emit(
                  second,
                  meter,
                  Vocabulary.TEMPERATURE,
                  Value.of(Math.rint((20 + normal(1.5)) * 100) / 100),
                  null);
            }
          });
    }
  }

  /** Normally distributed about 0, by Box and Muller. */
  private double normal(double deviation) {
    return deviation
        * Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
