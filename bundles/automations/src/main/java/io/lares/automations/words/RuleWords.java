package io.lares.automations.words;

import io.lares.automations.Automation;
import io.lares.automations.During;
import io.lares.automations.Trigger;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Condition;
import io.lares.planner.Step;
import io.lares.planner.Wording;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts rules into words of one language. */
final class RuleWords {
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** A cron expression for one time on one day of each month. */
  private static final Pattern MONTHLY =
      Pattern.compile("(?<minute>\\d+) (?<hour>\\d+) (?<day>\\d+) \\* \\*");

  private static final Value HOME = Value.of("home");
  private static final Value AWAY = Value.of("away");

  private final Phrasebook book;
  private final Wording wording;
  private final Locale locale;

  RuleWords(Phrasebook book, Wording wording) {
    this.book = book;
    this.wording = wording;
    this.locale = book.locale();
  }

  String rule(Automation rule) {
    String when = book.list("or", rule.triggers().stream().map(this::trigger).toList());
    List<String> only = new ArrayList<>();
    if (!(rule.condition() instanceof Condition.All all && all.conditions().isEmpty())) {
      only.add(condition(rule.condition()));
    }
    if (!rule.during().isEmpty()) {
      only.add(book.list("or", rule.during().stream().map(this::during).toList()));
    }
    String deeds = steps(rule.steps());
    return only.isEmpty()
        ? book.say("rule", when, deeds)
        : book.say("rule.if", when, deeds, book.list("and", only));
  }

  String trigger(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Becomes becomes -> {
        Value to = becomes.to();
        Value from = becomes.from();
        String what =
            to == null
                ? from == null
                    ? book.say("on.changes", wording.name(becomes.device(), locale))
                    : isNot(
                        new Condition.Is(
                            becomes.device(), becomes.attribute(), Condition.Test.NOT_EQUAL, from))
                : wording.state(becomes.device(), becomes.attribute(), to, locale);
        yield book.say("on.becomes", held(what, becomes.hold()));
      }
      case Trigger.Crosses crosses ->
          held(
              book.say(
                  crosses.above() ? "on.above" : "on.below",
                  wording.name(crosses.device(), locale),
                  wording.value(
                      crosses.device(), crosses.attribute(), Value.of(crosses.limit()), locale)),
              crosses.hold());
      case Trigger.Happens happens -> happens(happens);
      case Trigger.Presence presence -> {
        DeviceId person = presence.person();
        String key = "on." + presence.move().name().toLowerCase(Locale.ROOT);
        yield person == null ? book.say(key + ".any") : book.say(key, wording.name(person, locale));
      }
      case Trigger.Nears nears -> {
        DeviceId who = nears.who();
        String time = wording.duration(nears.within(), locale);
        yield who == null
            ? book.say("on.nears.any", time)
            : book.say("on.nears", wording.name(who, locale), time);
      }
      case Trigger.At at -> book.say("on.at", days(at.days()), time(at.time()));
      case Trigger.Cron cron -> cron(cron.expression());
      case Trigger.Sun sun -> book.say("on.sun", days(sun.days()), sun(sun.event(), sun.offset()));
      case Trigger.Start start -> book.say("on.start");
    };
  }

  private String cron(String expression) {
    Matcher monthly = MONTHLY.matcher(expression);
    return monthly.matches()
        ? book.say(
            "on.month",
            monthly.group("day"),
            time(
                LocalTime.of(
                    Integer.parseInt(monthly.group("hour")),
                    Integer.parseInt(monthly.group("minute")))))
        : book.say("on.cron", expression);
  }

  private String happens(Trigger.Happens happens) {
    String name = wording.name(happens.device(), locale);
    if (happens.attribute().capability().equals("Scene")) {
      return book.say("on.scene", name);
    }
    Value value = happens.value();
    boolean button = happens.attribute().equals(Vocabulary.SWITCH_PRESSED);
    return value == null
        ? book.say(button ? "on.button.any" : "on.happens.any", name, happens.attribute())
        : book.say(button ? "on.button" : "on.happens", name, value, happens.attribute());
  }

  private String held(String what, Duration hold) {
    return hold.isZero() ? what : book.say("on.held", what, wording.duration(hold, locale));
  }

  private String during(During part) {
    if (part.from().equals(part.to())) {
      return book.say("during.days", days(part.days()));
    }
    return book.say("during", days(part.days()), edge(part.from()), edge(part.to())).strip();
  }

  private String edge(During.Edge edge) {
    return switch (edge) {
      case During.Edge.At at -> time(at.time());
      case During.Edge.Sun sun -> sun(sun.event(), sun.offset());
    };
  }

  private String sun(Trigger.SunEvent event, Duration offset) {
    String name = book.say("sun." + event.name().toLowerCase(Locale.ROOT));
    return offset.isZero()
        ? name
        : book.say(
            offset.isNegative() ? "sun.before" : "sun.after",
            wording.duration(offset.abs(), locale),
            name);
  }

  static String time(LocalTime time) {
    return time.format(time.getSecond() == 0 ? SHORT : LONG);
  }

  private String days(Set<DayOfWeek> days) {
    if (days.equals(DAILY)) {
      return book.say("days.daily");
    }
    if (days.equals(WEEKDAYS)) {
      return book.say("days.weekdays");
    }
    if (days.equals(WEEKEND)) {
      return book.say("days.weekend");
    }
    return book.say(
        "days.some",
        book.list(
            "and",
            days.stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.FULL, locale))
                .toList()));
  }

  String condition(Condition condition) {
    return switch (condition) {
      case Condition.Is is -> is(is);
      case Condition.All all when all.conditions().isEmpty() -> book.say("if.always");
      case Condition.All all ->
          book.list("and", all.conditions().stream().map(this::condition).toList());
      case Condition.Any any ->
          book.list("or", any.conditions().stream().map(this::condition).toList());
      case Condition.Not not -> opposite(not.condition());
    };
  }

  private String is(Condition.Is is) {
    return switch (is.test()) {
      case EQUAL -> wording.state(is.device(), is.attribute(), is.value(), locale);
      case NOT_EQUAL -> isNot(is);
      case ABOVE, BELOW ->
          book.say(
              is.test() == Condition.Test.ABOVE ? "if.above" : "if.below",
              wording.name(is.device(), locale),
              wording.value(is.device(), is.attribute(), is.value(), locale));
    };
  }

  private String isNot(Condition.Is is) {
    if (is.attribute().equals(Vocabulary.LOCATION) && is.value().equals(HOME)) {
      return wording.state(is.device(), is.attribute(), AWAY, locale);
    }
    return is.value() instanceof Value.Bool(boolean on)
        ? wording.state(is.device(), is.attribute(), Value.of(!on), locale)
        : book.say("if.not", wording.state(is.device(), is.attribute(), is.value(), locale));
  }

  /** What is not so, said as what is so where that can be. */
  private String opposite(Condition condition) {
    return switch (condition) {
      case Condition.Is is ->
          switch (is.test()) {
            case EQUAL -> isNot(is);
            case NOT_EQUAL -> wording.state(is.device(), is.attribute(), is.value(), locale);
            case ABOVE, BELOW -> book.say("if.not", is(is));
          };
      case Condition.All all ->
          book.list("or", all.conditions().stream().map(this::opposite).toList());
      case Condition.Any any ->
          book.list("and", any.conditions().stream().map(this::opposite).toList());
      case Condition.Not not -> condition(not.condition());
    };
  }

  String steps(List<Step> steps) {
    return book.list(
        "then", steps.stream().map(this::step).filter(each -> !each.isEmpty()).toList());
  }

  private String step(Step step) {
    return switch (step) {
      case Step.Act act -> {
        String wish = wording.wish(act.commands(), locale);
        Duration over =
            act.commands().stream()
                .map(command -> command.transition())
                .filter(each -> each != null && !each.isZero())
                .findFirst()
                .orElse(null);
        String text = wish.isEmpty() ? act.words() : wish;
        yield over == null ? text : book.say("do.over", text, wording.duration(over, locale));
      }
      case Step.AsLiked liked -> book.say("do.liked", wording.wish(liked.commands(), locale));
      case Step.Wait wait -> book.say("do.wait", wording.duration(wait.time(), locale));
      case Step.When when ->
          when.otherwise().isEmpty()
              ? book.say("do.when", condition(when.condition()), steps(when.then()))
              : book.say(
                  "do.otherwise",
                  condition(when.condition()),
                  steps(when.then()),
                  steps(when.otherwise()));
      case Step.Parallel parallel ->
          book.list("and", parallel.steps().stream().map(this::step).toList());
      case Step.Message message -> book.say("do.message", message.text());
      case Step.StartTimer timer ->
          timer.command().isEmpty()
              ? book.say("do.timer", wording.duration(timer.length(), locale))
              : book.say("do.later", wording.duration(timer.length(), locale), timer.command());
      default -> step.words();
    };
  }
}
