package io.lares.household;

import io.lares.habits.Cue;
import io.lares.habits.Routine;
import io.lares.home.Value;
import io.lares.household.TrueRoutine.Cause;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How well what was learned is what is true.
 *
 * @param wrong learned and not true
 * @param missed true and not learned
 */
public record Marks(int right, List<Routine> wrong, int found, List<TrueRoutine> missed) {
  /** How far from the truth a time may be, in minutes. */
  private static final double NEAR = 30;

  public static Marks of(List<Routine> learned, List<TrueRoutine> truths) {
    List<Routine> wrong = new ArrayList<>();
    Set<TrueRoutine> found = new HashSet<>();
    for (Routine routine : learned) {
      List<TrueRoutine> same = truths.stream().filter(truth -> same(routine, truth)).toList();
      if (same.isEmpty()) {
        wrong.add(routine);
      }
      found.addAll(same);
    }
    return new Marks(
        learned.size() - wrong.size(),
        wrong,
        found.size(),
        truths.stream().filter(truth -> !found.contains(truth)).toList());
  }

  private static boolean same(Routine routine, TrueRoutine truth) {
    return routine.action().device().equals(truth.action().device())
        && routine.action().attribute().equals(truth.action().attribute())
        && near(routine.action().value(), truth.action().value())
        && (routine.person() == null || routine.person().equals(truth.person().id()))
        && days(routine.cue(), truth)
        && cue(routine.cue(), truth.cause(), truth);
  }

  /** What follows an event needs no days: the event itself comes on its days. */
  private static boolean days(Cue cue, TrueRoutine truth) {
    return cue instanceof Cue.After
        || truth.days().containsAll(cue.days())
        || common(cue.days(), truth.days()) >= 0.5;
  }

  private static boolean near(Value learned, Value truth) {
    return learned instanceof Value.Num(double a) && truth instanceof Value.Num(double b)
        ? Math.abs(a - b) <= 0.1 * Math.abs(b) + 0.5
        : learned.equals(truth);
  }

  private static double common(Set<DayOfWeek> a, Set<DayOfWeek> b) {
    Set<DayOfWeek> both = new HashSet<>(a);
    both.retainAll(b);
    Set<DayOfWeek> either = new HashSet<>(a);
    either.addAll(b);
    return both.size() / (double) either.size();
  }

  private static boolean cue(Cue cue, Cause cause, TrueRoutine truth) {
    return switch (cause) {
      case Cause.Hidden(var signs) -> signs.stream().anyMatch(sign -> cue(cue, sign, truth));
      case Cause.Clock(double minute) ->
          cue instanceof Cue.AtTime time
              ? Math.abs(time.usual().toSecondOfDay() / 60.0 - minute % 1440) <= NEAR
              : truth.untilDay() == Integer.MAX_VALUE && cue instanceof Cue.AtSun;
      case Cause.Sunset(double offset) ->
          cue instanceof Cue.AtTime || sun(cue, Cue.Sun.SUNSET, offset);
      case Cause.Sunrise(double offset) ->
          cue instanceof Cue.AtTime || sun(cue, Cue.Sun.SUNRISE, offset);
      case Cause.Departure departure ->
          cue instanceof Cue.After after
              && (after.what() instanceof Cue.Event.LastLeaves
                  || after.what() instanceof Cue.Event.Becomes becomes
                      && becomes.device().value().equals("presence-" + truth.person().id()));
      case Cause.Arrival arrival ->
          cue instanceof Cue.After after
              && (after.what() instanceof Cue.Event.FirstArrives
                  || after.what() instanceof Cue.Event.Becomes becomes
                      && becomes.device().value().equals("presence-" + truth.person().id()));
      case Cause.Following(var trigger, double delay) ->
          cue instanceof Cue.After after
              && after.what() instanceof Cue.Event.Becomes becomes
              && becomes.device().equals(trigger.device())
              && becomes.attribute().equals(trigger.attribute());
    };
  }

  private static boolean sun(Cue cue, Cue.Sun event, double offset) {
    return cue instanceof Cue.AtSun sun
        && sun.event() == event
        && Math.abs(sun.usual().toMinutes() - offset) <= NEAR;
  }
}
