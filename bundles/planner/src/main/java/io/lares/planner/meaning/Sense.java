package io.lares.planner.meaning;

import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.language.LanguageException;
import io.lares.language.MeaningIndex;
import io.lares.language.SentenceEncoder;
import io.lares.language.SentenceVector;
import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** One language's book, as vectors of one encoder. Safe from any thread. */
final class Sense {
  private static final int HOMES = 8;
  private static final int MOST_NAMES = 300;
  private static final int MOST_PURPOSES = 12;

  private final SentenceEncoder encoder;
  private final LanguagePack pack;
  private final WishTable table = WishTable.load();
  private final WishBook book;
  private final WishBook.Levels levels;
  private final MeaningIndex<String> wishes;
  private final MeaningIndex<Meant> vocabulary;
  private final Map<Home, Named> homes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Home, Named> eldest) {
          return size() > HOMES;
        }
      };

  /**
   * What an unusual word may stand for.
   *
   * @param text what the grammar understands instead
   * @param verb true where it says what to do
   */
  record Meant(String section, String text, boolean verb) {}

  /**
   * The names of a home: of its devices as words, of its scenes as wishes, and what is for what.
   */
  private record Named(
      MeaningIndex<Meant> words,
      Map<String, MeaningIndex.Match<String>> scenes,
      MeaningIndex<Purpose> purposes) {}

  private Sense(
      SentenceEncoder encoder,
      LanguagePack pack,
      WishBook book,
      WishBook.Levels levels,
      MeaningIndex<String> wishes,
      MeaningIndex<Meant> vocabulary) {
    this.encoder = encoder;
    this.pack = pack;
    this.book = book;
    this.levels = levels;
    this.wishes = wishes;
    this.vocabulary = vocabulary;
  }

  /** Encodes the book, which takes a second or so. */
  static Sense of(SentenceEncoder encoder, LanguagePack pack, WishBook book, WishBook.Levels levels)
      throws LanguageException, InterruptedException {
    return new Sense(
        new Remembering(encoder),
        pack,
        book,
        levels,
        MeaningIndex.of(encoder, book.phrases()),
        MeaningIndex.of(encoder, vocabulary(pack, book)));
  }

  /** The phrases of the pack that name kinds, features and what to do, with the book's own. */
  private static SequencedMap<Meant, List<String>> vocabulary(LanguagePack pack, WishBook book) {
    SequencedMap<String, List<String>> sections = new LinkedHashMap<>();
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      String section = phrase.section();
      boolean verb = section.startsWith("verb.");
      if (verb || section.startsWith("type.") || section.startsWith("feature.")) {
        sections.computeIfAbsent(section, ignored -> new ArrayList<>()).add(phrase.text());
      }
    }
    SequencedMap<Meant, List<String>> vocabulary = new LinkedHashMap<>();
    sections.forEach((section, phrases) -> {
      List<String> all = new ArrayList<>(phrases);
      all.addAll(book.words().getOrDefault(section, List.of()));
      vocabulary.put(
          new Meant(section, phrases.getFirst(), section.startsWith("verb.")), List.copyOf(all));
    });
    return vocabulary;
  }

  WishTable table() {
    return table;
  }

  WishBook book() {
    return book;
  }

  WishBook.Levels levels() {
    return levels;
  }

  /** True where a sentence speaks of another time. */
  boolean elsewhen(String sentence) {
    return mentions(plain(sentence), WishBook.ELSEWHEN);
  }

  /** True where one sentence denies what the other says: such sentences are near each other. */
  boolean contrary(String sentence, String other) {
    return denies(sentence) && !denies(other) && !halfDenies(other)
        || denies(other) && !denies(sentence) && !halfDenies(sentence);
  }

  private boolean denies(String sentence) {
    String text = plain(sentence);
    for (String only : book.marks().getOrDefault(WishBook.NO_DENIAL, List.of())) {
      text = text.replace(only, "");
    }
    return mentions(text, WishBook.DENIAL);
  }

  private boolean halfDenies(String sentence) {
    return mentions(plain(sentence), WishBook.HALF_DENIAL);
  }

  private boolean mentions(String text, String section) {
    return book.marks().getOrDefault(section, List.of()).stream()
        .anyMatch(word -> text.contains(pack.spaced() ? ' ' + word + ' ' : word));
  }

  private String plain(String sentence) {
    return ' ' + pack.form().of(sentence).replaceAll("[^\\p{L}\\p{N}']+", " ") + ' ';
  }

  /** The wishes nearest to a sentence. */
  List<MeaningIndex.Match<String>> wishes(String sentence, int most)
      throws LanguageException, InterruptedException {
    return wishes.nearest(vector(sentence), most);
  }

  /** What a word most likely stands for in a home. */
  List<MeaningIndex.Match<Meant>> words(String word, Home home)
      throws LanguageException, InterruptedException {
    SentenceVector vector = vector(word);
    return Stream.concat(
            vocabulary.nearest(vector, 3).stream(), named(home).words().nearest(vector, 3).stream())
        .sorted(Comparator.comparingDouble((MeaningIndex.Match<Meant> m) -> m.cosine()).reversed())
        .toList();
  }

  /** What in a home may be for what a sentence is about, the nearest first. */
  List<MeaningIndex.Match<Purpose>> purposes(String sentence, Home home)
      throws LanguageException, InterruptedException {
    return named(home).purposes().nearest(vector(sentence), MOST_PURPOSES);
  }

  private SentenceVector vector(String text) throws LanguageException, InterruptedException {
    return encoder.encode(List.of(pack.form().of(text))).getFirst();
  }

  /** True where a scene's or script's name is about a wish. */
  boolean about(String wish, Device scene, Home home)
      throws LanguageException, InterruptedException {
    MeaningIndex.Match<String> match = named(home).scenes().get(scene.id().value());
    return match != null && match.label().equals(wish) && match.cosine() >= levels.scene();
  }

  private Named named(Home home) throws LanguageException, InterruptedException {
    synchronized (homes) {
      Named known = homes.get(home);
      if (known != null) {
        return known;
      }
    }
    SequencedMap<Meant, List<String>> names = new LinkedHashMap<>();
    Map<String, MeaningIndex.Match<String>> scenes = new LinkedHashMap<>();
    for (Device device : home.devices()) {
      List<String> own = new ArrayList<>(List.of(pack.form().of(device.name())));
      device.aliases().forEach(alias -> own.add(pack.form().of(alias)));
      own.removeIf(String::isBlank);
      if (own.isEmpty()) {
        continue;
      }
      switch (device.type()) {
        case SCENE, SCRIPT -> {
          for (String name : own) {
            MeaningIndex.Match<String> match = wishes.nearest(vector(name), 1).getFirst();
            scenes.merge(device.id().value(), match, (a, b) -> a.cosine() >= b.cosine() ? a : b);
          }
        }
        case PERSON -> {}
        default -> {
          if (names.size() < MOST_NAMES) {
            names.putIfAbsent(new Meant("name", own.getFirst(), false), own);
          }
        }
      }
    }
    Named named =
        new Named(
            MeaningIndex.of(encoder, names),
            Map.copyOf(scenes),
            MeaningIndex.of(encoder, Purpose.of(home, pack)));
    synchronized (homes) {
      homes.put(home, named);
    }
    return named;
  }
}
