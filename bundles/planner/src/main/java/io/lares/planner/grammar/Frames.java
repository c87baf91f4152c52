package io.lares.planner.grammar;

import io.lares.planner.language.LanguagePack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The frames that a language puts around free text, such as {@code add {item} to {list}}. A frame
 * is a line of a language resource: words, {@code (one|other)}, {@code <may be left out>} and
 * {@code {what is free}}.
 */
final class Frames {
  /** Longer texts are no frame: what stands in one is short. */
  static final int LONGEST = 240;

  private static final int HOMES = 16;

  private static final Pattern PIECE = Pattern.compile("\\{(\\w+)}|[()|<>]|[^\\s(){}|<>]+|\\s+");

  /**
   * A frame that fits.
   *
   * @param what what the frame is for, such as {@code add}
   * @param item the free text, or empty
   * @param list what stands where a list or a device is named, or empty where the frame names none
   * @param itemFrom where the free text begins in the text that was given
   */
  record Match(String what, String item, String list, int itemFrom, int itemTo) {}

  /**
   * What may stand in the slots of one home's frames, as patterns.
   *
   * @param list what may name a list
   * @param board what may name a device that shows a text; empty where there is none
   */
  record Slots(String list, String board) {}

  private record Frame(String what, String text, Set<String> anchors) {
    /** True where it speaks of a device that shows a text. */
    boolean ofBoard() {
      return what.startsWith("text.");
    }
  }

  private record Fitted(String what, Pattern pattern, Set<String> anchors) {}

  private final List<Frame> frames = new ArrayList<>();

  /** The words that stand in frames. */
  private final Set<String> words = new HashSet<>();

  /** The frames with the names of one home's lists in them, for the homes that were seen last. */
  private final Map<Slots, List<Fitted>> fitted =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Slots, List<Fitted>> eldest) {
          return size() > HOMES;
        }
      };

  Frames(LanguagePack pack) {
    for (LanguagePack.Phrase phrase : pack.phrases()) {
      if (phrase.section().startsWith("frame.")) {
        String what = phrase.section().substring("frame.".length());
        frames.add(new Frame(what, phrase.text(), anchors(phrase.text())));
        words.addAll(List.of(phrase.text().replaceAll("\\{\\w+}", "").split("[^\\p{L}']+")));
      }
    }
  }

  private List<Fitted> fitted(Slots slots) {
    synchronized (fitted) {
      return fitted.computeIfAbsent(
          slots,
          ignored ->
              frames.stream()
                  .filter(frame -> !frame.ofBoard() || !slots.board().isEmpty())
                  .map(frame ->
                      new Fitted(frame.what(), pattern(frame.text(), slots), frame.anchors()))
                  .toList());
    }
  }

  private static Pattern pattern(String frame, Slots slots) {
    StringBuilder regex = new StringBuilder("\\s*");
    Matcher matcher = PIECE.matcher(frame);
    while (matcher.find()) {
      String piece = matcher.group();
      String slot = matcher.group(1);
      if (slot != null) {
        String free =
            switch (slot) {
              case "list" -> slots.list();
              case "board" -> slots.board();
              default -> ".+?";
            };
        regex.append("(?<").append(slot).append('>').append(free).append(")\\s*");
      } else if (!piece.isBlank()) {
        switch (piece.charAt(0)) {
          case '(' -> regex.append("(?:");
          case '<' -> regex.append("(?:");
          case ')' -> regex.append(')');
          case '>' -> regex.append(")?");
          case '|' -> regex.append('|');
          default -> regex.append(word(piece)).append("\\s*");
        }
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** True for a word of some frame, which is no slip for another one. */
  boolean knows(String word) {
    return words.contains(word);
  }

  /** A pattern for any of some words, the longest first. */
  static String any(Collection<String> words) {
    return words.stream()
        .filter(word -> !word.isEmpty())
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .map(Frames::word)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  private static String word(String word) {
    String start = Segmenter.latin(word.charAt(0)) ? "(?<![a-z])" : "";
    String end = Segmenter.latin(word.charAt(word.length() - 1)) ? "(?![a-z])" : "";
    return start + Pattern.quote(word) + end;
  }

  /** The words of the first group or word that the frame can't do without. */
  private static Set<String> anchors(String frame) {
    Set<String> anchors = new HashSet<>();
    int depth = 0;
    boolean optional = false;
    for (Matcher matcher = PIECE.matcher(frame); matcher.find(); ) {
      String piece = matcher.group();
      if (piece.equals("<")) {
        optional = true;
      } else if (piece.equals(">")) {
        optional = false;
      } else if (optional || piece.isBlank() || matcher.group(1) != null || piece.equals("|")) {
        continue;
      } else if (piece.equals("(")) {
        depth++;
      } else if (piece.equals(")")) {
        break;
      } else {
        anchors.add(piece);
        if (depth == 0) {
          break;
        }
      }
    }
    return anchors;
  }

  /** True where some frame of a list may fit somewhere in a text; quick. */
  boolean may(String text) {
    return frames.stream()
        .filter(frame -> !frame.ofBoard())
        .anyMatch(frame -> frame.anchors().stream().anyMatch(text::contains));
  }

  /**
   * The frames that fit a whole text, the first of the resource first.
   *
   * @param slots what may stand where a list or a device is named
   */
  List<Match> all(String text, Slots slots) {
    List<Match> matches = new ArrayList<>();
    if (text.length() > LONGEST) {
      return matches;
    }
    for (Fitted frame : fitted(slots)) {
      if (frame.anchors().stream().anyMatch(text::contains)) {
        Matcher matcher = frame.pattern().matcher(text);
        if (matcher.matches()) {
          String item = group(matcher, "item");
          int from = item == null ? 0 : matcher.start("item");
          String list = group(matcher, "list");
          String named = list == null ? group(matcher, "board") : list;
          matches.add(
              new Match(
                  frame.what(),
                  item == null ? "" : item.strip(),
                  named == null ? "" : named.strip(),
                  from,
                  from + (item == null ? 0 : item.length())));
        }
      }
    }
    return matches;
  }

  private static @Nullable String group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
  }
}
