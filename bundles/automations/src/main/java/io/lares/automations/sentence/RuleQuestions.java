package io.lares.automations.sentence;

import io.lares.automations.Automation;
import io.lares.planner.Request;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** "Which rules are there?", "what do you do by yourself?". */
public final class RuleQuestions {
  /** So many are said; the page has the rest. */
  private static final int MOST = 6;

  private final List<TimePhrases> languages = TimePhrases.all();
  private final BiFunction<Automation, Locale, String> words;

  /**
   * Makes one.
   *
   * @param words a rule in words of a language
   */
  public RuleQuestions(BiFunction<Automation, Locale, String> words) {
    this.words = words;
  }

  /** All rules in words; empty where nobody asks for them. */
  public Optional<String> answer(Request request, Collection<Automation> rules) {
    for (TimePhrases phrases : languages) {
      String said = phrases.trimmed(request.text().replaceAll("[.!?。！？]+$", ""));
      if (phrases.whole("which-rules", said)) {
        return Optional.of(answer(rules, phrases));
      }
    }
    return Optional.empty();
  }

  private String answer(Collection<Automation> rules, TimePhrases phrases) {
    if (rules.isEmpty()) {
      return phrases.told("rules-none", "");
    }
    String all =
        rules.stream()
            .limit(MOST)
            .map(rule -> told(rule, phrases))
            .collect(Collectors.joining(phrases.spaced() ? "; " : "；"));
    String known = phrases.told("rules-are", all);
    return rules.size() <= MOST
        ? known
        : known + phrases.told("rules-more", String.valueOf(rules.size() - MOST));
  }

  /** As it was said, or else in words of its own. */
  private String told(Automation rule, TimePhrases phrases) {
    String said = rule.origin().words();
    String own = said.isBlank() ? words.apply(rule, phrases.locale()) : "“" + said + "”";
    String bare = own.replaceAll("[.。]+$", "");
    return rule.enabled() ? bare : phrases.told("rule-paused", bare);
  }
}
