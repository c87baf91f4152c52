package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All phrases that mean something in one home, in one language. Immutable once built. */
final class Lexicon {
  /** Shorter words sound like too many others. */
  private static final int SHORTEST_SOUND = 3;

  private final Home home;
  private final PackWords pack;
  private final PhraseBook book;
  private final OwnTerms terms;
  private final OwnWords own;
  private final Map<DeviceId, String> spoken = new HashMap<>();
  private final Set<AreaId> outdoors = new HashSet<>();
  private final Map<String, Set<String>> sounding = new HashMap<>();

  /**
   * Makes one.
   *
   * @param all all languages: people mix them
   */
  Lexicon(Home home, PackWords pack, List<PackWords> all) {
    this.home = home;
    this.pack = pack;
    this.book = new PhraseBook(pack, all);
    this.terms = new OwnTerms(all);
    this.own = new OwnWords(home, pack);
    TextForm form = pack.pack().form();
    for (Area area : home.areas()) {
      if (pack.rooms().outdoor(form.of(area.name()))
          || area.aliases().stream().anyMatch(alias -> pack.rooms().outdoor(form.of(alias)))) {
        outdoors.add(area.id());
      }
    }
    new Places(home, pack, book).addAll();
    DeviceNames names = new DeviceNames(pack, book);
    DescribedWords described = new DescribedWords(pack, book);
    for (Device device : home.devices()) {
      names.add(device, device.name());
      device.aliases().forEach(alias -> names.add(device, alias));
      described.add(device);
      StringBuilder text = new StringBuilder(form.of(device.name()));
      device.aliases().forEach(alias -> text.append('|').append(form.of(alias)));
      spoken.put(device.id(), text.toString());
    }
    names.addCommon();
    described.addTold();
    names.addParts();
    book.nominalWords().forEach(this::sounding);
    for (LanguagePack.Phrase phrase : pack.pack().phrases()) {
      if (phrase.section().startsWith("type.") || phrase.section().startsWith("feature.")) {
        sounding(phrase.text());
      }
    }
  }

  private void sounding(String word) {
    boolean enough = word.length() >= (pack.pack().spaced() ? SHORTEST_SOUND : 2);
    String key = enough ? pack.pack().sound().of(word) : "";
    if (!key.isEmpty()) {
      sounding.computeIfAbsent(key, ignored -> new LinkedHashSet<>()).add(word);
    }
  }

  /** What a phrase means, or null. */
  PhraseBook.@Nullable Entry get(String phrase) {
    return book.get(phrase);
  }

  /** The length of the longest phrase that begins so. */
  int longest(char first) {
    return book.longest(first);
  }

  /** Words that name things; a slip in them may be put right. */
  Set<String> nominalWords() {
    return book.nominalWords();
  }

  boolean knows(String word) {
    return book.knows(word);
  }

  /** The words that names have right before a word. */
  Set<String> before(String word) {
    return book.before(word);
  }

  /** The words that names have right behind a word. */
  Set<String> behind(String word) {
    return book.behind(word);
  }

  /** The areas in the open air. */
  Set<AreaId> outdoors() {
    return outdoors;
  }

  /** The words for things that sound like this one. */
  Set<String> soundingLike(String word) {
    String key = pack.pack().sound().of(word);
    return key.isEmpty() ? Set.of() : sounding.getOrDefault(key, Set.of());
  }

  /** A device's name and aliases in compared form. */
  String spoken(Device device) {
    return spoken.getOrDefault(device.id(), "");
  }

  /** What makers call values and switches. */
  OwnTerms terms() {
    return terms;
  }

  /** The words that devices have for what is their own. */
  OwnWords own() {
    return own;
  }

  Home home() {
    return home;
  }

  PackWords pack() {
    return pack;
  }
}
