package io.lares.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.store.Journal.HistoryPoint;
import io.lares.store.JournalEntry.Changed;
import io.lares.store.JournalQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant NOON = StoreTest.NOON;

  private record Point(Instant time, double value) {}

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  private SqliteStore open() {
    return new SqliteStore(folder, now::get, Waiting.Pace.DEFAULT);
  }

  private static void write(SqliteStore store, List<Point> points) {
    CompletableFuture.allOf(
            points.stream()
                .map(point ->
                    store
                        .append(
                            new Changed(
                                point.time(),
                                StoreTest.LAMP,
                                Vocabulary.LEVEL,
                                null,
                                Value.of(point.value()),
                                null))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .join();
  }

  /** Goes over every second of every bucket; times are whole seconds. */
  private static List<HistoryPoint> oracle(
      List<Point> points, Instant from, Instant to, long step) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparing(Point::time));
    List<HistoryPoint> course = new ArrayList<>();
    for (long start = from.getEpochSecond(); start < to.getEpochSecond(); start += step) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      double area = 0;
      long weight = 0;
      int count = 0;
      double last = Double.NaN;
      int next = 0;
      for (long second = start; second < start + step; second++) {
        while (next < sorted.size() && sorted.get(next).time().getEpochSecond() <= second) {
          last = sorted.get(next).value();
          if (sorted.get(next).time().getEpochSecond() >= start) {
            count++;
            min = Math.min(min, last);
            max = Math.max(max, last);
          }
          next++;
        }
        if (!Double.isNaN(last)) {
          area += last;
          weight++;
          min = Math.min(min, last);
          max = Math.max(max, last);
        }
      }
      if (count > 0) {
        course.add(
            new HistoryPoint(Instant.ofEpochSecond(start), min, area / weight, max, last, count));
      }
    }
    return course;
  }

  private static void assertSame(List<HistoryPoint> actual, List<HistoryPoint> expected) {
    assertThat(actual)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("mean")
        .isEqualTo(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).mean()).isCloseTo(expected.get(i).mean(), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aCourseIsWhatASimpleCountingGivesHoweverMuchIsRolledUp(long seed) {
    Random random = new Random(seed);
    List<Point> points = new ArrayList<>();
    Instant from = NOON;
    Instant to = NOON.plus(Duration.ofHours(12));
    try (SqliteStore store = open()) {
      for (int round = 0; round < 4; round++) {
        List<Point> some = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          // Late ones and such in one second, too.
          long second = random.nextInt((round + 1) * 3 * 3600) / 7 * 7;
          some.add(new Point(from.plusSeconds(second), random.nextInt(1000) / 10.0));
        }
        points.addAll(some);
        write(store, some);
        now.set(from.plus(Duration.ofHours(3L * (round + 1))));
        for (long step : new long[] {60, 300, 900, 3600, 14_400}) {
          assertSame(
              store.history(StoreTest.LAMP, Vocabulary.LEVEL, from, to, Duration.ofSeconds(step)),
              oracle(points, from, to, step));
        }
        if (round != 2) {
          store.tidyNow();
          assertSame(
              store.history(StoreTest.LAMP, Vocabulary.LEVEL, from, to, Duration.ofHours(1)),
              oracle(points, from, to, 3600));
        }
      }
    }
  }

  @Test
  void whatIsThinnedOutIsStillInTheCourse() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      points.add(new Point(NOON.plusSeconds(i * 61L), i % 17));
    }
    Instant to = NOON.plus(Duration.ofHours(9));
    try (SqliteStore store = open()) {
      write(store, points);
      // The store notes every ten minutes how far the journal is; retention goes by that.
      now.set(to);
      Point last = new Point(to.minusSeconds(60), 5);
      write(store, List.of(last));
      points.add(last);
      store.tidyNow();
      now.set(NOON.plus(Duration.ofDays(20)));
      write(store, List.of(new Point(now.get(), 3)));
      store.tidyNow();
      assertThat(store.find(JournalQuery.newest(1000))).hasSize(1);
      for (long step : new long[] {300, 900, 3600}) {
        assertSame(
            store.history(StoreTest.LAMP, Vocabulary.LEVEL, NOON, to, Duration.ofSeconds(step)),
            oracle(points, NOON, to, step));
      }
      assertThat(store.history(StoreTest.LAMP, Vocabulary.LEVEL, NOON, to, Duration.ofMinutes(1)))
          .isEqualTo(
              store.history(StoreTest.LAMP, Vocabulary.LEVEL, NOON, to, Duration.ofMinutes(5)));

      now.set(NOON.plus(Duration.ofDays(100)));
      store.tidyNow();
      assertSame(
          store.history(StoreTest.LAMP, Vocabulary.LEVEL, NOON, to, Duration.ofHours(1)),
          oracle(points, NOON, to, 3600));
      assertThat(store.history(StoreTest.LAMP, Vocabulary.LEVEL, NOON, to, Duration.ofMinutes(5)))
          .isEmpty();
    }
  }

  @Test
  void switchesCountAsOneAndZeroAndTextsAreLeftOut() {
    try (SqliteStore store = open()) {
      for (Value value : List.of(Value.of(true), Value.of("odd"), Value.of(false))) {
        store
            .append(new Changed(NOON, StoreTest.LAMP, Vocabulary.ON_OFF, null, value, null))
            .toCompletableFuture()
            .join();
      }
      assertThat(
              store.history(
                  StoreTest.LAMP,
                  Vocabulary.ON_OFF,
                  NOON,
                  NOON.plusSeconds(60),
                  Duration.ofMinutes(1)))
          .containsExactly(new HistoryPoint(NOON, 0, 0, 1, 0, 2));
      assertThat(
              store.history(
                  StoreTest.LAMP,
                  Vocabulary.LEVEL,
                  NOON,
                  NOON.plusSeconds(60),
                  Duration.ofHours(1)))
          .isEmpty();
    }
  }
}
