package io.lares.automations.internal;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.engine.Engine;
import io.lares.automations.words.Reasons;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.kernel.HomeRegistry;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.store.Journal;
import io.lares.store.JournalEntry;
import io.lares.store.JournalQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds in the journal why an attribute is as it is: what was changed last, and who wished it. */
final class Why {
  private static final int PAGE = 500;

  /** A device that reports more without the attribute among it is not looked at further. */
  private static final int MOST_PAGES = 40;

  private final Journal journal;
  private final Engine engine;
  private final Reasons reasons;
  private final HomeRegistry registry;
  private final Supplier<Collection<Automation>> rules;

  Why(
      Journal journal,
      Engine engine,
      Reasons reasons,
      HomeRegistry registry,
      Supplier<Collection<Automation>> rules) {
    this.rules = rules;
    this.journal = journal;
    this.engine = engine;
    this.reasons = reasons;
    this.registry = registry;
  }

  String why(DeviceId device, AttributeId attribute, Locale language) {
    JournalEntry.Changed changed = lastChange(device, attribute);
    Optional<Trace> left = leftOut(device, changed == null ? Instant.MIN : changed.time());
    if (left.isPresent()) {
      return reasons.leftOut(left.get(), device, language);
    }
    if (changed == null) {
      return reasons.unseen(device, language);
    }
    String intent = changed.intent();
    if (intent == null) {
      return reasons.byItself(device, attribute, changed.after(), changed.time(), language);
    }
    JournalEntry.Asked asked = asked(intent);
    if (asked == null) {
      return reasons.bySomebody(device, attribute, changed.after(), changed.time(), language);
    }
    Actor actor = asked.actor();
    Trace trace = actor.kind() == Actor.Kind.AUTOMATION ? engine.trace(actor.id(), intent) : null;
    return reasons.asked(
        device,
        attribute,
        changed.after(),
        changed.time(),
        actor,
        name(actor),
        asked.text(),
        trace,
        language);
  }

  /** The latest run that was to do something with a device and left it out, after a moment. */
  private Optional<Trace> leftOut(DeviceId device, Instant after) {
    return rules.get().stream()
        .filter(rule -> sends(rule.steps(), device))
        .flatMap(rule -> engine.traces(rule.id()).stream())
        .filter(trace -> trace.time().isAfter(after) && leavesOut(trace.turn(), device))
        .max(Comparator.comparing(Trace::time));
  }

  private static boolean sends(List<Step> steps, DeviceId device) {
    return steps.stream()
        .anyMatch(step ->
            step.sends().stream().anyMatch(command -> command.device().equals(device))
                || sends(step.inner(), device));
  }

  private static boolean leavesOut(@Nullable Turn turn, DeviceId device) {
    return turn != null
        && turn.plan().all().stream()
            .anyMatch(step ->
                step instanceof Step.HeldBack held
                    && held.left().stream().anyMatch(command -> command.device().equals(device)));
  }

  private JournalEntry.@Nullable Changed lastChange(DeviceId device, AttributeId attribute) {
    Long before = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Journal.JournalRow> rows =
          journal.find(new JournalQuery(device, null, null, null, null, before, PAGE));
      for (Journal.JournalRow row : rows) {
        if (row.entry() instanceof JournalEntry.Changed changed
            && changed.attribute().equals(attribute)) {
          return changed;
        }
      }
      if (rows.size() < PAGE) {
        return null;
      }
      before = rows.getLast().id();
    }
    return null;
  }

  private JournalEntry.@Nullable Asked asked(String intent) {
    return journal.find(new JournalQuery(null, null, intent, null, null, null, 1_000)).stream()
        .map(Journal.JournalRow::entry)
        .filter(JournalEntry.Asked.class::isInstance)
        .map(JournalEntry.Asked.class::cast)
        .findFirst()
        .orElse(null);
  }

  private String name(Actor actor) {
    Home home = registry.home();
    Person person =
        actor.kind() == Actor.Kind.PERSON ? home.person(new PersonId(actor.id())) : null;
    return person == null ? actor.id() : person.name();
  }
}
