package io.lares.automations.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The sentences of one language, with blanks. */
public final class Phrasebook {
  private final Locale locale;
  private final Properties phrases = new Properties();

  private Phrasebook(Locale locale, String resource) {
    this.locale = locale;
    try (InputStream in = Phrasebook.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      phrases.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the languages that there are, English first. */
  public static List<Phrasebook> all() {
    return List.of(
        new Phrasebook(Locale.ENGLISH, "en.properties"),
        new Phrasebook(Locale.SIMPLIFIED_CHINESE, "zh.properties"));
  }

  Locale locale() {
    return locale;
  }

  String say(String key, Object... blanks) {
    String phrase = phrases.getProperty(key);
    if (phrase == null) {
      throw new IllegalStateException("The language " + locale + " has no " + key);
    }
    return new MessageFormat(phrase, locale).format(blanks);
  }

  /** "a, b and c". */
  String list(String key, List<String> parts) {
    if (parts.isEmpty()) {
      return "";
    }
    String text = parts.getFirst();
    for (int i = 1; i < parts.size(); i++) {
      text = say(key + (i == parts.size() - 1 ? ".last" : ".more"), text, parts.get(i));
    }
    return text;
  }
}
