package io.lares.planner.grammar;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A language's words for lists, and for listing. */
final class ListWords {
  private final PackWords words;

  /** The kinds of lists by their names. */
  private final Map<String, String> kinds = new LinkedHashMap<>();

  private final List<String> nouns = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param words the other words of the language
   */
  ListWords(PackWords words) {
    this.words = words;
    for (LanguagePack.Phrase phrase : words.pack().phrases()) {
      switch (phrase.section()) {
        case "list.noun" -> nouns.add(phrase.text());
        case String section when section.startsWith("list.") ->
            kinds.put(phrase.text(), section.substring("list.".length()));
        default -> {}
      }
    }
  }

  /** What kind of list a name means: shopping, todo; null where it is no such name. */
  @Nullable String kind(String text) {
    return kinds.get(words.withoutArticles(text));
  }

  /** The first name for a kind of list. */
  String name(String kind) {
    for (Map.Entry<String, String> entry : kinds.entrySet()) {
      if (entry.getValue().equals(kind)) {
        return entry.getKey();
      }
    }
    return kind;
  }

  /** True where a name and the names for a kind have a word in common. */
  boolean shares(String kind, String name) {
    for (Map.Entry<String, String> entry : kinds.entrySet()) {
      if (entry.getValue().equals(kind)) {
        String bare = withoutNoun(entry.getKey());
        boolean word =
            words.pack().spaced() ? List.of(name.split(" ")).contains(bare) : name.contains(bare);
        if (!bare.isEmpty() && word) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A pattern for what names a list.
   *
   * @param known the names of the lists that there are
   */
  String pattern(List<String> known) {
    List<String> names = new ArrayList<>(known);
    names.addAll(kinds.keySet());
    String noun = Frames.any(nouns);
    String name = Frames.any(names);
    String article =
        words.articles().isEmpty() ? "" : "(?:" + Frames.any(words.articles()) + "\\s*)*";
    return article
        + "(?:"
        + name
        + "(?:\\s*"
        + name
        + ")?(?:\\s*"
        + noun
        + ")?|.{1,30}?"
        + noun
        + ")";
  }

  /** True where a text ends with a word for list. */
  boolean noun(String text) {
    return !withoutNoun(text).equals(text);
  }

  String withoutNoun(String text) {
    for (String noun : nouns) {
      if (text.endsWith(noun) && Segmenter.boundary(text, text.length() - noun.length())) {
        return text.substring(0, text.length() - noun.length()).strip();
      }
    }
    return text;
  }

  /** A stretch of a text. */
  record Range(int from, int to) {}

  /**
   * The members of a list in a sentence: a, b and c.
   *
   * @param text in compared form
   */
  List<Range> members(String text) {
    String cut = text.replaceAll("[,;，、；]", "\0");
    for (String word : words.connectives()) {
      boolean spaced = words.pack().spaced();
      String between = spaced ? " " + word + " " : word;
      cut = cut.replace(between, "\0".repeat(between.length()));
      if (spaced) {
        String first = "(^|\0) *" + Pattern.quote(word) + " ";
        cut = Pattern.compile(first).matcher(cut).replaceAll(all -> blank(all.group()));
      }
    }
    List<Range> members = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= cut.length(); i++) {
      if (i == cut.length() || cut.charAt(i) == '\0') {
        if (!cut.substring(from, i).isBlank()) {
          members.add(new Range(from, i));
        }
        from = i + 1;
      }
    }
    return members;
  }

  private static String blank(String text) {
    return "\0".repeat(text.length());
  }
}
