package io.lares.habits.internal;

import io.lares.habits.learn.Daylight;
import io.lares.home.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sun over the home, as soon as somebody has said where that is, and wherever it moves. */
final class SunOfHome implements Daylight {
  private final ZoneId zone;
  private volatile Supplier<Optional<Place>> place = Optional::empty;
  private volatile @Nullable Known known;

  private record Known(Place place, Daylight daylight) {}

  SunOfHome(ZoneId zone) {
    this.zone = zone;
  }

  /** Says who knows where the home is. */
  void over(Supplier<Optional<Place>> source) {
    place = source;
  }

  @Override
  public Sun on(LocalDate date) {
    return place.get().map(this::daylight).orElseGet(Daylight::unknown).on(date);
  }

  private Daylight daylight(Place where) {
    Known last = known;
    if (last == null || !last.place().equals(where)) {
      last = new Known(where, Daylight.over(where.latitude(), where.longitude(), zone));
      known = last;
    }
    return last.daylight();
  }
}
