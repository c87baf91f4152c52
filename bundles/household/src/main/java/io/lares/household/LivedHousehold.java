package io.lares.household;

import static java.time.temporal.ChronoField.MINUTE_OF_DAY;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.home.Person;
import io.lares.home.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What all households have in common while they are lived in. */
abstract sealed class LivedHousehold implements Household
    permits FamilyHousehold, HouseholdSimulator, RetiredHousehold, ShiftHousehold {
  static final Actor RULE = Actor.automation("simulated-rule");
  static final Actor GUEST =
      Actor.person(new PersonId("guest"), Person.Role.GUEST, Actor.Channel.TAP);

  /** Minute of the day before which nobody is up. */
  private static final int UP_AT = 400;

  final SplittableRandom random;
  final List<TrueRoutine> routines = new ArrayList<>();
  final Tally tally = new Tally();
  Stage stage = new Stage(change -> {});
  LocalDate today = LocalDate.EPOCH;
  int dayNumber;

  LivedHousehold(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Somebody found a thing as they wanted it. It is put otherwise some hours later, while people
   * are up: what a whim left on for good could never be switched on again.
   */
  final void foundSo(long second, Supplier<Command> otherwise) {
    long later = second + Math.round(3600 * (2 + 16 * random.nextDouble()));
    int minute = Instant.ofEpochSecond(later).atZone(nature().zone()).get(MINUTE_OF_DAY);
    long when = minute < UP_AT ? later + 60L * UP_AT : later;
    stage.later(when, () -> stage.set(when, otherwise.get(), null));
  }

  @Override
  public final List<TrueRoutine> routines() {
    return List.copyOf(routines);
  }

  @Override
  public final int done(TrueRoutine routine) {
    return tally.done(routine);
  }

  @Override
  public final double kept(TrueRoutine routine) {
    return tally.kept(routine);
  }
}
