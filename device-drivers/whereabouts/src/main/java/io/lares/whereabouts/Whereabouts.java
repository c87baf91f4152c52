package io.lares.whereabouts;

import io.lares.driver.DriverHost;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Place;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one device is in relation to the home: at home or away, how far, how long until it is home.
 * For the session's thread.
 */
final class Whereabouts {
  static final String HOME = "home";
  static final String AWAY = "not_home";

  /** What a device with whereabouts shows. */
  static final List<Attribute> ATTRIBUTES =
      List.of(
          Objects.requireNonNull(Vocabulary.attribute(Vocabulary.LOCATION)),
          Objects.requireNonNull(Vocabulary.attribute(Vocabulary.DISTANCE)),
          Objects.requireNonNull(Vocabulary.attribute(Vocabulary.TRAVEL_TIME)),
          Objects.requireNonNull(Vocabulary.attribute(Vocabulary.HOMEWARD)));

  /** A fix that may be further off than this does not bring anybody home, in metres. */
  private static final double COARSE = 2_000;

  private static final Duration FUTURE = Duration.ofMinutes(2);

  private final DriverHost host;
  private final String device;
  private final double radius;
  private final Paces paces;
  private final Approach approach;
  private @Nullable Fix last;
  private @Nullable Place home;
  private String location = "";
  private String region = "";

  /**
   * Makes one.
   *
   * @param radius of the home, in metres
   * @param paces of earlier ways home
   */
  Whereabouts(DriverHost host, String device, double radius, Paces paces) {
    this.paces = paces;
    this.approach = new Approach(paces.of(device));
    this.host = host;
    this.device = device;
    this.radius = radius;
  }

  /**
   * It is there now; older news than the last is left out.
   *
   * @param regions the named places that it says it is in
   */
  void at(Fix told, List<String> regions, Instant now) {
    Fix before = last;
    Fix fix =
        told.time().isAfter(now.plus(FUTURE)) ? new Fix(told.place(), told.accuracy(), now) : told;
    if (before != null && fix.time().isBefore(before.time())) {
      return;
    }
    last = fix;
    region = regions.isEmpty() ? "" : regions.getFirst();
    tell(fix, now);
  }

  /** It has come into a named place, or left it, before it tells where it is. */
  void crossed(String name, boolean entered) {
    region = entered ? name : "";
    if (name.equalsIgnoreCase(HOME)) {
      located(entered ? HOME : AWAY);
    } else if (!location.equals(HOME)) {
      located(entered ? name : AWAY);
    }
  }

  /** Looks again: where the home is may have been said, or nothing was heard for long. */
  void look(Instant now) {
    Fix fix = last;
    if (fix == null) {
      return;
    }
    if (!Objects.equals(home, host.place().orElse(null))) {
      approach.restart();
      tell(fix, now);
    } else if (approach.homeward()
        && Duration.between(fix.time(), now).compareTo(Approach.SILENCE) > 0) {
      approach.restart();
      show(Vocabulary.HOMEWARD, Value.of(false));
    }
  }

  private void tell(Fix fix, Instant now) {
    Optional<Place> place = host.place();
    home = place.orElse(null);
    if (place.isEmpty()) {
      located(region.isEmpty() ? location : region.equalsIgnoreCase(HOME) ? HOME : region);
      return;
    }
    double distance = fix.place().metresTo(place.get());
    boolean wasHome = location.equals(HOME);
    // The phone may draw the home wider. Whoever was at home has left only when even the best case
    // lies outside.
    boolean isHome =
        region.equalsIgnoreCase(HOME) && distance < COARSE
            || atHome(distance, fix.accuracy(), wasHome);
    boolean current = Duration.between(fix.time(), now).compareTo(Approach.SILENCE) < 0;
    if (isHome) {
      if (approach.arrived()) {
        paces.keep(device, approach.paces());
      }
    } else if (current) {
      approach.at(distance, fix.accuracy(), fix.time());
    }
    located(isHome ? HOME : region.isEmpty() || region.equalsIgnoreCase(HOME) ? AWAY : region);
    double kilometres = isHome ? 0 : distance / 1000;
    show(
        Vocabulary.DISTANCE,
        Value.of(kilometres < 10 ? Math.round(kilometres * 10) / 10.0 : Math.round(kilometres)));
    long minutes = isHome ? 0 : Math.max(1, Math.round(approach.from(distance).toSeconds() / 60.0));
    show(Vocabulary.TRAVEL_TIME, Value.of(minutes));
    show(Vocabulary.HOMEWARD, Value.of(!isHome && current && approach.homeward()));
  }

  private boolean atHome(double distance, double accuracy, boolean was) {
    if (was) {
      return distance - accuracy <= radius;
    }
    return accuracy <= COARSE && distance <= radius + Math.min(accuracy, radius);
  }

  private void located(String where) {
    if (!where.isEmpty()) {
      location = where;
      show(Vocabulary.LOCATION, Value.of(where));
    }
  }

  private void show(AttributeId attribute, Value value) {
    host.observe(device, attribute, value);
  }
}
