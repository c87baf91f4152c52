package io.lares.bench;

import io.lares.habits.Routine;
import io.lares.habits.learn.Learner;
import io.lares.habits.learn.Learner.Happening;
import io.lares.habits.next.Evaluation;
import io.lares.home.Actor;
import io.lares.household.HouseholdSimulator;
import io.lares.household.Nature;
import io.lares.kernel.Change;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What it costs to learn a year of a busy home, what is found of households whose habits are known,
 * and how well the next action is foretold beside simple ways to do it.
 */
final class HabitsBench implements Bench.Benchmark {
  private static final int YEAR = 365;

  /** So that a year has about two million changes. */
  private static final int REPORTS_A_DAY = 4_700;

  private static final int CHANGES = 2_000_000;
  private static final int LATER_DAYS = 40;

  private static final int HOMES = 5;
  private static final int SESSION = 9;
  private static final String LEARNED = "learned";

  @Override
  public Report run(Workplace workplace) throws Exception {
    Report report = new Report("habits");
    learn(workplace, report);
    workplace.say("households whose habits are known");
    KnownHouseholds.measure(report);
    foretell(workplace, report);
    return report
        .note(
            "A change is timed by itself while routines are looked for on another thread without"
                + " pause; the longest have a garbage collection in them.")
        .note(
            "Recall is of all routines, those included that were never done; what could be seen was"
                + " done "
                + KnownHouseholds.DONE
                + " times or more and at 65 % of its cues.")
        .note(
            "What changed is looked at two weeks later: of the old ones those that were done four"
                + " times or more before, of the new ones those that were done so often since.");
  }

  /** Times each change. */
  private static final class Timed {
    private final Learner learner;
    private final long[] nanos;
    private int count;
    private long sum;

    Timed(Learner learner, int most) {
      this.learner = learner;
      this.nanos = new long[most];
    }

    void accept(Change change) {
      Happening happening = Happening.of(change);
      long begin = System.nanoTime();
      learner.accept(happening);
      long took = System.nanoTime() - begin;
      sum += took;
      if (count < nanos.length) {
        nanos[count] = took;
      }
      count++;
    }

    double at(double share) {
      long[] sorted = Arrays.copyOf(nanos, Math.min(count, nanos.length));
      Arrays.sort(sorted);
      return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))] / 1e6;
    }
  }

  private static void learn(Workplace workplace, Report report) throws Exception {
    workplace.say("a year of a busy home");
    Nature nature = Nature.STEADY.reporting(REPORTS_A_DAY);
    HouseholdSimulator household = new HouseholdSimulator(KnownHouseholds.FIRST_SEED, nature);
    Learner learner = KnownHouseholds.learner(household);
    long before = used();
    Timed year = new Timed(learner, 0);
    household.run(KnownHouseholds.BEGIN, YEAR, year::accept);
    double megabytes = (used() - before) / 1e6;
    Instant end = KnownHouseholds.over(KnownHouseholds.BEGIN.plusDays(YEAR), nature.zone());
    long began = System.nanoTime();
    List<Routine> routines = learner.routines(end);
    double search = (System.nanoTime() - began) / 1e6;
    report
        .atLeast("changes", "changes of a year", year.count, "", CHANGES)
        .atMost("seconds", "learned in", year.sum / 1e9, "s", 60)
        .atMost("memory", "what was learned takes", megabytes, "MB", 200)
        .figure("routines", "routines that hold", routines.size(), "")
        .figure("search", "a search for routines (in the background)", search, "ms");

    workplace.say("changes while routines are looked for");
    AtomicBoolean over = new AtomicBoolean();
    Thread searching =
        Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .start(() -> {
              while (!over.get()) {
                learner.routines(end);
              }
            });
    Timed later = new Timed(learner, LATER_DAYS * 2 * REPORTS_A_DAY);
    long collections = collections();
    HouseholdSimulator more = new HouseholdSimulator(KnownHouseholds.FIRST_SEED, nature);
    more.run(KnownHouseholds.BEGIN.plusDays(YEAR), LATER_DAYS, later::accept);
    collections = collections() - collections;
    over.set(true);
    searching.join();
    report
        .figure("change_p50", "a change: p50", later.at(0.5), "ms")
        .atMost("change_p99", "a change: p99", later.at(0.99), "ms", 1)
        .atMost("change_p9999", "a change: p99.99", later.at(0.9999), "ms", 1)
        .figure("change_max", "a change: longest of " + later.count, later.at(1), "ms")
        .figure("collections", "garbage collections meanwhile", collections, "");
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** The acts of people in the order in which they were done, cut into sessions. */
  private static void foretell(Workplace workplace, Report report)
      throws IOException, InterruptedException {
    Map<String, Double> map1 = new LinkedHashMap<>();
    double map5 = 0;
    int foretold = 0;
    for (int home = 0; home < HOMES; home++) {
      workplace.say("next actions of home " + (home + 1) + " of " + HOMES);
      Path folder = workplace.temp("sessions-" + home);
      Map<String, StringBuilder> files = new HashMap<>();
      sessions(KnownHouseholds.FIRST_SEED + home, files);
      for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      Evaluation evaluation =
          Evaluation.of(
              folder.resolve("train"),
              folder.resolve("valid"),
              folder.resolve("test"),
              workplace::say);
      foretold += evaluation.test();
      for (Evaluation.Line line : evaluation.lines()) {
        map1.merge(line.name(), line.score().map1() / HOMES, Double::sum);
        map5 += line.name().equals(LEARNED) ? line.score().map5() / HOMES : 0;
      }
    }
    double best =
        map1.entrySet().stream()
            .filter(line -> !line.getKey().equals(LEARNED))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElse(0);
    map1.forEach((name, value) -> {
      String key = "map1_" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
      String label = "next action, mAP@1: " + name;
      if (name.equals(LEARNED)) {
        report.atLeast(key, label, value, "", best);
      } else {
        report.figure(key, label, value, "");
      }
    });
    report
        .figure("map5_learned", "next action, mAP@5: learned", map5, "")
        .figure("foretold", "sessions that were foretold", foretold, "");
  }

  private static void sessions(long seed, Map<String, StringBuilder> files) {
    HouseholdSimulator household = new HouseholdSimulator(seed, Nature.STEADY);
    ZoneId zone = household.nature().zone();
    Map<String, Integer> devices = new HashMap<>();
    Map<String, Integer> controls = new HashMap<>();
    List<String> actions = new ArrayList<>();
    household.run(
        KnownHouseholds.BEGIN,
        YEAR,
        change -> {
          var cause = change.cause();
          if (cause != null && cause.actor().kind() == Actor.Kind.PERSON) {
            ZonedDateTime time = change.time().atZone(zone);
            String control = change.attribute() + " " + change.after();
            int device =
                devices.computeIfAbsent(change.device().value(), ignored -> devices.size());
            int id =
                controls.computeIfAbsent(
                    change.device() + " " + control.replaceAll("[0-9.]+$", ""),
                    ignored -> controls.size());
            actions.add(
                "%d\t%d\t%d\t%d\t%d"
                    .formatted(
                        time.getDayOfWeek().getValue() - 1,
                        time.getHour() / 3,
                        device,
                        id % 16,
                        id));
          }
        });
    int whole = actions.size() / SESSION;
    for (int i = 0; i < whole; i++) {
      String file = i < whole * 0.7 ? "train" : i < whole * 0.8 ? "valid" : "test";
      files
          .computeIfAbsent(file, ignored -> new StringBuilder())
          .append(String.join("\t", actions.subList(i * SESSION, (i + 1) * SESSION)))
          .append('\n');
    }
  }
}
