package io.lares.automations.sentence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How recurring times are said in one language; a resource. */
final class TimePhrases {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /**
   * A phrase and what it stands for.
   *
   * @param means days, or a part of the day and its usual hour; empty for what the groups tell
   */
  record Phrase(Pattern pattern, String means) {}

  private final Locale locale;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, List<Phrase>> phrases = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, String> forms = new HashMap<>();
  private final Map<Character, Character> plain = new HashMap<>();
  private String ifHome = "%s";
  private Pattern recurs = Pattern.compile("(?!)");
  private Pattern trim = Pattern.compile("^\\s+|\\s+$");

  private TimePhrases(Locale locale, String resource) {
    this.locale = locale;
    try (InputStream in = TimePhrases.class.getResourceAsStream(resource)) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<TimePhrases> all() {
    return List.of(
        new TimePhrases(Locale.ENGLISH, "en.txt"),
        new TimePhrases(Locale.SIMPLIFIED_CHINESE, "zh.txt"));
  }

  private void read(String line) {
    int colon = line.indexOf(": ");
    String kind = line.substring(0, colon);
    String rest = line.substring(colon + 2);
    switch (kind) {
      case "numbers" -> {
        for (String each : rest.split(",\\s*")) {
          int equals = each.indexOf('=');
          numbers.put(each.substring(0, equals), Integer.parseInt(each.substring(equals + 1)));
        }
      }
      case "days", "part", "window", "sun-event", "liked" -> {
        int bar = rest.indexOf(" | ");
        add(kind, rest.substring(bar + 3), rest.substring(0, bar));
      }
      case "when", "event", "set", "deed" -> {
        int arrow = rest.indexOf(" => ");
        add(kind, rest.substring(0, arrow), rest.substring(arrow + 4));
      }
      case "every",
          "sun",
          "time",
          "hold",
          "near",
          "opener",
          "split",
          "split-if",
          "unmarked",
          "unmarked-if",
          "wish-verb",
          "month",
          "uneven",
          "which-rules",
          "test",
          "test-not",
          "and",
          "idle",
          "clock",
          "arrive-self",
          "leave-self",
          "arrive-any",
          "leave-last",
          "all-away",
          "press",
          "done",
          "finishes",
          "double",
          "long",
          "scene",
          "change",
          "pause",
          "pause-all",
          "resume",
          "resume-all",
          "end",
          "end-all",
          "less",
          "more" ->
          add(kind, rest, "");
      case "if",
          "unless",
          "half",
          "several",
          "timeless",
          "at",
          "guests",
          "rules-none",
          "rules-are",
          "rules-more",
          "rule-paused",
          "kept-not",
          "uneven-words",
          "no-presence",
          "no-place",
          "no-rules",
          "no-such-rule",
          "pause-done",
          "resume-question",
          "resume-done",
          "end-question",
          "end-done" ->
          forms.put(kind, rest);
      case "plain" -> {
        for (String pair : rest.split(" ")) {
          plain.put(pair.charAt(0), pair.charAt(1));
        }
      }
      case "if-home" -> ifHome = rest;
      case "recurs" -> recurs = Pattern.compile(rest, FLAGS);
      case "trim" -> trim = Pattern.compile(rest, FLAGS);
      default -> words.put(kind, Set.of(rest.split(",\\s*")));
    }
  }

  /** Whether a text names a number; "a" and "an" are none by themselves. */
  boolean numbered(String text) {
    return text.codePoints().anyMatch(Character::isDigit)
        || numbers.entrySet().stream()
            .filter(each -> !(each.getValue() == 1 && each.getKey().startsWith("a")))
            .map(each -> Pattern.quote(each.getKey()))
            .map(word -> spaced() ? "\\b" + word + "\\b" : word + "(?![些点下])")
            .anyMatch(word -> Pattern.compile(word, FLAGS).matcher(text).find());
  }

  private void add(String kind, String pattern, String means) {
    String number =
        "\\d{1,3}|"
            + numbers.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    String filled =
        pattern.replaceAll(
            "(?<![A-Za-z\\\\])N(?![A-Za-z])", Matcher.quoteReplacement("(?:" + number + ")"));
    String bounded = spaced() ? "(?<![\\p{L}\\d])(?:" + filled + ")(?![\\p{L}\\d])" : filled;
    phrases
        .computeIfAbsent(kind, ignored -> new ArrayList<>())
        .add(new Phrase(Pattern.compile(bounded, FLAGS), means));
  }

  boolean spaced() {
    return locale.getLanguage().equals("en");
  }

  Locale locale() {
    return locale;
  }

  /** "If somebody is at home", as the planner reads it. */
  String ifHome(String who) {
    String one = who.toLowerCase(Locale.ROOT);
    String being =
        words.getOrDefault("be", Set.of()).stream()
            .filter(each -> each.startsWith(one + " "))
            .findFirst()
            .orElse(spaced() ? who + " is" : who);
    return ifHome.formatted(being);
  }

  /** A wish under a condition, as the planner reads it. */
  String under(boolean unless, String state, String wish) {
    return Objects.requireNonNull(forms.get(unless ? "unless" : "if")).formatted(state, wish);
  }

  /**
   * A wish as the planner reads it where nobody is there to be told something: it is said aloud.
   *
   * @param event what is told where the wish does not say it
   */
  String deed(String wish, String event) {
    String result = wish;
    for (Phrase phrase : of("deed")) {
      String means = phrase.means().replace("%s", Matcher.quoteReplacement(event));
      result = phrase.pattern().matcher(result).replaceFirst(means);
    }
    return result;
  }

  /** A sentence for people, such as {@code several}. */
  String told(String key, String what) {
    return MessageFormat.format(Objects.requireNonNull(forms.get(key)), what);
  }

  /** A time of day as it stands in a sentence. */
  String at(String time) {
    return Objects.requireNonNull(forms.get("at")).formatted(time);
  }

  /**
   * A text in the writing of the patterns, character by character: those are written in one of the
   * ways in which a language is.
   */
  String plain(String text) {
    if (plain.isEmpty()) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (char each : text.toCharArray()) {
      result.append(plain.getOrDefault(each, each));
    }
    return result.toString();
  }

  /** Whether a text as a whole is one of the phrases of a kind. */
  boolean whole(String kind, String text) {
    return of(kind).stream().anyMatch(phrase -> phrase.pattern().matcher(plain(text)).matches());
  }

  List<Phrase> of(String kind) {
    return phrases.getOrDefault(kind, List.of());
  }

  boolean is(String kind, @Nullable String word) {
    return word != null
        && words.getOrDefault(kind, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }

  /** A number in digits or words; the other value where there is none. */
  int number(@Nullable String word, int otherwise) {
    if (word == null || word.isEmpty()) {
      return otherwise;
    }
    return word.matches("\\d+")
        ? Integer.parseInt(word)
        : numbers.getOrDefault(word.toLowerCase(Locale.ROOT), otherwise);
  }

  static Set<DayOfWeek> days(String names) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (names.contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT))) {
        days.add(day);
      }
    }
    return days;
  }

  /** True where a phrase says that it is meant again and again. */
  boolean recurs(String phrase) {
    return recurs.matcher(phrase).find();
  }

  /** What is left of a sentence, without what joined it to what was cut out. */
  String trimmed(String text) {
    String before;
    String now = text.replaceAll("\\s{2,}", " ").strip();
    do {
      before = now;
      now = trim.matcher(now).replaceAll("").strip();
    } while (!now.equals(before));
    return now;
  }
}
