package io.lares.household;

import io.lares.home.Actor;
import io.lares.home.Person;
import io.lares.home.PersonId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What all households have in common while they are lived in. */
abstract sealed class LivedHousehold implements Household
    permits FamilyHousehold, HouseholdSimulator, RetiredHousehold, ShiftHousehold {
  static final Actor RULE = Actor.automation("simulated-rule");
  static final Actor GUEST =
      Actor.person(new PersonId("guest"), Person.Role.GUEST, Actor.Channel.TAP);

  final SplittableRandom random;
  final List<TrueRoutine> routines = new ArrayList<>();
  final Tally tally = new Tally();
  Stage stage = new Stage(change -> {});
  LocalDate today = LocalDate.EPOCH;
  int dayNumber;

  LivedHousehold(SplittableRandom random) {
    this.random = random;
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
