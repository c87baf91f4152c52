package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Adds to a home's phrases the words for described capabilities and for the values of choices. */
final class DescribedWords {
  /** Longer descriptions are sentences, not names. */
  static final int LONGEST_DESCRIPTION = 24;

  private static final double CHOICE = 1.05;
  private static final double DESCRIBED = 1.1;
  private static final double PARTLY = 1.6;
  private static final double TOLD = 1.7;

  private static final int SHORTEST_WORD = 3;
  private static final int SHORTEST_TOLD = 5;
  private static final int LONGEST_TOLD = 60;

  /** Names this long, in a language without spaces, may be said by their second half. */
  private static final int LONG_NAME = 4;

  /** What grades are counted by, in a language without spaces. */
  private static final String STEP = "档";

  /** What ends the name that a description begins with. */
  private static final Pattern ASIDE = Pattern.compile("\\s*[,;:(，；：（].*", Pattern.DOTALL);

  /** Where a word of an identifier ends and the next one begins. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final PackWords pack;
  private final PhraseBook book;

  /** Attributes by the longer words of their descriptions. */
  private final Map<String, Set<AttributeId>> told = new LinkedHashMap<>();

  /** What attributes are called whose names may hold verbs. */
  private final Map<Attribute, Set<String>> verbs = new LinkedHashMap<>();

  DescribedWords(PackWords pack, PhraseBook book) {
    this.pack = pack;
    this.book = book;
  }

  /** Adds the words for what a device can do that others can not. */
  void add(Device device) {
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (Vocabulary.attribute(attribute.id()) == null) {
          describe(attribute);
        }
        if (attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
          for (String value : values) {
            String text = spoken(value);
            if (!text.isEmpty()) {
              book.add(text, new Word.Choice(value), CHOICE);
              book.remember(text);
              deed(text, value);
              step(text, value);
            }
          }
        }
      }
    }
  }

  /** Adds verbs and the longer words of descriptions, as far as they mean nothing else. */
  void addTold() {
    OwnDeeds deeds = new OwnDeeds(pack, book);
    verbs.forEach(deeds::add);
    told.forEach((word, attributes) -> {
      if (book.get(word) == null) {
        book.add(word, new Word.Described(attributes, true), TOLD);
        book.remember(word);
      }
    });
  }

  /** 高 of 低, 中 and 高 is said 高档. */
  private void step(String text, String value) {
    String said = text + STEP;
    if (!pack.pack().spaced() && text.length() == 1) {
      book.add(said, new Word.Choice(value), CHOICE);
    }
  }

  /** "Disarm" makes something "disarmed". */
  private void deed(String text, String value) {
    String stem = text.endsWith("ed") ? text.substring(0, text.length() - 2) : "";
    if (stem.length() >= SHORTEST_WORD && book.get(stem) == null) {
      book.add(stem, new Word.Choice(value), PhraseBook.WORD);
      book.add(stem, new Word.Do(Verb.SET, Word.Form.VERB), PhraseBook.WORD);
    }
  }

  private void describe(Attribute attribute) {
    AttributeId id = attribute.id();
    unit(attribute.unit());
    String capability = spoken(id.capability());
    String name = spoken(id.name());
    Set<String> texts = new LinkedHashSet<>(List.of(capability + " " + name, name, capability));
    texts.add(pack.pack().form().of(attribute.label()));
    String brief = pack.pack().form().of(brief(attribute));
    if (brief.length() <= LONGEST_DESCRIPTION) {
      texts.add(brief);
    }
    for (String word : name.split(" ")) {
      if (name.length() > word.length()
          && word.length() >= SHORTEST_WORD
          && pack.get(word).isEmpty()) {
        book.add(word, described(id, true), PARTLY);
        book.remember(word);
      }
    }
    String description = pack.pack().form().of(attribute.description());
    for (String word : pack.pack().spaced() ? description.split(" ") : new String[0]) {
      if (description.length() <= LONGEST_TOLD
          && word.length() >= SHORTEST_TOLD
          && pack.get(word).isEmpty()) {
        told.computeIfAbsent(word, ignored -> new LinkedHashSet<>()).add(id);
      }
    }
    if (!pack.pack().spaced() && brief.length() >= LONG_NAME && texts.contains(brief)) {
      String begin = brief.substring(0, LONG_NAME / 2);
      String end = brief.substring(brief.length() - LONG_NAME / 2);
      for (String half : List.of(begin, end)) {
        List<Word> known = pack.get(half);
        boolean feature = half.equals(end) && known.stream().allMatch(Word.About.class::isInstance);
        if (book.get(half) == null || feature) {
          book.add(half, described(id, true), PARTLY);
        }
      }
    }
    if (!pack.pack().spaced() && brief.length() > LONG_NAME && texts.contains(brief)) {
      // 每天喂食次数 is said 每天喂食.
      String begin = brief.substring(0, brief.length() - LONG_NAME / 2);
      if (book.get(begin) == null) {
        book.add(begin, described(id, true), PARTLY);
      }
    }
    if (!pack.pack().spaced() && brief.length() == LONG_NAME - 1) {
      // 打氧量 is said 打氧, 投饵量 投饵.
      String begin = brief.substring(0, LONG_NAME - 2);
      if (book.get(begin) == null) {
        book.add(begin, described(id, true), PARTLY);
      }
    }
    for (String text : texts) {
      if (text.length() > 1 && !text.equals("sensor")) {
        book.add(text, described(id, false), DESCRIBED);
        book.remember(text);
      }
    }
    texts.remove(capability);
    texts.remove(capability + " " + name);
    verbs.put(attribute, texts);
  }

  /** A description as far as it is a name: "height" of "height, 0 being the lowest". */
  static String brief(Attribute attribute) {
    return ASIDE.matcher(attribute.description()).replaceFirst("");
  }

  /** The words' meaning; others of the same words may be added to it. */
  private static Word described(AttributeId id, boolean partly) {
    return new Word.Described(new LinkedHashSet<>(List.of(id)), partly);
  }

  /** A unit that only this home has, by its sign. */
  private void unit(String unit) {
    String text = pack.pack().form().of(unit);
    boolean sign = !text.isEmpty() && Character.isIdeographic(text.codePointAt(0));
    if ((text.length() > 1 || sign) && book.get(text) == null) {
      book.add(text, new Word.Unit(unit), PhraseBook.WORD);
    }
  }

  /** {@code spinSpeed} as {@code spin speed}. */
  private String spoken(String identifier) {
    return pack.pack().form().of(apart(identifier));
  }

  /** The words of an identifier: {@code spinSpeed} as {@code spin Speed}. */
  static String apart(String identifier) {
    return HUMP.matcher(identifier).replaceAll(" ");
  }
}
