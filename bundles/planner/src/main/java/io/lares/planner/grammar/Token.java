package io.lares.planner.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a sentence and what it may mean.
 *
 * @param text in compared form
 * @param words empty where nothing is known
 */
record Token(int from, int to, String text, List<Word> words) {
  /** True for what only joins two things that are said. */
  boolean joins() {
    return is(Word.Mark.STOP) || is(Word.Mark.AND) || is(Word.Mark.THEN);
  }

  boolean unknown() {
    return words.isEmpty();
  }

  boolean is(Word.Mark mark) {
    return words.contains(mark);
  }

  boolean has(Class<? extends Word> type) {
    return get(type) != null;
  }

  <T extends Word> @Nullable T get(Class<T> type) {
    for (Word word : words) {
      if (type.isInstance(word)) {
        return type.cast(word);
      }
    }
    return null;
  }

  Word.@Nullable Do verb(Word.Form form) {
    for (Word word : words) {
      if (word instanceof Word.Do found && found.form() == form) {
        return found;
      }
    }
    return null;
  }

  boolean asks(String what) {
    for (Word word : words) {
      if (word instanceof Word.Ask(String other) && other.equals(what)) {
        return true;
      }
    }
    return false;
  }

  /** Words of the sentence's frame are not taken for bits of names. */
  private static boolean frame(Word word) {
    return word instanceof Word.Mark
        || word instanceof Word.Do
        || word instanceof Word.Topic
        || word instanceof Word.Ask;
  }

  /** True where it names or describes devices. */
  boolean nominal() {
    return has(Word.Name.class)
        || has(Word.Kind.class)
        || has(Word.Place.class)
        || has(Word.Part.class) && words.stream().noneMatch(Token::frame)
        || is(Word.Mark.EVERYTHING)
        || is(Word.Mark.HERE)
        || is(Word.Mark.OUTSIDE)
        || is(Word.Mark.HOUSE);
  }
}
