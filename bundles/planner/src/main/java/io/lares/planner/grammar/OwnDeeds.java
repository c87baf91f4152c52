package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.ValueKind;
import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds the verbs that are in the names of a device's own switches: what is "dispensing" dispenses,
 * what is "armed" is armed and disarmed, 冲水 is also said 冲一下. Only words that mean nothing else.
 */
final class OwnDeeds {
  private static final int VERB_AND_OBJECT = 2;

  private final PackWords pack;
  private final PhraseBook book;
  private final Inflections inflections;
  private final List<String> undoing = new ArrayList<>();
  private final List<String> within = new ArrayList<>();

  OwnDeeds(PackWords pack, PhraseBook book) {
    this.pack = pack;
    this.book = book;
    this.inflections = new Inflections(pack.pack());
    for (LanguagePack.Phrase phrase : pack.pack().phrases()) {
      switch (phrase.section()) {
        case "own.undo" -> undoing.add(phrase.text());
        case "own.within" -> within.add(phrase.text());
        default -> {}
      }
    }
  }

  /**
   * Adds them.
   *
   * @param texts what the attribute is called, in compared form
   */
  void add(Attribute attribute, Set<String> texts) {
    if (!attribute.commandable() || !(attribute.kind() instanceof ValueKind.Bool)) {
      return;
    }
    for (String text : texts) {
      if (!pack.pack().spaced()) {
        divided(attribute.id(), text);
        continue;
      }
      for (String word : text.split(" ")) {
        for (String verb : inflections.of(word)) {
          put(verb, attribute.id(), Verb.ON);
          undoing.forEach(before -> put(before + verb, attribute.id(), Verb.OFF));
        }
      }
    }
  }

  /** 冲一下, 冲个水: a verb and what it is about, with little words between and without it. */
  private void divided(AttributeId id, String text) {
    boolean both =
        text.length() == VERB_AND_OBJECT && text.codePoints().allMatch(Character::isIdeographic);
    String verb = both ? text.substring(0, 1) : "";
    boolean known = verb.isEmpty() || !pack.get(verb).isEmpty() || book.own(verb) != null;
    for (String word : both ? within : List.<String>of()) {
      put(verb + word + text.substring(1), id, Verb.ON);
      if (!known) {
        put(verb + word, id, Verb.ON);
      }
    }
    if (!known) {
      put(verb, id, Verb.ON);
    }
  }

  private void put(String text, AttributeId id, Verb verb) {
    if (book.get(text) == null) {
      Set<AttributeId> ids = new LinkedHashSet<>(List.of(id));
      book.add(text, new Word.Described(ids, false), PhraseBook.WORD);
      book.add(text, new Word.Do(verb, Word.Form.VERB), PhraseBook.WORD);
    }
  }
}
