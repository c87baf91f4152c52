package io.lares.automations.internal;

import static io.lares.automations.Trace.Result.DONE;
import static io.lares.automations.Trace.Result.INTERRUPTED;
import static io.lares.automations.Trace.Result.MISSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.home.Place;
import io.lares.planner.Step;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine as a whole on a clock that a test sets: nothing is done twice, and nothing is silently
 * skipped.
 */
class RulesByTimeTest {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static Trigger at(String time) {
    return new Trigger.At(LocalTime.parse(time), DAILY);
  }

  private static Automation lamp(House house, Trigger... triggers) {
    return house.rule("lamp", List.of(triggers), house.turn("hall-lamp", true));
  }

  /** Lets time go on minute by minute and tells when the lamp was commanded, in local time. */
  private static List<String> until(House house, String local) throws Exception {
    List<String> times = new ArrayList<>();
    int before = house.automations.traces("lamp").size();
    house.devices.commands.clear();
    while (house.clock.instant().isBefore(house.clock.at(local))) {
      house.pass(MINUTE);
      List<Trace> traces = house.automations.traces("lamp");
      if (traces.size() > before) {
        assertThat(traces).hasSize(++before);
        house.command();
        times.add(house.clock.local(house.clock.instant()).toOffsetDateTime().toString());
        house.results("lamp");
      }
    }
    assertThat(house.devices.commands).isEmpty();
    return times;
  }

  @Test
  void throughTheChangeToSummerTimeEachDayHasItOnce() throws Exception {
    try (House house = new House(folder, "2026-03-28T12:00", "Europe/Berlin")) {
      house.automations.save(lamp(house, at("02:30")));
      assertThat(until(house, "2026-03-30T12:00"))
          .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
    }
  }

  @Test
  void throughTheChangeToWinterTimeEachDayHasItOnce() throws Exception {
    try (House house = new House(folder, "2026-10-24T12:00", "Europe/Berlin")) {
      house.automations.save(lamp(house, at("02:30")));
      assertThat(until(house, "2026-10-26T12:00"))
          .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }
  }

  @Test
  void theLeapDayIsADayAndOtherYearsDoNotHaveIt() throws Exception {
    try (House house = new House(folder, "2028-02-28T12:00", "Europe/Berlin")) {
      house.automations.save(lamp(house, new Trigger.Cron("0 7 29 2 *"), at("06:00")));
      assertThat(until(house, "2028-03-01T12:00"))
          .containsExactly(
              "2028-02-29T06:00+01:00", "2028-02-29T07:00+01:00", "2028-03-01T06:00+01:00");
    }
  }

  @Test
  void aClockThatIsSetBackRepeatsNothing() throws Exception {
    try (House house = new House(folder, "2026-05-04T06:50", "Europe/Berlin")) {
      house.automations.save(lamp(house, at("07:00")));
      assertThat(until(house, "2026-05-04T07:20")).containsExactly("2026-05-04T07:00+02:00");

      house.clock.set("2026-05-04T06:30");
      assertThat(until(house, "2026-05-05T07:30")).containsExactly("2026-05-05T07:00+02:00");
    }
  }

  @Test
  void aClockThatIsSetForwardMakesUpForWhatItJumpedOver() throws Exception {
    try (House house = new House(folder, "2026-05-04T06:30", "Europe/Berlin")) {
      house.automations.save(lamp(house, at("07:00")));
      house.clock.set("2026-05-04T09:00");

      assertThat(until(house, "2026-05-04T10:00")).containsExactly("2026-05-04T09:01+02:00");
      Trace late = house.automations.traces("lamp").getFirst();
      assertThat(late.due()).isEqualTo(house.clock.at("2026-05-04T07:00"));
      assertThat(notes(house)).containsExactly("Rule lamp: missed 1 time, runs once, late");
    }
  }

  @Test
  void afterAWeekWithoutPowerItRunsOnceAndSaysHowOftenItWasMissed() throws Exception {
    try (House house = new House(folder, "2026-05-04T12:00", "Europe/Berlin")) {
      house.automations.save(lamp(house, at("07:00")));
      Automation report = house.rule("fan", List.of(at("08:00")), house.turn("fan", true));
      house.automations.save(
          new Automation(
              report.id(),
              report.name(),
              true,
              report.triggers(),
              report.condition(),
              List.of(),
              report.steps(),
              report.mode(),
              report.debounce(),
              report.coolDown(),
              Automation.Missed.REPORT,
              report.origin()));
      house.stop();
      house.devices.commands.clear();
      house.clock.set("2026-05-11T12:00");
      house.start();

      assertThat(until(house, "2026-05-11T13:00")).containsExactly("2026-05-11T12:01+02:00");
      assertThat(house.automations.traces("lamp").getFirst().count()).isEqualTo(7);
      assertThat(house.results("fan")).containsExactly(MISSED);
      assertThat(house.automations.told(house.automations.traces("fan").getFirst(), Locale.ENGLISH))
          .isEqualTo(
              "“Rule fan” missed 7 times up to 08:00: the hub was off or its clock was set.");
      assertThat(notes(house))
          .containsExactlyInAnyOrder(
              "Rule lamp: missed 7 times, runs once, late", "Rule fan: missed 7 times");
    }
  }

  @Test
  void whatRanWhenTheHubWasKilledIsToldAndNotRunAgain() throws Exception {
    try (House house = new House(folder, "2026-05-04T06:59", "Europe/Berlin")) {
      house.automations.save(
          house.rule(
              "lamp",
              List.of(at("07:00")),
              house.turn("hall-lamp", true),
              new Step.Wait(MINUTE, "")));
      house.pass(MINUTE);
      house.command();
      house.stop();
      house.start();
      house.pass(MINUTE);

      assertThat(house.results("lamp")).containsExactly(INTERRUPTED);
      assertThat(house.devices.commands).isEmpty();

      house.stop();
      house.start();
      assertThat(house.results("lamp")).isEmpty();
    }
  }

  @Test
  void theSunComesByTheHomesPlaceAndWithoutOneARuleIsRefused() throws Exception {
    try (House house = new House(folder, "2026-06-21T12:00", "UTC")) {
      Automation rule =
          lamp(house, new Trigger.Sun(Trigger.SunEvent.SUNSET, Duration.ofMinutes(-30), DAILY));
      assertThatThrownBy(() -> house.automations.save(rule))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("latitude");

      house.automations.live(new Place(52.52, 13.405), ZoneId.of("Europe/Berlin"));
      house.automations.save(rule);
      // Sunset in Berlin on the longest day is at 21:33 local time, 19:33 UTC.
      assertThat(until(house, "2026-06-21T23:00"))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("2026-06-21T19:0");

      house.stop();
      house.start();
      assertThat(house.automations.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
      assertThat(house.automations.place()).contains(new Place(52.52, 13.405));
    }
  }

  @Test
  void aRuleRunsOnlyInItsPartOfTheDayWhichMayLastOverMidnight() throws Exception {
    try (House house = new House(folder, "2026-05-04T12:00", "Europe/Berlin")) {
      Automation rule = lamp(house, new Trigger.Cron("0 * * * *"));
      house.automations.save(
          new Automation(
              rule.id(),
              rule.name(),
              true,
              rule.triggers(),
              rule.condition(),
              List.of(
                  new During(
                      EnumSet.of(DayOfWeek.MONDAY),
                      new During.Edge.At(LocalTime.parse("22:30")),
                      new During.Edge.At(LocalTime.parse("01:30")))),
              rule.steps(),
              rule.mode(),
              rule.debounce(),
              rule.coolDown(),
              rule.missed(),
              rule.origin()));

      for (int hour = 0; hour < 48; hour++) {
        house.pass(Duration.ofHours(1), Duration.ofMinutes(1));
        house.results("lamp"); // a run takes real time, which the set clock doesn't wait for
      }

      assertThat(house.devices.commands).hasSize(3);
      assertThat(house.results("lamp")).filteredOn(DONE::equals).hasSize(3);
    }
  }

  private static List<String> notes(House house) {
    List<String> notes = new ArrayList<>();
    await()
        .untilAsserted(() -> {
          notes.clear();
          house
              .store
              .find(JournalQuery.newest(500))
              .forEach(row -> {
                if (row.entry() instanceof JournalEntry.Noted noted) {
                  notes.add(noted.message());
                }
              });
          assertThat(notes).isNotEmpty();
        });
    return notes;
  }
}
