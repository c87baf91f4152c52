package io.lares.planner.meaning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One language's part of the meaning tier: the resource {@code CODE.wishes}, whose first lines say
 * how it is written.
 *
 * @param phrases example sentences by wish; those of {@link #OTHER} are no wishes
 * @param means names of devices that help with a wish, by wish
 * @param words more words for sections of the language pack
 * @param marks lists of words by section: {@link #ELSEWHEN}, {@link #DENIAL}, {@link #HALF_DENIAL},
 *     {@link #NO_DENIAL}
 * @param levels by the encoder's name
 */
record WishBook(
    SequencedMap<String, List<String>> phrases,
    Map<String, String> sentences,
    Map<String, String> kinds,
    Map<String, List<String>> means,
    Map<String, List<String>> words,
    Map<String, List<String>> marks,
    Map<String, Levels> levels) {
  /** Words of sentences that speak of another time and so wish for nothing. */
  static final String ELSEWHEN = "elsewhen";

  /** Words that turn what a sentence says round. */
  static final String DENIAL = "denial";

  /** Words that say nearly the same as a denial: a sentence with them is near to either. */
  static final String HALF_DENIAL = "half-denial";

  /** What has such a word in it and does not. */
  static final String NO_DENIAL = "nodenial";

  /** The label of sentences that are no vague wishes. */
  static final String OTHER = "other";

  /**
   * From which cosine on something is believed, with one encoder.
   *
   * @param act from here on a wish may be acted on
   * @param ask from here on it may be asked about
   * @param margin by how much it must be nearer than the next to be acted on, and nearer than other
   *     talk to be asked about
   * @param scene from here on a scene's name is about a wish
   * @param purpose from here on a device's own words may be what a sentence is about
   */
  record Levels(
      double act, double ask, double margin, double scene, double purpose, WordLevels word) {}

  /**
   * The same for words that stand for a device or for what is to be done.
   *
   * @param verb what a verb needs for either, since a wrong one does harm
   * @param margin by how much it must be nearer than the next for either
   */
  record WordLevels(double act, double verb, double ask, double margin) {}

  /** The book of a language, or null where there is none. */
  static @Nullable WishBook load(String code) {
    String name = code + ".wishes";
    return Resource.exists(name) ? parse(Resource.lines(name)) : null;
  }

  private static WishBook parse(List<String> lines) {
    SequencedMap<String, List<String>> phrases = new LinkedHashMap<>();
    Map<String, String> sentences = new HashMap<>();
    Map<String, String> kinds = new HashMap<>();
    Map<String, List<String>> means = new HashMap<>();
    Map<String, List<String>> words = new HashMap<>();
    Map<String, List<String>> marks = new HashMap<>();
    Map<String, Map<String, Double>> numbers = new HashMap<>();
    String section = "";
    String argument = "";
    for (String line : lines) {
      if (line.startsWith("[")) {
        String head = line.substring(1, line.lastIndexOf(']'));
        int space = head.indexOf(' ');
        section = space < 0 ? head : head.substring(0, space);
        argument = space < 0 ? "" : head.substring(space + 1);
        continue;
      }
      switch (section) {
        case "wish" -> add(phrases, argument, line);
        case "other" -> add(phrases, OTHER, line);
        case "say" -> put(sentences, line);
        case "kind" -> put(kinds, line);
        case "means" ->
            means.computeIfAbsent(argument, ignored -> new ArrayList<>()).addAll(list(line));
        case "word" ->
            words.computeIfAbsent(argument, ignored -> new ArrayList<>()).addAll(list(line));
        case ELSEWHEN, DENIAL, HALF_DENIAL, NO_DENIAL ->
            marks.computeIfAbsent(section, ignored -> new ArrayList<>()).addAll(list(line));
        case "levels" -> {
          Map<String, String> pair = new HashMap<>();
          put(pair, line);
          Map<String, Double> own = numbers.computeIfAbsent(argument, ignored -> new HashMap<>());
          pair.forEach((key, value) -> own.put(key, Double.valueOf(value)));
        }
        default -> throw new IllegalStateException("no section '" + section + "'");
      }
    }
    Map<String, Levels> levels = new HashMap<>();
    numbers.forEach((encoder, own) -> levels.put(encoder, levels(own)));
    return new WishBook(
        phrases, Map.copyOf(sentences), Map.copyOf(kinds), means, words, marks, levels);
  }

  private static void add(Map<String, List<String>> to, String key, String line) {
    to.computeIfAbsent(key, ignored -> new ArrayList<>()).add(line);
  }

  private static List<String> list(String line) {
    return Stream.of(line.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }

  private static void put(Map<String, String> to, String line) {
    int equals = line.indexOf(" = ");
    if (equals < 0) {
      throw new IllegalStateException("no value: " + line);
    }
    to.put(line.substring(0, equals).strip(), line.substring(equals + 3).strip());
  }

  private static Levels levels(Map<String, Double> numbers) {
    return new Levels(
        number(numbers, "wish.act"),
        number(numbers, "wish.ask"),
        number(numbers, "wish.margin"),
        number(numbers, "scene"),
        number(numbers, "purpose"),
        new WordLevels(
            number(numbers, "word.act"),
            number(numbers, "word.verb"),
            number(numbers, "word.ask"),
            number(numbers, "word.margin")));
  }

  private static double number(Map<String, Double> numbers, String key) {
    Double number = numbers.get(key);
    if (number == null) {
      throw new IllegalStateException("the level " + key + " is missing");
    }
    return number;
  }

  /** A sentence with its blanks filled in. */
  String say(String key, Object... blanks) {
    String text = sentences.get(key);
    if (text == null) {
      throw new IllegalStateException("no sentence for " + key);
    }
    for (int i = 0; i < blanks.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(blanks[i]));
    }
    return text;
  }

  /** The words for several devices of a kind. */
  String several(Kind kind) {
    String text = kinds.get(kind.key());
    if (text == null) {
      throw new IllegalStateException("no words for " + kind.key());
    }
    return text;
  }
}
