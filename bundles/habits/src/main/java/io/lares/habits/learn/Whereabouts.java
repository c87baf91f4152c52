package io.lares.habits.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the people who do things are out. Nobody says whose phone is whose: it is the one that is at
 * home when its owner does something.
 */
final class Whereabouts {
  /** Now and then something is done from afar. */
  private static final double MOSTLY_HOME = 0.8;

  /** How much better a phone has to tell when somebody does things than chance; in nats. */
  private static final double ENOUGH = 6;

  private static final int AWAKE_FROM = 3 * 3600 + 1800;
  private static final int AWAKE_UNTIL = 20 * 3600 + 1800;

  private final Timeline line;
  private final Map<Integer, Absence> byPerson = new HashMap<>();

  /**
   * Times at which somebody is out, in order.
   *
   * @param from seconds since 1970
   * @param until seconds since 1970
   */
  record Absence(long[] from, long[] until) {
    static final Absence NEVER = new Absence(new long[0], new long[0]);

    private static Absence of(List<long[]> times) {
      return new Absence(
          times.stream().mapToLong(t -> t[0]).toArray(),
          times.stream().mapToLong(t -> t[1]).toArray());
    }

    boolean at(long second) {
      int low = 0;
      int high = from.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (from[middle] <= second) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low > 0 && second < until[low - 1];
    }

    /** When both are out. */
    private Absence and(Absence other) {
      List<long[]> both = new ArrayList<>();
      int j = 0;
      for (int i = 0; i < from.length; i++) {
        while (j < other.from.length && other.until[j] <= from[i]) {
          j++;
        }
        for (int k = j; k < other.from.length && other.from[k] < until[i]; k++) {
          both.add(
              new long[] {Math.max(from[i], other.from[k]), Math.min(until[i], other.until[k])});
        }
      }
      return of(both);
    }
  }

  Whereabouts(Timeline line) {
    this.line = line;
    List<Absence> phones =
        line.tokens.stream()
            .map(Token::signal)
            .filter(signal -> signal != null && signal.attribute().equals(Presence.LOCATION))
            .distinct()
            .map(this::absence)
            .toList();
    if (phones.isEmpty()) {
      return;
    }
    Map<Integer, List<Long>> acts = new HashMap<>();
    for (int e = 0; e < line.log.size(); e++) {
      if (line.byPerson(e) && line.tokens.get(line.log.tokens()[e]).act()) {
        acts.computeIfAbsent((int) line.log.actors()[e], ignored -> new ArrayList<>())
            .add((long) line.log.seconds()[e]);
      }
    }
    Absence all = phones.stream().reduce(Absence::and).orElse(Absence.NEVER);
    List<Absence> some = new ArrayList<>(phones);
    some.add(all);
    acts.forEach((person, seconds) -> {
      List<Absence> choices = person == EventLog.NOBODY ? List.of(all) : some;
      Absence best = Absence.NEVER;
      double most = ENOUGH;
      for (Absence choice : choices) {
        double gain = gain(choice, seconds);
        if (gain > most) {
          most = gain;
          best = choice;
        }
      }
      byPerson.put(person, best);
    });
  }

  /** When somebody is out; never where that is not known. */
  Absence of(int person) {
    return byPerson.getOrDefault(person, Absence.NEVER);
  }

  private Absence absence(Signal phone) {
    List<long[]> times = new ArrayList<>();
    long since = -1;
    for (int event : line.events(phone)) {
      var value = line.tokens.get(line.log.tokens()[event]).value();
      boolean home = value != null && Presence.home(value);
      long second = line.log.seconds()[event];
      if (!home && since < 0) {
        since = second;
      } else if (home && since >= 0) {
        times.add(new long[] {since, second});
        since = -1;
      }
    }
    if (since >= 0) {
      times.add(new long[] {since, line.begins[line.days()]});
    }
    return Absence.of(times);
  }

  /** How much better who is at home is known to act than chance has it; in nats. */
  private double gain(Absence absence, List<Long> acts) {
    long out = acts.stream().filter(absence::at).count();
    double home = (acts.size() - out + 0.5) / (acts.size() + 1);
    double chance = 1 - share(absence);
    if (home < MOSTLY_HOME || home < chance) {
      return 0;
    }
    return (acts.size() - out) * Math.log(home / chance)
        + out * Math.log((1 - home) / (1 - chance));
  }

  /** For which part of people's waking hours they are out. */
  private double share(Absence absence) {
    double out = 0;
    int days = line.days();
    int i = 0;
    for (int d = 0; d < days; d++) {
      long begin = line.begins[d] + AWAKE_FROM;
      long end = line.begins[d] + AWAKE_UNTIL;
      while (i < absence.from().length && absence.until()[i] <= begin) {
        i++;
      }
      for (int k = i; k < absence.from().length && absence.from()[k] < end; k++) {
        out += Math.min(end, absence.until()[k]) - Math.max(begin, absence.from()[k]);
      }
    }
    return (out + 1) / (days * (double) (AWAKE_UNTIL - AWAKE_FROM) + 2);
  }
}
