package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phrases with what they mean and what it costs to read them so: a language's and a home's. */
final class PhraseBook {
  /** The meanings of a phrase and what it costs to read it so. */
  record Entry(List<Word> words, double cost) {}

  /** The cost of a word that means what it says. */
  static final double WORD = 1;

  private static final double FOREIGN = 1.6;

  /** Where letters and Han signs meet, with what stands between them for {@code _}. */
  private static final String MIXED = "(?<=\\p{IsHan})_(?=[a-z0-9])|(?<=[a-z0-9])_(?=\\p{IsHan})";

  private static final Pattern APART = Pattern.compile(MIXED.replace("_", " "));
  private static final Pattern TOGETHER = Pattern.compile(MIXED.replace("_", ""));

  private final PackWords pack;
  private final List<PackWords> others;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<Character, Integer> longest = new HashMap<>();
  private final Set<String> nominalWords = new HashSet<>();
  private final Map<String, Set<String>> before = new HashMap<>();
  private final Map<String, Set<String>> behind = new HashMap<>();

  /**
   * Makes one.
   *
   * @param all all languages: people mix them
   */
  PhraseBook(PackWords pack, List<PackWords> all) {
    this.pack = pack;
    this.others = all.stream().filter(other -> other != pack).toList();
    nominalWords.addAll(pack.nominalWords());
    for (LanguagePack.Phrase phrase : pack.pack().phrases()) {
      if (!phrase.text().isEmpty()) {
        lengthen(phrase.text());
      }
    }
    for (PackWords other : others) {
      for (LanguagePack.Phrase phrase : other.pack().phrases()) {
        if (foreign(phrase.text())) {
          lengthen(phrase.text());
        }
      }
    }
  }

  private void lengthen(String text) {
    longest.merge(text.charAt(0), text.length(), Math::max);
  }

  /** What a phrase means, or null. */
  @Nullable Entry get(String phrase) {
    Entry entry = entries.get(phrase);
    if (entry != null) {
      return entry;
    }
    List<Word> words = pack.get(phrase);
    if (!words.isEmpty()) {
      return new Entry(words, WORD);
    }
    for (PackWords other : foreign(phrase) ? others : List.<PackWords>of()) {
      List<Word> theirs = other.get(phrase);
      if (!theirs.isEmpty()) {
        return new Entry(theirs, FOREIGN);
      }
    }
    return null;
  }

  /** What this home has added to a phrase, or null. */
  @Nullable Entry own(String phrase) {
    return entries.get(phrase);
  }

  /** True for a text in a script that this language is not written in. */
  private boolean foreign(String text) {
    return !text.isEmpty()
        && Character.isLetter(text.charAt(0))
        && Segmenter.latin(text.charAt(0)) != pack.pack().spaced();
  }

  /** Adds a meaning to a phrase; of several costs the least counts. */
  void add(String text, Word word, double cost) {
    Entry known = entries.get(text);
    if (known == null) {
      List<Word> words = new ArrayList<>(pack.get(text));
      known = new Entry(words, words.isEmpty() ? cost : Math.min(cost, WORD));
    }
    List<Word> words = known.words();
    boolean merged = false;
    for (Word other : words) {
      if (other instanceof Word.Described described
          && word instanceof Word.Described more
          && described.partly() == more.partly()) {
        described.attributes().addAll(more.attributes());
        merged = true;
      }
      if (other instanceof Word.Place place && word instanceof Word.Place more) {
        Set<AreaId> both = new LinkedHashSet<>(place.areas());
        both.addAll(more.areas());
        words.set(words.indexOf(other), new Word.Place(both, place.name()));
        merged = true;
        break;
      }
    }
    if (!merged && !words.contains(word)) {
      words.add(word);
    }
    entries.put(text, new Entry(words, Math.min(known.cost(), cost)));
    lengthen(text);
  }

  /** Keeps the words of a name, so that slips in them can be put right. */
  void remember(String text) {
    for (String word : text.split(" ")) {
      nominalWords.add(word);
      if (Character.isDigit(word.isEmpty() ? ' ' : word.charAt(word.length() - 1))) {
        nominalWords.add(word.replaceAll("[0-9]+$", ""));
      }
    }
  }

  /** Keeps which words stand beside which in names. */
  void beside(String text) {
    String[] words = text.split(" ");
    for (int i = 1; i < words.length; i++) {
      before.computeIfAbsent(words[i], ignored -> new LinkedHashSet<>()).add(words[i - 1]);
      behind.computeIfAbsent(words[i - 1], ignored -> new LinkedHashSet<>()).add(words[i]);
    }
  }

  /** The words that names have right before a word. */
  Set<String> before(String word) {
    return before.getOrDefault(word, Set.of());
  }

  /** The words that names have right behind a word. */
  Set<String> behind(String word) {
    return behind.getOrDefault(word, Set.of());
  }

  int longest(char first) {
    return longest.getOrDefault(first, 0);
  }

  /** Words that name things; a slip in them may be put right. */
  Set<String> nominalWords() {
    return nominalWords;
  }

  boolean knows(String word) {
    return nominalWords.contains(word)
        || entries.containsKey(word)
        || pack.otherWords().contains(word)
        || pack.frames().knows(word);
  }

  /** "iMac 插座" and "iMac插座" are the same. */
  static Set<String> scripts(String text) {
    Set<String> other = new LinkedHashSet<>();
    other.add(APART.matcher(text).replaceAll(""));
    other.add(TOGETHER.matcher(text).replaceAll(" "));
    other.remove(text);
    return other;
  }
}
