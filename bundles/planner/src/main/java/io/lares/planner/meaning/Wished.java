package io.lares.planner.meaning;

import io.lares.language.LanguageException;
import io.lares.language.MeaningIndex.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sentence may wish for.
 *
 * @param names wishes, the nearest first; only one where that one is near enough to act on
 */
record Wished(List<String> names, boolean confident) {
  static final Wished NOTHING = new Wished(List.of(), false);

  private static final int NEAREST = 4;

  Wished {
    names = List.copyOf(names);
  }

  /**
   * Nothing where the sentence is nearer to talk that is no wish, speaks of another time, or
   * denies.
   */
  static Wished of(Sense sense, String sentence) throws LanguageException, InterruptedException {
    if (sense.elsewhen(sentence)) {
      return NOTHING;
    }
    WishBook.Levels levels = sense.levels();
    List<Match<String>> near = sense.wishes(sentence.strip(), NEAREST);
    if (sense.contrary(sentence, near.getFirst().phrase())) {
      return NOTHING;
    }
    double best = near.getFirst().cosine();
    double other = -1;
    List<String> names = new ArrayList<>();
    for (Match<String> match : near) {
      if (match.label().equals(WishBook.OTHER)) {
        other = match.cosine();
      } else if (match.cosine() >= levels.ask()) {
        names.add(match.label());
      }
    }
    if (names.isEmpty() || best - other < levels.margin()) {
      return NOTHING;
    }
    boolean confident = best >= levels.act() && best - near.get(1).cosine() >= levels.margin();
    return new Wished(confident ? names.subList(0, 1) : names, confident);
  }
}
