package io.lares.automations.sentence;

import io.lares.automations.Automation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Which of the rules that are there a person speaks of. */
final class RulesMeant {
  private static final int SHORTEST_WORD = 3;

  private final BiFunction<Automation, Locale, String> words;

  /**
   * Makes one.
   *
   * @param words a rule in words of a language
   */
  RulesMeant(BiFunction<Automation, Locale, String> words) {
    this.words = words;
  }

  /** The rules whose name or words hold all that was said of them. */
  List<Automation> by(
      String which, Locale language, Collection<Automation> rules, TimePhrases phrases) {
    List<String> said = said(which, phrases);
    return said.isEmpty()
        ? List.of()
        : rules.stream()
            .filter(rule -> {
              String all = rule.name() + " " + words.apply(rule, language);
              String plain = phrases.plain(all.toLowerCase(Locale.ROOT));
              return said.stream().allMatch(plain::contains);
            })
            .toList();
  }

  /** Words where a language has spaces, else its characters; what stands in digits stays whole. */
  private static List<String> said(String which, TimePhrases phrases) {
    String lower = which.toLowerCase(Locale.ROOT);
    return phrases.spaced()
        ? Arrays.stream(lower.split("[^\\p{L}\\d]+"))
            .filter(word -> word.length() >= SHORTEST_WORD && !phrases.is("filler", word))
            .toList()
        : Arrays.stream(lower.split("(?<=\\p{IsHan})|(?=\\p{IsHan})|[^\\p{L}\\d]+"))
            .filter(part -> !part.isBlank() && !phrases.is("filler", part))
            .toList();
  }

  /**
   * The only one.
   *
   * @throws IllegalArgumentException where there are several, with their names
   */
  static Automation one(List<Automation> found, TimePhrases phrases) {
    if (found.size() > 1) {
      throw new IllegalArgumentException(phrases.told("several", names(found)));
    }
    return found.getFirst();
  }

  /** The rules' names, in quotation marks. */
  static String names(Collection<Automation> rules) {
    return rules.stream().map(rule -> "“" + rule.name() + "”").collect(Collectors.joining(", "));
  }
}
