package io.lares.habits.learn;

import io.lares.home.Value;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest settings of one signal by one person. Contexts that make a difference part them, as a
 * regression tree does; what is left together is estimated robustly.
 */
final class Liking {
  private static final int MOST = 64;
  private static final int LEAST_PART = 4;
  private static final int LATEST = 24;
  private static final int RUN = 4;

  private final List<Setting> settings = new ArrayList<>();
  private final List<Short> people = new ArrayList<>();
  private final List<Split> splits;
  private Instant lastSet = Instant.MIN;

  /**
   * Makes one that knows nothing.
   *
   * @param splits the contexts that may make a difference
   */
  Liking(List<Split> splits) {
    this.splits = splits;
  }

  /**
   * A value in its context.
   *
   * @param minute of the day
   */
  record Setting(Value value, LocalDate date, int minute) {
    boolean weekend() {
      return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    double number() {
      return value instanceof Value.Num(double number) ? number : Double.NaN;
    }
  }

  /**
   * What is liked.
   *
   * @param when the context in words; empty for always
   */
  record Estimate(Value value, double spread, int observations, String when) {}

  private record Part(List<Setting> settings, String when) {}

  record Split(String yes, String no, Predicate<Setting> test) {}

  Instant lastSet() {
    return lastSet;
  }

  int size() {
    return settings.size();
  }

  void add(Setting setting, short person, Instant time, boolean again) {
    lastSet = time;
    if (again && !settings.isEmpty()) {
      settings.removeLast();
      people.removeLast();
    }
    settings.add(setting);
    people.add(person);
    if (settings.size() > MOST) {
      settings.removeFirst();
      people.removeFirst();
    }
  }

  void forget(short person) {
    for (int i = settings.size() - 1; i >= 0; i--) {
      if (people.get(i) == person) {
        settings.remove(i);
        people.remove(i);
      }
    }
  }

  Estimate at(Setting context) {
    Part part = new Part(List.copyOf(settings), "");
    for (int depth = 0; depth < 3; depth++) {
      Split split = split(part.settings());
      if (split == null) {
        break;
      }
      part = part(part, split, split.test().test(context));
    }
    return estimate(part);
  }

  List<Estimate> all() {
    List<Estimate> result = new ArrayList<>();
    collect(new Part(List.copyOf(settings), ""), 0, result);
    return result;
  }

  private void collect(Part part, int depth, List<Estimate> result) {
    Split split = depth < 3 ? split(part.settings()) : null;
    if (split == null) {
      result.add(estimate(part));
      return;
    }
    collect(part(part, split, true), depth + 1, result);
    collect(part(part, split, false), depth + 1, result);
  }

  private static Part part(Part whole, Split split, boolean yes) {
    String words = yes ? split.yes() : split.no();
    return new Part(
        whole.settings().stream().filter(s -> split.test().test(s) == yes).toList(),
        whole.when().isEmpty() ? words : whole.when() + ", " + words);
  }

  private @Nullable Split split(List<Setting> settings) {
    int n = settings.size();
    if (n < 2 * LEAST_PART) {
      return null;
    }
    double whole = cost(settings);
    double bestGain = 2.5 * Math.log(n);
    Split best = null;
    for (Split each : splits) {
      List<Setting> yes = settings.stream().filter(each.test()).toList();
      if (yes.size() < LEAST_PART || n - yes.size() < LEAST_PART) {
        continue;
      }
      List<Setting> no = settings.stream().filter(each.test().negate()).toList();
      double gain = n * Math.log((whole + 1e-3 * n) / (cost(yes) + cost(no) + 1e-3 * n));
      if (gain > bestGain) {
        bestGain = gain;
        best = each;
      }
    }
    return best;
  }

  static List<Split> splits(Daylight daylight) {
    List<Split> splits = new ArrayList<>();
    splits.add(new Split("after dark", "by daylight", s -> daylight.on(s.date()).dark(s.minute())));
    splits.add(new Split("at weekends", "on weekdays", Setting::weekend));
    for (int from = 0; from < 24; from += 2) {
      for (int length = 4; length <= 12; length += 2) {
        int begin = from * 60;
        int minutes = length * 60;
        int until = (from + length) % 24;
        splits.add(
            new Split(
                words(from, until),
                words(until, from),
                s -> Math.floorMod(s.minute() - begin, 1440) < minutes));
      }
    }
    return splits;
  }

  private static String words(int from, int until) {
    return String.format(java.util.Locale.ROOT, "between %02d:00 and %02d:00", from, until);
  }

  /** How far the values lie apart: from their median, or how many are not the commonest. */
  private static double cost(List<Setting> settings) {
    double[] numbers = numbers(settings);
    if (numbers.length == settings.size()) {
      double middle = Robust.median(numbers);
      return Arrays.stream(numbers).map(v -> Math.abs(v - middle)).sum();
    }
    return settings.size() - commonest(settings).getValue();
  }

  private static double[] numbers(List<Setting> settings) {
    return settings.stream().mapToDouble(Setting::number).filter(v -> !Double.isNaN(v)).toArray();
  }

  private static Map.Entry<Value, Integer> commonest(List<Setting> settings) {
    Map<Value, Integer> counts = new HashMap<>();
    settings.forEach(s -> counts.merge(s.value(), 1, Integer::sum));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
  }

  private static Estimate estimate(Part part) {
    List<Setting> latest =
        part.settings()
            .subList(Math.max(0, part.settings().size() - LATEST), part.settings().size());
    double[] numbers = numbers(latest);
    if (numbers.length < latest.size()) {
      return new Estimate(commonest(latest).getKey(), 0, latest.size(), part.when());
    }
    double[] used = sinceTheTurn(numbers);
    double location = Robust.location(used);
    return new Estimate(
        Value.of(Math.round(location * 10) / 10.0),
        Robust.deviation(used),
        used.length,
        part.when());
  }

  /**
   * The values since the liking changed: a run of latest ones that all lie off the earlier ones.
   */
  private static double[] sinceTheTurn(double[] values) {
    for (int begin = RUN; begin <= values.length - RUN; begin++) {
      double[] before = Arrays.copyOfRange(values, 0, begin);
      double[] after = Arrays.copyOfRange(values, begin, values.length);
      double middle = Robust.median(before);
      double reach = 3 * Math.max(Robust.deviation(before), Math.abs(middle) * 0.02 + 0.05);
      boolean above = Arrays.stream(after).allMatch(v -> v > middle + reach);
      boolean below = Arrays.stream(after).allMatch(v -> v < middle - reach);
      if (above || below) {
        return after;
      }
    }
    return values;
  }
}
