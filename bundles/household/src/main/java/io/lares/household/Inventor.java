package io.lares.household;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Value;
import io.lares.household.TrueRoutine.Cause;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Thinks out what the people of a household do again and again. */
final class Inventor {
  private final House house;
  private final Nature nature;
  private final SplittableRandom random;
  private final List<TrueRoutine> routines = new ArrayList<>();

  Inventor(House house, Nature nature, SplittableRandom random) {
    this.house = house;
    this.nature = nature;
    this.random = random;
  }

  /**
   * Thinks out routines.
   *
   * @param ruled what rules of the hub do, and people therefore don't
   */
  List<TrueRoutine> routines(List<Daily> dailies, List<Command> ruled) {
    Map<String, Integer> used = new HashMap<>();
    ruled.forEach(command -> used.merge(key(command), 2, Integer::sum));
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
    return routines;
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
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
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

  private Set<DayOfWeek> anyDays() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> EnumSet.allOf(DayOfWeek.class);
      case 3, 4, 5, 6 -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case 7, 8 -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      default ->
          EnumSet.of(
              DayOfWeek.of(1 + random.nextInt(7)),
              DayOfWeek.of(1 + random.nextInt(7)),
              DayOfWeek.of(1 + random.nextInt(7)));
    };
  }

  Command anyCommand() {
    Device device = house.actors.get(random.nextInt(house.actors.size()));
    List<Attribute> attributes =
        device.capabilities().stream().flatMap(c -> c.attributes().stream()).toList();
    Attribute attribute = attributes.get(random.nextInt(attributes.size()));
    return new Command(device.id(), attribute.id(), anyValue(attribute.id()));
  }

  Value anyValue(AttributeId attribute) {
    return switch (attribute.toString()) {
      case "OnOff.onOff" -> Value.of(random.nextInt(3) > 0);
      case "Media.playback" -> Value.of(random.nextBoolean() ? "playing" : "paused");
      case "Fan.mode" -> Value.of(List.of("off", "low", "medium", "high").get(random.nextInt(4)));
      case "Thermostat.targetTemperature" -> Value.of(16 + random.nextInt(15) / 2.0);
      default -> Value.of(5 + random.nextInt(91));
    };
  }
}
