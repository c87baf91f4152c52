package io.lares.automations.words;

import io.lares.automations.Automation;
import io.lares.automations.Trace;
import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.planner.Step;
import io.lares.planner.Turn;
import io.lares.planner.Wording;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules in words, and why things are as they are. */
public final class Reasons {
  private final List<Phrasebook> books = Phrasebook.all();
  private final Wording wording;
  private final Clock clock;
  private final Function<String, @Nullable Automation> rules;
  private final Supplier<Home> home;

  /**
   * Makes one.
   *
   * @param clock also says in which zone the home is
   * @param rules finds a rule by its id
   */
  public Reasons(
      Wording wording,
      Clock clock,
      Function<String, @Nullable Automation> rules,
      Supplier<Home> home) {
    this.wording = wording;
    this.clock = clock;
    this.rules = rules;
    this.home = home;
  }

  private Phrasebook book(Locale language) {
    return books.stream()
        .filter(book -> book.locale().getLanguage().equals(language.getLanguage()))
        .findFirst()
        .orElse(books.getFirst());
  }

  /** A rule in words. */
  public String rule(Automation rule, Locale language) {
    return new RuleWords(book(language), wording).rule(rule);
  }

  /** What came of a trigger, in a sentence. */
  public String told(Trace trace, Locale language) {
    Phrasebook book = book(language);
    String key = "told." + trace.result().name().toLowerCase(Locale.ROOT);
    if (trace.result() == Trace.Result.CONDITION_NOT_MET && !trace.seen().isEmpty()) {
      key += ".seen";
    }
    List<Step.HeldBack> held = HeldBack.of(trace.turn());
    String told =
        book.say(
            key,
            name(trace.automation()),
            time(trace.time(), book),
            reason(trace, book),
            time(trace.due(), book),
            trace.count(),
            String.join(" → ", trace.chain().stream().map(this::name).toList()),
            seen(trace, book));
    return held.isEmpty() ? told : book.say("and.then", told, heldBack(held, book));
  }

  /** What was held back of a run, and for whom, in sentences; empty for nothing. */
  public String heldBack(Turn turn, Locale language) {
    return heldBack(HeldBack.of(turn), book(language));
  }

  private String heldBack(List<Step.HeldBack> held, Phrasebook book) {
    return new HeldBack(book, wording, home.get(), this::time).words(held);
  }

  /** Why a run of a rule left a device as it was. */
  public String leftOut(Trace trace, DeviceId device, Locale language) {
    Phrasebook book = book(language);
    return book.say(
        "why.left",
        name(trace.automation()),
        time(trace.time(), book),
        heldBack(HeldBack.about(trace.turn(), device), book));
  }

  private String seen(Trace trace, Phrasebook book) {
    return book.list(
        "and",
        trace.seen().stream()
            .map(seen -> {
              Value value = seen.value();
              return value == null
                  ? book.say("seen.unknown", wording.name(seen.device(), book.locale()))
                  : wording.state(seen.device(), seen.attribute(), value, book.locale());
            })
            .toList());
  }

  private String name(String automation) {
    Automation rule = rules.apply(automation);
    return rule == null ? automation : rule.name();
  }

  private String reason(Trace trace, Phrasebook book) {
    Automation rule = rules.apply(trace.automation());
    if (trace.trigger() < 0) {
      return book.say("because.hand");
    }
    if (rule == null || trace.trigger() >= rule.triggers().size()) {
      return book.say("because.gone");
    }
    Trigger trigger = rule.triggers().get(trace.trigger());
    return trigger instanceof Trigger.At || trigger instanceof Trigger.Cron
        ? book.say("because.time", time(trace.due(), book))
        : book.say("because", new RuleWords(book, wording).trigger(trigger));
  }

  /** Nobody has seen it change. */
  public String unseen(DeviceId device, Locale language) {
    Phrasebook book = book(language);
    return book.say("why.unseen", wording.name(device, book.locale()));
  }

  /** Somebody asked for it of whom nothing is known any more. */
  public String bySomebody(
      DeviceId device, AttributeId attribute, Value value, Instant time, Locale language) {
    Phrasebook book = book(language);
    return book.say("why.somebody", state(device, attribute, value, book), time(time, book));
  }

  /** It changed by itself, or by hand. */
  public String byItself(
      DeviceId device, AttributeId attribute, Value value, Instant time, Locale language) {
    Phrasebook book = book(language);
    return book.say("why.itself", state(device, attribute, value, book), time(time, book));
  }

  /**
   * Somebody asked for it.
   *
   * @param trace the run, where an automation did and it is still remembered
   * @param who the person's name; an automation's or scene's id
   */
  public String asked(
      DeviceId device,
      AttributeId attribute,
      Value value,
      Instant time,
      Actor actor,
      String who,
      String text,
      @Nullable Trace trace,
      Locale language) {
    Phrasebook book = book(language);
    String state = state(device, attribute, value, book);
    String when = time(time, book);
    return switch (actor.kind()) {
      case AUTOMATION ->
          trace == null
              ? book.say("why.automation", state, when, text.isEmpty() ? name(who) : text)
              : ran(device, state, when, trace, book);
      case SCENE -> book.say("why.scene", state, when, text.isEmpty() ? who : text);
      case PERSON ->
          text.isEmpty()
              ? book.say("why.tap", state, when, who)
              : book.say("why.said", state, when, who, text);
      case SYSTEM -> book.say("why.hub", state, when, text.isEmpty() ? who : text);
    };
  }

  private String ran(DeviceId device, String state, String when, Trace trace, Phrasebook book) {
    String ran =
        book.say(
            trace.seen().isEmpty() ? "why.run" : "why.run.seen",
            state,
            when,
            name(trace.automation()),
            reason(trace, book),
            seen(trace, book));
    List<Step.HeldBack> held = HeldBack.about(trace.turn(), device);
    return held.isEmpty() ? ran : book.say("and.then", ran, heldBack(held, book));
  }

  private String state(DeviceId device, AttributeId attribute, Value value, Phrasebook book) {
    return wording.state(device, attribute, value, book.locale());
  }

  private String time(Instant instant, Phrasebook book) {
    ZonedDateTime time = instant.atZone(clock.getZone());
    String ofDay = RuleWords.time(time.toLocalTime().withNano(0).withSecond(0));
    return time.toLocalDate().equals(ZonedDateTime.now(clock).toLocalDate())
        ? ofDay
        : book.say(
            "time.on",
            time.format(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(book.locale())),
            ofDay);
  }
}
