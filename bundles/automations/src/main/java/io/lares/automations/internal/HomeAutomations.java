package io.lares.automations.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lares.automations.Automation;
import io.lares.automations.Automations;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.automations.engine.Admission;
import io.lares.automations.engine.Engine;
import io.lares.automations.engine.Recorder;
import io.lares.automations.keep.RuleFile;
import io.lares.automations.keep.RuleNotation;
import io.lares.automations.keep.SettingsMemory;
import io.lares.automations.time.Moments;
import io.lares.automations.words.Reasons;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Place;
import io.lares.kernel.Intent;
import io.lares.kernel.Kernel;
import io.lares.planner.Executor;
import io.lares.planner.Turn;
import io.lares.planner.Wording;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import io.lares.store.Settings;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The automations of one home: kept, followed, explained. */
public final class HomeAutomations implements Automations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HomeAutomations.class);
  private static final String PLACE = "home/place";
  private static final String ZONE = "home/zone";

  private final Kernel kernel;
  private final Settings settings;
  private final HomeClock clock;
  private final Rules rules;
  private final Recorder recorder;
  private final Engine engine;
  private final Reasons reasons;
  private final Why why;
  private final RuleFile file = new RuleFile();

  /** Held while rules change, so that the store and the engine agree. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile @Nullable Place place;

  /**
   * Makes them and begins to follow what is kept; the caller closes it.
   *
   * @param machine in whose zone the home is until somebody says another
   * @param nanos a clock that nobody sets
   */
  public HomeAutomations(
      Kernel kernel,
      Executor executor,
      Wording wording,
      Settings settings,
      Journal journal,
      Clock machine,
      LongSupplier nanos) {
    this.kernel = kernel;
    this.settings = settings;
    this.clock = new HomeClock(machine);
    readPlace();
    this.rules = new Rules(settings);
    this.reasons = new Reasons(wording, clock, rules::find, kernel.registry()::home);
    this.recorder = new JournalRecorder(journal);
    this.engine =
        new Engine(
            kernel,
            new RuleRuns(
                executor, kernel.registry()::home, rules::find, this::begun, this::heldBack),
            new SettingsMemory(settings),
            recorder,
            () -> place,
            clock,
            nanos);
    this.why = new Why(journal, engine, reasons, kernel.registry(), rules::all);
    engine.open(rules.all());
  }

  private @Nullable Trace begun(String rule, String run) {
    return engine.trace(rule, run);
  }

  private void heldBack(Turn turn) {
    recorder.noted(
        clock.instant(), turn.request().text() + ": " + reasons.heldBack(turn, Locale.ENGLISH));
  }

  private record JournalRecorder(Journal journal) implements Recorder {
    @Override
    public void began(Instant time, Intent intent) {
      journal.append(
          new JournalEntry.Asked(time, intent.id(), intent.actor(), intent.text(), null));
    }

    @Override
    public void noted(Instant time, String message) {
      LOG.info("{}", message);
      journal.append(new JournalEntry.Noted(time, "automations", message));
    }
  }

  private void readPlace() {
    try {
      settings
          .get(PLACE)
          .map(RuleNotation::tree)
          .ifPresent(node ->
              at(
                  new Place(
                      node.path("latitude").asDouble(Double.NaN),
                      node.path("longitude").asDouble(Double.NaN))));
      settings.get(ZONE).map(ZoneId::of).ifPresent(clock::zone);
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.warn("Where the home is can't be read; say it again on the settings page", e);
    }
  }

  private void at(Place where) {
    place = where;
    kernel.drivers().live(where);
  }

  /** Begins to look at the clock. */
  public void tick() {
    engine.tick();
  }

  /** For tests that move the clock. */
  Engine engine() {
    return engine;
  }

  @Override
  public List<Automation> all() {
    return rules.byName();
  }

  @Override
  public Optional<Automation> find(String id) {
    return Optional.ofNullable(rules.find(id));
  }

  private Inspection inspection() {
    return new Inspection(kernel.registry().home(), clock.getZone(), place);
  }

  @Override
  public void save(Automation automation) {
    inspection().check(automation);
    changing.lock();
    try {
      if (rules.find(automation.id()) == null && rules.all().size() >= MOST) {
        throw new IllegalArgumentException(
            "There are " + MOST + " automations already: remove some first");
      }
      rules.put(automation);
      engine.put(automation);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public boolean remove(String id) {
    changing.lock();
    try {
      boolean there = rules.remove(id);
      if (there) {
        engine.remove(id);
      }
      return there;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public boolean enable(String id, boolean on) {
    changing.lock();
    try {
      Automation rule = rules.find(id);
      if (rule != null && rule.enabled() != on) {
        rules.put(rule.enabled(on));
        engine.put(rule.enabled(on));
      }
      return rule != null;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public boolean run(String id, Actor by) {
    return engine.run(id, by);
  }

  @Override
  public DryRun dryRun(Automation automation, Locale language) {
    Inspection inspection = inspection();
    inspection.check(automation);
    Instant now = clock.instant();
    Optional<Instant> next =
        automation.triggers().stream()
            .filter(Trigger.OfTime.class::isInstance)
            .flatMap(trigger ->
                Moments.of((Trigger.OfTime) trigger, clock.getZone(), place).after(now).stream())
            .min(Comparator.naturalOrder());
    return new DryRun(
        Admission.holds(automation, kernel.state(), now, clock.getZone(), place),
        Admission.seen(automation.condition(), kernel.state()),
        next,
        words(automation, language),
        inspection.missing(automation));
  }

  @Override
  public List<Trace> traces(String id) {
    return engine.traces(id);
  }

  @Override
  public String why(DeviceId device, AttributeId attribute, Locale language) {
    return why.why(device, attribute, language);
  }

  @Override
  public String told(Trace trace, Locale language) {
    return reasons.told(trace, language);
  }

  @Override
  public String words(Automation automation, Locale language) {
    return reasons.rule(automation, language);
  }

  @Override
  public String written(Automation automation) {
    return file.writeOne(automation);
  }

  @Override
  public Automation read(String text, Automation.Origin origin) {
    return file.readOne(text, origin);
  }

  @Override
  public String exported() {
    return file.write(all());
  }

  @Override
  public int imported(String yaml, Actor by) {
    List<Automation> read = file.read(yaml, new Automation.Origin(by, false, Locale.ENGLISH, ""));
    Inspection inspection = inspection();
    for (Automation rule : read) {
      try {
        inspection.check(rule);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(rule.name() + ": " + e.getMessage(), e);
      }
    }
    changing.lock();
    try {
      long more = read.stream().filter(rule -> rules.find(rule.id()) == null).count();
      if (rules.all().size() + more > MOST) {
        throw new IllegalArgumentException("There may be at most " + MOST + " automations");
      }
      read.forEach(this::save);
    } finally {
      changing.unlock();
    }
    return read.size();
  }

  @Override
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  @Override
  public ZoneId zone() {
    return clock.getZone();
  }

  @Override
  public void live(Place where, ZoneId zone) {
    changing.lock();
    try {
      JsonNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("latitude", where.latitude())
              .put("longitude", where.longitude());
      settings.put(PLACE, node.toString());
      settings.put(ZONE, zone.getId());
      at(where);
      clock.zone(zone);
      rules.all().stream()
          .filter(rule -> rule.triggers().stream().anyMatch(Trigger.OfTime.class::isInstance))
          .forEach(engine::put);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
