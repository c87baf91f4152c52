package io.lares.habits.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people say what is to be remembered, forgotten and told; a resource, all languages in one.
 */
final class Sayings {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final Map<String, List<Pattern>> forms = new HashMap<>();
  private final Map<String, String> parts = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  Sayings() {
    try (InputStream in = Sayings.class.getResourceAsStream("sayings.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int colon = line.indexOf(": ");
    String kind = line.substring(0, colon);
    String rest = line.substring(colon + 2);
    if (kind.startsWith("$")) {
      parts.put(kind, "(?:" + filled(rest) + ")");
    } else if (kind.startsWith("say.")) {
      texts.put(kind, rest);
    } else {
      forms
          .computeIfAbsent(kind, ignored -> new ArrayList<>())
          .add(Pattern.compile(filled(rest), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
  }

  private String filled(String pattern) {
    String result = pattern;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      result = result.replace(part.getKey(), part.getValue());
    }
    return result;
  }

  /** What is to be remembered; empty where nothing is. */
  Optional<String> remembers(String said) {
    return found("remember", said).or(() -> found("statement", said));
  }

  /** What is to be forgotten; empty where nothing is. */
  Optional<String> forgets(String said) {
    return found("forget", said);
  }

  /** Whether it is asked what is known of the person. */
  boolean asksWhatIsKnown(String said) {
    return found("known", said).isPresent();
  }

  private Optional<String> found(String kind, String said) {
    String text = said.strip().replaceAll("[.!?。！？]+$", "");
    for (Pattern form : forms.getOrDefault(kind, List.of())) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return Optional.of((matcher.groupCount() == 0 ? text : matcher.group(1)).strip());
      }
    }
    return Optional.empty();
  }

  /** The words by which a memory is found again: those of a sentence, or the characters. */
  List<String> words(String said) {
    String split = HAN.matcher(said).find() ? "(?<=\\p{IsHan})|[^\\p{L}\\d]+" : "[^\\p{L}\\d’']+";
    return Arrays.stream(said.toLowerCase(Locale.ROOT).split(split))
        .filter(word -> !word.isBlank())
        .toList();
  }

  /** That something was forgotten, in the language of what it was. */
  String forgotten(String memory) {
    return told("say.forgotten", Locale.forLanguageTag(HAN.matcher(memory).find() ? "zh" : "en"))
        .formatted(memory);
  }

  /** A sentence for people. */
  String told(String key, Locale language) {
    String tongue = language.getLanguage().equals("zh") ? ".zh" : ".en";
    return Objects.requireNonNull(texts.get(key + tongue), key);
  }
}
