package io.lares.habits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lares.home.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SunOfHomeTest {
  private static final LocalDate MIDSUMMER = LocalDate.of(2026, 6, 21);

  @Test
  void theSunIsKnownAsSoonAsThePlaceIsAndMovesWithIt() {
    SunOfHome sun = new SunOfHome(ZoneId.of("Europe/Berlin"));
    assertThat(sun.on(MIDSUMMER).set()).isNaN();
    AtomicReference<Place> place = new AtomicReference<>();
    sun.over(() -> Optional.ofNullable(place.get()));
    assertThat(sun.on(MIDSUMMER).set()).isNaN();
    place.set(new Place(52.5, 13.4));
    assertThat(sun.on(MIDSUMMER).set()).isCloseTo(21 * 60 + 33, within(3.0));
    place.set(new Place(48.1, 11.6));
    assertThat(sun.on(MIDSUMMER).set()).isCloseTo(21 * 60 + 17, within(3.0));
  }
}
