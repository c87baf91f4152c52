package io.lares.automations.sentence;

import io.lares.automations.Automation;
import io.lares.home.Person;
import io.lares.planner.Request;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;

/** "Pause the rule about the blinds", "delete the rule for the hall lamp". */
public final class RuleOrders {
  /** So many names are enough to go on with. */
  private static final int MOST_NAMES = 5;

  /** What becomes of a rule that is there. */
  public enum Order {
    PAUSE,
    RESUME,
    END
  }

  /**
   * An order that was understood.
   *
   * @param rules at least one
   * @param question what to ask first; empty for a pause, which asks nothing
   * @param done what to say once it is so
   */
  public record Given(Order order, List<Automation> rules, String question, String done) {
    public Given {
      rules = List.copyOf(rules);
    }
  }

  private final List<TimePhrases> languages = TimePhrases.all();
  private final RulesMeant meant;

  /**
   * Makes one.
   *
   * @param words a rule in words of a language
   */
  public RuleOrders(BiFunction<Automation, Locale, String> words) {
    this.meant = new RulesMeant(words);
  }

  /**
   * What a sentence orders of the rules that are there; empty where it orders nothing of them.
   *
   * @throws IllegalArgumentException where no rule or several rules may be meant, or a guest says
   *     it, in words for people
   */
  public Optional<Given> of(Request request, Collection<Automation> rules) {
    for (TimePhrases phrases : languages) {
      String said =
          phrases.plain(phrases.trimmed(request.text().replaceAll("[.!。！]+$", "").strip()));
      for (Order order : Order.values()) {
        String kind = order.name().toLowerCase(Locale.ROOT);
        if (phrases.whole(kind + "-all", said)) {
          return Optional.of(given(order, List.copyOf(rules), rules, request, phrases));
        }
        for (TimePhrases.Phrase phrase : phrases.of(kind)) {
          Matcher matcher = phrase.pattern().matcher(said);
          if (matcher.matches()) {
            List<Automation> found =
                meant.by(matcher.group("which"), request.language(), rules, phrases);
            List<Automation> one =
                found.isEmpty() ? found : List.of(RulesMeant.one(found, phrases));
            return Optional.of(given(order, one, rules, request, phrases));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Given given(
      Order order,
      List<Automation> found,
      Collection<Automation> all,
      Request request,
      TimePhrases phrases) {
    if (request.speaker().role() == Person.Role.GUEST) {
      throw new IllegalArgumentException(phrases.told("guests", ""));
    }
    if (found.isEmpty()) {
      String there = RulesMeant.names(all.stream().limit(MOST_NAMES).toList());
      throw new IllegalArgumentException(
          phrases.told(all.isEmpty() ? "no-rules" : "no-such-rule", there));
    }
    String names = RulesMeant.names(found);
    String kind = order.name().toLowerCase(Locale.ROOT);
    String question = order == Order.PAUSE ? "" : phrases.told(kind + "-question", names);
    return new Given(order, found, question, phrases.told(kind + "-done", names));
  }
}
