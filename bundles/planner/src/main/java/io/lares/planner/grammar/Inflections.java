package io.lares.planner.grammar;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The verbs that inflected words may come of, by the endings that a language lists. */
final class Inflections {
  private static final int SHORTEST_STEM = 3;

  private final List<String> endings = new ArrayList<>();
  private final List<String> bases = new ArrayList<>(List.of(""));

  Inflections(LanguagePack pack) {
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      if (phrase.section().equals("own.ending")) {
        endings.add(phrase.text());
      } else if (phrase.section().equals("own.base")) {
        bases.add(phrase.text());
      }
    }
  }

  /** Dispense of dispenses and dispensing, stir of stirring. */
  Set<String> of(String word) {
    Set<String> verbs = new LinkedHashSet<>();
    for (String ending : endings) {
      int end = word.length() - ending.length();
      if (!word.endsWith(ending) || end < SHORTEST_STEM) {
        continue;
      }
      String stem = word.substring(0, end);
      bases.forEach(base -> verbs.add(stem + base));
      if (stem.charAt(end - 1) == stem.charAt(end - 2)) {
        verbs.add(stem.substring(0, end - 1));
      }
    }
    return verbs;
  }
}
