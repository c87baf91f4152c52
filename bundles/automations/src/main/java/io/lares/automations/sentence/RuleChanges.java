package io.lares.automations.sentence;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.planner.Request;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** "Move the rule about the blinds to half past seven": another time for a rule that is there. */
public final class RuleChanges {
  private final List<TimePhrases> languages = TimePhrases.all();
  private final RulesMeant meant;

  /**
   * Makes one.
   *
   * @param words a rule in words of a language
   */
  public RuleChanges(BiFunction<Automation, Locale, String> words) {
    this.meant = new RulesMeant(words);
  }

  /**
   * The triggers of a rule at the time that a sentence wants for it; empty where it is no such
   * sentence, or there is no such rule.
   *
   * @throws IllegalArgumentException where several rules may be meant, or the one that is meant has
   *     no time, in words for people
   */
  public Optional<Changed> of(Request request, Collection<Automation> rules) {
    for (TimePhrases phrases : languages) {
      for (TimePhrases.Phrase change : phrases.of("change")) {
        String said = phrases.trimmed(request.text().replaceAll("[.!。！]+$", ""));
        Matcher matcher = change.pattern().matcher(phrases.plain(said));
        if (matcher.matches()) {
          String time = said.substring(matcher.start("time"), matcher.end("time"));
          Trigger at = Recurrence.alone(time, phrases);
          at = at == null ? Recurrence.alone(phrases.at(time), phrases) : at;
          List<Automation> found =
              meant.by(matcher.group("which"), request.language(), rules, phrases);
          if (at != null && !found.isEmpty()) {
            Automation rule = RulesMeant.one(found, phrases);
            return Optional.of(changed(rule, at, daysSaid(time, phrases), phrases));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** A rule, and the triggers that it is to have instead of its own. */
  public record Changed(Automation rule, List<Trigger> triggers) {}

  private static Changed changed(Automation rule, Trigger at, boolean days, TimePhrases phrases) {
    List<Trigger> triggers = new ArrayList<>();
    for (Trigger each : rule.triggers()) {
      if (!(each instanceof Trigger.OfTime)) {
        triggers.add(each);
      } else {
        Trigger instead = days ? at : on(days(each), at);
        if (!triggers.contains(instead)) {
          triggers.add(instead);
        }
      }
    }
    if (triggers.equals(rule.triggers())
        && rule.triggers().stream().noneMatch(Trigger.OfTime.class::isInstance)) {
      throw new IllegalArgumentException(phrases.told("timeless", rule.name()));
    }
    return new Changed(rule, triggers);
  }

  private static boolean daysSaid(String time, TimePhrases phrases) {
    return phrases.of("days").stream()
        .anyMatch(phrase -> phrase.pattern().matcher(phrases.plain(time)).find());
  }

  private static Set<DayOfWeek> days(Trigger trigger) {
    return switch (trigger) {
      case Trigger.At at -> at.days();
      case Trigger.Sun sun -> sun.days();
      default -> Set.of(DayOfWeek.values());
    };
  }

  private static Trigger on(Set<DayOfWeek> days, Trigger trigger) {
    return switch (trigger) {
      case Trigger.At at -> new Trigger.At(at.time(), days);
      case Trigger.Sun sun -> new Trigger.Sun(sun.event(), sun.offset(), days);
      default -> trigger;
    };
  }
}
