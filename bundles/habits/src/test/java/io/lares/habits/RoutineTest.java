package io.lares.habits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lares.home.Command;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutineTest {
  private static final Instant NOW = Instant.parse("2026-11-27T19:00:00Z");
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> SUNDAYS = EnumSet.of(DayOfWeek.SUNDAY);

  /** One that was done so many days ago. */
  private static Routine routine(Set<DayOfWeek> days, double confidence, int... daysAgo) {
    LocalTime time = LocalTime.of(22, 40);
    return new Routine(
        "r",
        null,
        new Cue.AtTime(days, time, time, time),
        new Command(new DeviceId("test.lamp"), Vocabulary.ON_OFF, Value.of(false)),
        confidence,
        new Evidence(
            daysAgo.length,
            daysAgo.length,
            daysAgo.length,
            daysAgo.length,
            Arrays.stream(daysAgo).mapToObj(d -> NOW.minus(Duration.ofDays(d))).toList()));
  }

  @Test
  void whatIsSureAndDoneAgainAndAgainIsWorthSuggesting() {
    assertThat(routine(DAILY, 0.8, 1, 2, 3, 5, 6).worthSuggesting(NOW)).isTrue();
    assertThat(routine(DAILY, 0.6, 1, 2, 3, 5, 6).worthSuggesting(NOW)).isFalse();
  }

  @Test
  void whatWasGivenUpAndDoneOnceMoreIsNot() {
    assertThat(routine(DAILY, 0.8, 3, 17, 18, 19, 20).worthSuggesting(NOW)).isFalse();
    assertThat(routine(DAILY, 0.8, 15, 16, 17, 18, 19).worthSuggesting(NOW)).isFalse();
  }

  @Test
  void whatHasOneDayOfTheWeekMayHaveBeenLeftOutOnce() {
    assertThat(routine(SUNDAYS, 0.8, 5, 19, 26, 33).worthSuggesting(NOW)).isTrue();
    assertThat(routine(SUNDAYS, 0.8, 5, 26, 33).worthSuggesting(NOW)).isFalse();
  }
}
