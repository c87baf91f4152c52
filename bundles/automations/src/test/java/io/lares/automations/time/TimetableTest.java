package io.lares.automations.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.Place;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing comes twice, and nothing is silently skipped, whatever the clock does. */
class TimetableTest {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Place BERLIN = new Place(52.52, 13.405);
  private static final Place TROMSO = new Place(69.65, 18.96);

  private final Map<String, Map<Integer, Instant>> kept = new HashMap<>();
  private final Marks marks =
      new Marks() {
        @Override
        public Map<Integer, Instant> of(String automation) {
          return kept.getOrDefault(automation, Map.of());
        }

        @Override
        public void put(String automation, Map<Integer, Instant> own, List<Due> begun) {
          kept.put(automation, Map.copyOf(own));
        }

        @Override
        public void ended(Due due) {}
      };

  private static Automation rule(Trigger... triggers) {
    return new Automation(
        "rule",
        "A rule",
        true,
        List.of(triggers),
        new Condition.All(List.of()),
        List.of(),
        List.of(new Step.Wait(Duration.ZERO, "")),
        Automation.Mode.SINGLE,
        Duration.ZERO,
        Duration.ZERO,
        Automation.Missed.RUN_ONCE,
        new Automation.Origin(Actor.system("test"), false, Locale.ENGLISH, ""));
  }

  private static Trigger at(String time) {
    return new Trigger.At(LocalTime.parse(time), DAILY);
  }

  private Timetable table(SetClock clock, Place place, Trigger... triggers) {
    Timetable table = new Timetable(clock, () -> place, marks);
    table.put(rule(triggers));
    return table;
  }

  /** Everything that comes until then, looked for every minute, in local time. */
  private static List<String> until(Timetable table, SetClock clock, String local) {
    List<String> came = new ArrayList<>();
    Instant end = clock.at(local);
    while (clock.instant().isBefore(end)) {
      clock.forward(Duration.ofMinutes(1));
      for (Due due : table.look()) {
        assertThat(due.late()).isFalse();
        assertThat(due.missed()).isZero();
        came.add(clock.local(due.at()).toOffsetDateTime().toString());
      }
    }
    return came;
  }

  @Test
  void inTheHourThatSummerTimeLeavesOutItComesOnceAnHourLater() {
    SetClock clock = new SetClock("2026-03-28T12:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, at("02:30"));

    assertThat(until(table, clock, "2026-03-30T12:00"))
        .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void inTheHourThatComesTwiceItComesOnce() {
    SetClock clock = new SetClock("2026-10-24T12:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, at("02:30"));

    assertThat(until(table, clock, "2026-10-26T12:00"))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, 2026-03-30, 47", "2026-10-24, 2026-10-26, 49"})
  void whatRecursWithinTheDayGoesOnThroughBothChangesOfTheClock(String from, String to, int hours) {
    SetClock clock = new SetClock(from + "T12:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, new Trigger.Cron("*/15 * * * *"));

    assertThat(until(table, clock, to + "T12:00")).hasSize(4 * hours).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, 2026-03-30", "2026-10-24, 2026-10-26"})
  void aCronExpressionWithAnHourComesOnceADay(String from, String to) {
    SetClock clock = new SetClock(from + "T12:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, new Trigger.Cron("30 2 * * *"));

    assertThat(until(table, clock, to + "T12:00")).hasSize(2);
  }

  @Test
  void aLeapDayIsADay() {
    SetClock clock = new SetClock("2027-06-01T00:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, new Trigger.Cron("0 7 29 2 *"));
    assertThat(table.next()).contains(clock.at("2028-02-29T07:00"));

    clock.set("2028-02-28T12:00");
    assertThat(table(clock, BERLIN, at("07:00")).next()).contains(clock.at("2028-02-29T07:00"));
  }

  @Test
  void onlyOnItsDays() {
    SetClock clock = new SetClock("2026-11-27T12:00", "Asia/Shanghai");
    Timetable table = table(clock, BERLIN, new Trigger.At(LocalTime.of(7, 0), WEEKDAYS));

    assertThat(until(table, clock, "2026-12-01T12:00"))
        .containsExactly("2026-11-30T07:00+08:00", "2026-12-01T07:00+08:00");
  }

  @Test
  void aClockThatIsSetBackRepeatsNothing() {
    SetClock clock = new SetClock("2026-06-01T06:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, at("07:00"), at("08:00"));
    assertThat(until(table, clock, "2026-06-01T07:30")).hasSize(1);

    clock.set("2026-06-01T06:30");

    assertThat(until(table, clock, "2026-06-01T09:00")).containsExactly("2026-06-01T08:00+02:00");
  }

  @Test
  void aClockThatWasFarAheadDoesNotSilenceTheRulesOnceItIsRight() {
    SetClock clock = new SetClock("2031-06-01T06:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, at("07:00"));
    assertThat(until(table, clock, "2031-06-01T07:30")).hasSize(1);

    clock.set("2026-06-01T06:30");

    assertThat(until(table, clock, "2026-06-01T08:00")).containsExactly("2026-06-01T07:00+02:00");
  }

  @Test
  void aClockThatIsSetForwardTellsWhatItJumpedOver() {
    SetClock clock = new SetClock("2026-06-01T06:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, at("07:00"), at("12:00"));

    clock.set("2026-06-01T09:00");

    assertThat(table.look())
        .containsExactly(new Due("rule", 0, clock.at("2026-06-01T07:00"), 1, true));
    assertThat(until(table, clock, "2026-06-01T13:00")).containsExactly("2026-06-01T12:00+02:00");
  }

  @Test
  void aWeekWithoutPowerIsToldOnce() {
    SetClock clock = new SetClock("2026-06-01T06:00", "Europe/Berlin");
    until(table(clock, BERLIN, at("07:00")), clock, "2026-06-01T08:00");

    clock.set("2026-06-08T09:00");
    Timetable afterwards = new Timetable(clock, () -> BERLIN, marks);
    afterwards.restore(rule(at("07:00")));

    assertThat(afterwards.look())
        .containsExactly(new Due("rule", 0, clock.at("2026-06-08T07:00"), 7, true));
    Timetable again = new Timetable(clock, () -> BERLIN, marks);
    again.restore(rule(at("07:00")));
    assertThat(again.look()).isEmpty();
  }

  @Test
  void whatEndedBetweenTwoLooksIsOnTimeAndWhatLiesBeforeIsMissed() {
    SetClock clock = new SetClock("2026-06-01T06:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, new Trigger.Cron("*/10 * * * *"));

    clock.set("2026-06-01T07:01");

    assertThat(table.look())
        .containsExactly(new Due("rule", 0, clock.at("2026-06-01T07:00"), 5, false));
  }

  @Test
  void aVeryLongAbsenceCostsLittleAndIsTold() {
    SetClock clock = new SetClock("2026-06-01T06:00", "Europe/Berlin");
    Timetable table = table(clock, BERLIN, new Trigger.Cron("* * * * *"));

    clock.set("2026-12-01T06:00");

    assertThat(table.look())
        .singleElement()
        .matches(due -> due.missed() >= Timetable.MOST_COUNTED - 1);
    assertThat(table.look()).isEmpty();
    assertThat(table.next()).contains(clock.at("2026-12-01T06:01"));
  }

  /** Almanacs give 04:43 and 21:33 for Berlin on this day. */
  @Test
  void theSunRisesAndSetsWhereTheHomeIs() {
    SetClock clock = new SetClock("2026-06-21T00:00", "Europe/Berlin");
    Trigger rise = new Trigger.Sun(Trigger.SunEvent.SUNRISE, Duration.ZERO, DAILY);
    Trigger beforeSet = new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-30), DAILY);

    assertThat(table(clock, BERLIN, rise).next().orElseThrow())
        .isCloseTo(clock.at("2026-06-21T04:43"), within(3, ChronoUnit.MINUTES));
    assertThat(table(clock, BERLIN, beforeSet).next().orElseThrow())
        .isCloseTo(clock.at("2026-06-21T21:03"), within(3, ChronoUnit.MINUTES));
  }

  @Test
  void inAPolarNightThereIsNoSunriseUntilItEnds() {
    SetClock clock = new SetClock("2026-12-01T00:00", "Europe/Oslo");
    Trigger rise = new Trigger.Sun(Trigger.SunEvent.SUNRISE, Duration.ZERO, DAILY);

    assertThat(table(clock, TROMSO, rise).next().orElseThrow())
        .isBetween(clock.at("2027-01-10T00:00"), clock.at("2027-01-25T00:00"));
  }

  @Test
  void withoutAPlaceThereIsNoSunAndNonsenseIsNoCron() {
    SetClock clock = new SetClock("2026-06-21T00:00", "Europe/Berlin");
    Trigger rise = new Trigger.Sun(Trigger.SunEvent.SUNRISE, Duration.ZERO, DAILY);

    assertThatThrownBy(() -> table(clock, null, rise)).hasMessageContaining("latitude");
    for (String nonsense : List.of("", "a b c d e", "61 * * * *", "* * * *", "0 7 31 2 * * *")) {
      assertThatThrownBy(() -> table(clock, BERLIN, new Trigger.Cron(nonsense)))
          .as(nonsense)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cron");
    }
  }
}
