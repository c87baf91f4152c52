package io.lares.automations.sentence;

import io.lares.automations.During;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * The parts of a sentence about what happens: "when the door opens while nobody is home, turn on
 * the lamp, but only at night".
 *
 * @param event what happens
 * @param tests what has to hold as well
 * @param during when in the day it may be
 * @param deed what is to be done
 * @param sure false where the words alone leave it open whether it is meant again and again
 */
record Clauses(String event, List<Test> tests, List<During> during, String deed, boolean sure) {
  /**
   * Something that has to hold.
   *
   * @param not true where it must not
   */
  record Test(String state, boolean not) {}

  /** The ways to take a sentence apart, the likeliest first. */
  static List<Clauses> of(String said, TimePhrases phrases) {
    String text = said.strip().replaceAll("[.!。！]+$", "");
    for (TimePhrases.Phrase opener : phrases.of("opener")) {
      Matcher matcher = opener.pattern().matcher(phrases.plain(text));
      if (matcher.lookingAt()) {
        text = text.substring(matcher.end()).strip();
      }
    }
    List<Test> tests = new ArrayList<>();
    text = tested(text, "test", false, tests, phrases);
    text = phrases.trimmed(tested(text, "test-not", true, tests, phrases));
    List<Clauses> ways = new ArrayList<>();
    for (String kind : List.of("split", "split-if")) {
      for (TimePhrases.Phrase split : phrases.of(kind)) {
        Matcher matcher = split.pattern().matcher(phrases.plain(text));
        if (matcher.matches()) {
          String event =
              phrases.trimmed(text.substring(matcher.start("event"), matcher.end("event")));
          String deed = phrases.trimmed(text.substring(matcher.start("deed"), matcher.end("deed")));
          if (!event.isEmpty() && !deed.isEmpty()) {
            String before = Recurrence.group(matcher, "pre");
            ways.addAll(
                way(
                    before == null ? "" : before,
                    event,
                    deed,
                    tests,
                    kind.equals("split"),
                    phrases));
          }
        }
      }
    }
    ways.addAll(unmarked(text, tests, phrases));
    return ways;
  }

  /** Nothing stands between what happens and what is to be done: the wish begins with its verb. */
  private static List<Clauses> unmarked(String text, List<Test> tests, TimePhrases phrases) {
    List<Clauses> ways = new ArrayList<>();
    for (String kind : List.of("unmarked", "unmarked-if")) {
      for (TimePhrases.Phrase phrase : phrases.of(kind)) {
        Matcher matcher = phrase.pattern().matcher(text);
        if (!matcher.matches()) {
          continue;
        }
        String rest = matcher.group("rest");
        for (TimePhrases.Phrase verb : phrases.of("wish-verb")) {
          Matcher begins = verb.pattern().matcher(rest);
          while (begins.find()) {
            String event = phrases.trimmed(rest.substring(0, begins.start()));
            String deed = phrases.trimmed(rest.substring(begins.start()));
            if (!event.isEmpty()) {
              ways.addAll(way("", event, deed, tests, kind.equals("unmarked"), phrases));
            }
          }
        }
      }
    }
    return ways;
  }

  private static String tested(
      String said, String kind, boolean not, List<Test> tests, TimePhrases phrases) {
    String text = said;
    for (TimePhrases.Phrase phrase : phrases.of(kind)) {
      Matcher matcher = phrase.pattern().matcher(phrases.plain(text));
      if (matcher.find()) {
        tests.add(
            new Test(
                phrases.trimmed(text.substring(matcher.start("test"), matcher.end("test"))), not));
        text = text.substring(0, matcher.start()) + text.substring(matcher.end());
      }
    }
    return text;
  }

  /** True where a sentence says what has to hold besides. */
  static boolean tests(String said, TimePhrases phrases) {
    return Stream.of("test", "test-not")
        .flatMap(kind -> phrases.of(kind).stream())
        .anyMatch(phrase -> phrase.pattern().matcher(phrases.plain(said)).find());
  }

  /** The first piece of an event happens, the others have to hold. */
  private static List<Clauses> way(
      String before,
      String event,
      String deed,
      List<Test> tests,
      boolean sure,
      TimePhrases phrases) {
    Windows windows = new Windows(phrases);
    if (!windows.cutFrom(before).isEmpty()) {
      return List.of();
    }
    // "It gets dark" is what happens where nothing else is said to.
    Windows inEvent = new Windows(phrases);
    String rest = inEvent.cutFrom(event);
    if (!rest.isEmpty()) {
      windows.add(inEvent);
    }
    List<String> pieces = pieces(rest.isEmpty() ? event : rest, phrases);
    List<Test> all = new ArrayList<>(tests);
    pieces.subList(1, pieces.size()).forEach(piece -> all.add(new Test(piece, false)));
    String done = windows.cutFrom(deed);
    List<Test> states = all.stream().filter(test -> !windows.takes(test)).toList();
    return windows.clear() && !done.isEmpty()
        ? List.of(new Clauses(pieces.getFirst(), states, windows.during(), done, sure))
        : List.of();
  }

  private static List<String> pieces(String event, TimePhrases phrases) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (TimePhrases.Phrase and : phrases.of("and")) {
      Matcher matcher = and.pattern().matcher(phrases.plain(event));
      while (matcher.find()) {
        pieces.add(phrases.trimmed(event.substring(from, matcher.start())));
        from = matcher.end();
      }
    }
    pieces.add(phrases.trimmed(event.substring(from)));
    pieces.removeIf(String::isEmpty);
    return pieces.isEmpty() ? List.of(event) : pieces;
  }
}
