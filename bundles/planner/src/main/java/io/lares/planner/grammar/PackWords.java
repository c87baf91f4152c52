package io.lares.planner.grammar;

import io.lares.planner.Condition;
import io.lares.planner.Tone;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A language's phrases as words with a meaning. Immutable once built. */
final class PackWords {
  /** Sections that are read where they are needed: by frames, rooms, lists and own terms. */
  private static final List<String> ELSEWHERE =
      List.of("frame.", "room.", "roomlike.", "outdoor", "list.", "own.");

  private final LanguagePack pack;
  private final Map<String, List<Word>> phrases = new HashMap<>();
  private final Map<String, String> numbers = new HashMap<>();
  private final Set<String> percentBefore = new HashSet<>();
  private final Set<String> nominalWords = new HashSet<>();
  private final Set<String> otherWords = new HashSet<>();
  private final Map<Group, List<String>> nouns = new HashMap<>();
  private final Map<Group, List<String>> plurals = new HashMap<>();
  private final Map<String, List<String>> sceneWords = new HashMap<>();
  private final Map<String, List<String>> longer = new HashMap<>();
  private final List<String> connectives = new ArrayList<>();
  private final List<String> articles = new ArrayList<>();
  private final Map<String, Boolean> replies = new HashMap<>();
  private final List<String> corrections = new ArrayList<>();
  private final Pattern correction;
  private final Frames frames;
  private final ListWords lists;
  private final RoomWords rooms;
  private int longest;

  PackWords(LanguagePack pack) {
    this.pack = pack;
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      add(phrase);
    }
    if (!pack.spaced()) {
      within();
    }
    this.frames = new Frames(pack);
    this.lists = new ListWords(this);
    this.rooms = new RoomWords(pack);
    this.correction = correctionPattern();
  }

  /** The same words, answered in another voice. */
  private PackWords(PackWords words, LanguagePack voice) {
    this.pack = voice;
    phrases.putAll(words.phrases);
    numbers.putAll(words.numbers);
    nouns.putAll(words.nouns);
    plurals.putAll(words.plurals);
    sceneWords.putAll(words.sceneWords);
    this.frames = words.frames;
    this.lists = words.lists;
    this.rooms = words.rooms;
    this.correction = words.correction;
    this.longest = words.longest;
  }

  /** The same words, answered in another script and tone. */
  PackWords voice(String script, Tone tone) {
    return new PackWords(this, pack.voice(script, tone));
  }

  private void add(LanguagePack.Phrase phrase) {
    String section = phrase.section();
    if (ELSEWHERE.stream().anyMatch(section::startsWith)) {
      return;
    }
    if (section.startsWith("scene.")) {
      sceneWords
          .computeIfAbsent(section.substring("scene.".length()), ignored -> new ArrayList<>())
          .add(phrase.text());
      return;
    }
    if (section.equals("correction")) {
      corrections.add(phrase.text());
      return;
    }
    if (section.startsWith("reply.")) {
      replies.put(phrase.text(), section.endsWith("yes"));
      return;
    }
    if (section.equals("number")) {
      numbers.put(phrase.text(), phrase.value());
    } else if (section.equals("percentbefore")) {
      percentBefore.add(phrase.text());
    } else {
      Word word = word(phrase);
      if (word.equals(Word.Mark.AND)) {
        connectives.add(phrase.text());
      } else if (word.equals(Word.Mark.ARTICLE)) {
        articles.add(phrase.text());
      }
      if (word instanceof Word.Kind kind) {
        (kind.plural() ? plurals : nouns)
            .computeIfAbsent(kind.group(), ignored -> new ArrayList<>())
            .add(kind.noun());
      }
      List<Word> words = phrases.computeIfAbsent(phrase.text(), ignored -> new ArrayList<>(2));
      if (!words.contains(word)) {
        words.add(word);
      }
      longest = Math.max(longest, phrase.text().length());
    }
    if (pack.spaced()) {
      boolean nominal =
          section.startsWith("type.")
              || section.startsWith("feature.")
              || Set.of("colour", "unit", "polite", "house").contains(section);
      (nominal ? nominalWords : otherWords).addAll(List.of(phrase.text().split(" ")));
    }
  }

  private static Word word(LanguagePack.Phrase phrase) {
    String section = phrase.section();
    int dot = section.indexOf('.');
    String group = dot < 0 ? section : section.substring(0, dot);
    String name = dot < 0 ? "" : section.substring(dot + 1);
    String value = phrase.value();
    Word word =
        switch (group) {
          case "verb" -> verb(name, Word.Form.VERB);
          case "particle" -> verb(name, Word.Form.PARTICLE);
          case "state" -> {
            Word asVerb = verb(name, Word.Form.STATE);
            yield asVerb == null ? new Word.State(name) : asVerb;
          }
          case "type" -> {
            Group kind = Group.named(name);
            yield kind == null
                ? null
                : new Word.Kind(kind, phrase.text(), phrase.plural(), phrase.narrow());
          }
          case "feature" -> {
            Feature feature = Feature.named(name);
            yield feature == null ? null : new Word.About(feature);
          }
          case "slip" -> new Word.Slip(name);
          case "topic" -> new Word.Topic(name);
          case "ask" -> new Word.Ask(name);
          case "graded" -> new Word.Graded(Verb.valueOf(name.toUpperCase(Locale.ROOT)));
          case "degree" -> new Word.Degree(Double.parseDouble(value));
          case "ordinal" -> new Word.Ordinal(Integer.parseInt(value));
          case "factor" -> new Word.Factor(Double.parseDouble(value));
          case "amount" -> new Word.Amount(Double.parseDouble(value));
          case "minimum" -> Word.Mark.MINIMUM;
          case "mode" -> new Word.Mode(value);
          case "white" -> new Word.White(Double.parseDouble(value));
          case "colour" -> new Word.Colour(value);
          case "unit" -> new Word.Unit(value);
          case "time" -> new Word.TimeUnit(Double.parseDouble(value));
          case "span" -> new Word.Span(Duration.ofSeconds(Long.parseLong(value)));
          case "compare" -> new Word.Compare(Condition.Test.valueOf(name.toUpperCase(Locale.ROOT)));
          default -> Word.Mark.valueOf(group.toUpperCase(Locale.ROOT));
        };
    if (word == null) {
      throw new IllegalStateException(
          "The language resource names something that the planner does not know: " + section);
    }
    return word;
  }

  private static @Nullable Word verb(String name, Word.Form form) {
    Verb verb = Verb.named(name);
    return verb == null ? null : new Word.Do(verb, form);
  }

  /** What is said {@code before} or {@code behind} the name of a scene, and belongs to it. */
  List<String> sceneWords(String where) {
    return sceneWords.getOrDefault(where, List.of());
  }

  Frames frames() {
    return frames;
  }

  ListWords lists() {
    return lists;
  }

  RoomWords rooms() {
    return rooms;
  }

  List<String> articles() {
    return articles;
  }

  /** The words for "and". */
  List<String> connectives() {
    return connectives;
  }

  /** Whether a whole text is a yes or a no; null where it is neither. */
  @Nullable Boolean reply(String text) {
    return replies.get(text);
  }

  /** A text without the articles and fillers that it begins with. */
  String withoutArticles(String text) {
    String rest = text.strip();
    for (int space = rest.indexOf(' '); space > 0; space = rest.indexOf(' ')) {
      boolean article = get(rest.substring(0, space)).contains(Word.Mark.ARTICLE);
      if (!article) {
        break;
      }
      rest = rest.substring(space + 1).strip();
    }
    return rest;
  }

  LanguagePack pack() {
    return pack;
  }

  /** The nouns for other kinds in which a noun stands, in a language without spaces. */
  List<String> longer(String noun) {
    return longer.getOrDefault(noun, List.of());
  }

  private void within() {
    nouns.forEach((group, own) -> {
      for (String noun : own) {
        nouns.forEach((other, theirs) -> {
          for (String one : theirs) {
            if (other != group && one.length() > noun.length() && one.contains(noun)) {
              longer.computeIfAbsent(noun, ignored -> new ArrayList<>()).add(one);
            }
          }
        });
      }
    });
  }

  List<Word> get(String text) {
    return phrases.getOrDefault(text, List.of());
  }

  /** The words for a kind of device, in the singular. */
  List<String> nouns(Group group) {
    return nouns.getOrDefault(group, List.of());
  }

  /** The words for several of a kind, in a language that has them. */
  List<String> plurals(Group group) {
    return plurals.getOrDefault(group, List.of());
  }

  int longest() {
    return longest;
  }

  /** Words that name things; a slip in them may be put right. */
  Set<String> nominalWords() {
    return nominalWords;
  }

  Set<String> otherWords() {
    return otherWords;
  }

  /** True where the text is nothing but words for kinds of devices. */
  @Nullable Group kind(String text) {
    for (Word word : get(text)) {
      if (word instanceof Word.Kind kind) {
        return kind.group();
      }
    }
    return null;
  }

  /** True for a word that names several of a kind: lights. */
  boolean plural(String text) {
    return get(text).stream().anyMatch(word -> word instanceof Word.Kind kind && kind.plural());
  }

  /** A name for a colour, or the colour itself. */
  String colourName(String hex) {
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      if (phrase.section().equals("colour") && phrase.value().equals(hex)) {
        return pack.written(phrase.text());
      }
    }
    return hex;
  }

  /** Whatever stands between the words: "no, wait". */
  private Pattern correctionPattern() {
    String words =
        corrections.stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(text ->
                Arrays.stream(text.split(" "))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^\\p{L}\\p{N}]+")))
            .collect(Collectors.joining("|"));
    String bound = pack.spaced() ? "\\b" : "";
    return Pattern.compile(bound + "(?:" + (words.isEmpty() ? "(?!)" : words) + ")" + bound);
  }

  /** Where somebody corrects himself, in the text as it was said. */
  record Place(int from, int to) {}

  /** The last correction with something before and behind it, or null. */
  @Nullable Place correction(String text) {
    TextForm.Formed formed = pack.form().form(text);
    Matcher matcher = correction.matcher(formed.text());
    Place last = null;
    while (matcher.find()) {
      if (matcher.start() > 0 && matcher.end() < formed.text().length()) {
        last = new Place(formed.origin()[matcher.start()], formed.origin()[matcher.end()]);
      }
    }
    return last;
  }

  @Nullable String number(String text) {
    return numbers.get(text);
  }

  /** True for what tells the members of a family apart: a number, a letter. */
  boolean counts(String word) {
    return word.length() == 1 || Character.isDigit(word.charAt(0)) || number(word) != null;
  }

  boolean percentBefore(String text) {
    return percentBefore.contains(text);
  }
}
