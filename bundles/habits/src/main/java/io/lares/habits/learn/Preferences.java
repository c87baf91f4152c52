package io.lares.habits.learn;

import io.lares.habits.Preference;
import io.lares.home.PersonId;
import io.lares.home.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The values that people set, the latest few of each signal, and the liking that they show. */
final class Preferences {
  private static final int FEWEST = 3;
  private static final int EVERYBODY = -1;

  private final ZoneId zone;
  private final List<Liking.Split> splits;
  private final Map<Key, Liking> likings = new HashMap<>();

  private record Key(int person, Signal signal) {}

  Preferences(ZoneId zone, Daylight daylight) {
    this.zone = zone;
    splits = Liking.splits(daylight);
  }

  /**
   * Takes a value that somebody set.
   *
   * @param again true where it takes the place of the one before, as while a slider is dragged
   */
  void settle(Signal signal, short person, Value value, Instant time, boolean again) {
    if (person < EventLog.NOBODY || value instanceof Value.Bool) {
      return;
    }
    Liking.Setting setting = setting(value, time);
    liking(EVERYBODY, signal).add(setting, person, time, again);
    if (person >= 0) {
      liking(person, signal).add(setting, person, time, again);
    }
  }

  boolean setSince(short person, Signal signal, Instant since) {
    Liking liking = likings.get(new Key(person, signal));
    return liking != null && liking.lastSet().isAfter(since);
  }

  private Liking liking(int person, Signal signal) {
    return likings.computeIfAbsent(new Key(person, signal), ignored -> new Liking(splits));
  }

  private Liking.Setting setting(Value value, Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, zone);
    return new Liking.Setting(value, local.toLocalDate(), local.toLocalTime().toSecondOfDay() / 60);
  }

  Optional<Preference> preferred(@Nullable PersonId person, int number, Signal signal, Instant at) {
    Liking.Setting context = setting(Value.Bool.TRUE, at);
    Liking own = number < 0 ? null : likings.get(new Key(number, signal));
    if (own != null && own.size() >= FEWEST) {
      return Optional.of(preference(person, signal, own.at(context), Preference.Source.PERSON));
    }
    Liking all = likings.get(new Key(EVERYBODY, signal));
    return all == null || all.size() < FEWEST
        ? Optional.empty()
        : Optional.of(preference(null, signal, all.at(context), Preference.Source.HOUSEHOLD));
  }

  List<Preference> all(IntFunction<@Nullable PersonId> people) {
    List<Preference> result = new ArrayList<>();
    likings.forEach((key, liking) -> {
      if (liking.size() >= FEWEST) {
        PersonId person = people.apply(key.person());
        for (Liking.Estimate each : liking.all()) {
          result.add(
              preference(
                  person,
                  key.signal(),
                  each,
                  person == null ? Preference.Source.HOUSEHOLD : Preference.Source.PERSON));
        }
      }
    });
    return result;
  }

  void forget(short person) {
    likings.keySet().removeIf(key -> key.person() == person);
    likings.forEach((key, liking) -> liking.forget(person));
    likings.values().removeIf(liking -> liking.size() == 0);
  }

  private static Preference preference(
      @Nullable PersonId person,
      Signal signal,
      Liking.Estimate estimate,
      Preference.Source source) {
    return new Preference(
        person,
        signal.device(),
        signal.attribute(),
        estimate.value(),
        estimate.spread(),
        estimate.observations(),
        estimate.when(),
        source);
  }
}
