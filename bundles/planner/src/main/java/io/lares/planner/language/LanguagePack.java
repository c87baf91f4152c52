package io.lares.planner.language;

import io.lares.planner.Tone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A language: what its words mean to a home, and how the hub speaks it. A resource, {@code
 * CODE.lang}, in sections:
 *
 * <ul>
 *   <li>{@code [section argument]}, then phrases separated by commas, over as many lines as needed;
 *   <li>{@code (tell|warn) (them|all)} stands for all that it comes to, outside of frames;
 *   <li>{@code word/words} gives singular and plural; {@code phrase = value} gives a phrase a
 *       value;
 *   <li>{@code [say]} holds the replies, one {@code key = template} a line, with {@code {0}} and so
 *       on for what is filled in; {@code [say warm]} and {@code [say brief]} hold those that a tone
 *       says otherwise.
 * </ul>
 *
 * <p>A new language is a new resource and a line in {@code languages.txt}. Another script of the
 * same language is a resource with its replies, behind it on the same line: {@code zh zh-Hant}.
 */
public final class LanguagePack {
  /**
   * A phrase of the language.
   *
   * @param text normalised
   * @param section what kind of word it is, such as {@code verb.on}
   * @param value empty where the phrase has none
   * @param plural true for the second form of {@code word/words}
   * @param narrow true for words that mean some of a kind, such as lamp among lights
   */
  public record Phrase(String text, String section, String value, boolean plural, boolean narrow) {}

  private static final String TRADITIONAL = "Hant";
  private static final Set<String> TRADITIONAL_PLACES = Set.of("TW", "HK", "MO");

  private final String code;
  private final boolean spaced;
  private final boolean questionFirst;
  private final Character.UnicodeScript script;
  private final List<Phrase> phrases;
  private final Map<String, String> replies;

  /**
   * The replies by tone and script, {@code /warm} or {@code Hant/}, that differ from the others.
   */
  private final Map<String, Map<String, String>> voices;

  private final TextForm form;
  private final Sound sound;

  /** The script of this voice where it is not the language's first one. */
  private final String other;

  private LanguagePack(
      String code,
      boolean spaced,
      boolean questionFirst,
      Character.UnicodeScript script,
      List<Phrase> phrases,
      Map<String, String> replies,
      Map<String, Map<String, String>> voices,
      TextForm form,
      Sound sound,
      String other) {
    this.code = code;
    this.spaced = spaced;
    this.questionFirst = questionFirst;
    this.script = script;
    this.phrases = List.copyOf(phrases);
    this.replies = Map.copyOf(replies);
    this.voices = Map.copyOf(voices);
    this.form = form;
    this.sound = sound;
    this.other = other;
  }

  /** All languages of {@code languages.txt}, in its order. */
  public static List<LanguagePack> all() {
    TextForm form = TextForm.standard();
    return lines("languages.txt").stream().map(line -> load(line.split(" "), form)).toList();
  }

  private static LanguagePack load(String[] resources, TextForm form) {
    String code = resources[0];
    boolean spaced = true;
    boolean questionFirst = true;
    Character.UnicodeScript script = Character.UnicodeScript.LATIN;
    Sound sound = Sound.NONE;
    List<Phrase> phrases = new ArrayList<>();
    Map<String, Map<String, String>> voices = new LinkedHashMap<>();
    for (int i = 1; i < resources.length; i++) {
      putReplies(resources[i], resources[i].substring(code.length() + 1), voices);
    }
    putReplies(code, "", voices);
    String section = "";
    boolean narrow = false;
    for (String line : lines(code + ".lang")) {
      String content = line;
      if (line.startsWith("[")) {
        int end = line.indexOf(']');
        String[] head = line.substring(1, end).trim().split(" ");
        section = head[0];
        narrow = head.length > 1 && head[1].equals("narrow");
        content = line.substring(end + 1).trim();
      }
      switch (section) {
        case "say" -> {}
        case "joiner" -> spaced = content.isEmpty() ? spaced : content.equals("space");
        case "question" ->
            questionFirst = content.isEmpty() ? questionFirst : content.equals("first");
        case "script" ->
            script = content.isEmpty() ? script : Character.UnicodeScript.forName(content);
        case "sound" ->
            sound = content.isEmpty() ? sound : Sound.valueOf(content.toUpperCase(Locale.ROOT));
        case "name" -> {}
        default -> addPhrases(content, section, narrow, form, phrases);
      }
    }
    return new LanguagePack(
        code,
        spaced,
        questionFirst,
        script,
        phrases,
        voices.getOrDefault("/", Map.of()),
        voices,
        form,
        sound,
        "");
  }

  private static void putReplies(
      String resource, String script, Map<String, Map<String, String>> voices) {
    Map<String, String> replies = null;
    for (String line : lines(resource + ".lang")) {
      if (line.startsWith("[")) {
        String head = line.substring(1, line.indexOf(']')).trim();
        String voice = script + "/" + head.substring(Math.min(head.length(), 3)).trim();
        replies =
            head.equals("say") || head.startsWith("say ")
                ? voices.computeIfAbsent(voice, ignored -> new LinkedHashMap<>())
                : null;
      } else if (replies != null) {
        putReply(line, replies);
      }
    }
  }

  private static void putReply(String line, Map<String, String> replies) {
    int equals = line.indexOf(" = ");
    if (equals > 0) {
      replies.put(line.substring(0, equals).trim(), line.substring(equals + 3));
    }
  }

  private static void addPhrases(
      String line, String section, boolean narrow, TextForm form, List<Phrase> phrases) {
    for (String item : line.split(",")) {
      int equals = item.indexOf('=');
      String value = equals < 0 ? "" : item.substring(equals + 1).trim();
      String words = (equals < 0 ? item : item.substring(0, equals)).trim();
      if (words.isEmpty()) {
        continue;
      }
      String[] forms =
          section.startsWith("t") ? words.split("/(?=[a-z ]{2,})", 2) : words.split("\0");
      for (int i = 0; i < forms.length; i++) {
        List<String> said =
            section.startsWith("frame.") ? List.of(forms[i]) : alternatives(forms[i]);
        for (String text : said) {
          phrases.add(new Phrase(form.of(text), section, value, i > 0, narrow));
        }
      }
    }
  }

  /** All that {@code (tell|warn) (them|all)} stands for. */
  private static List<String> alternatives(String text) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open);
    if (open < 0 || close < 0) {
      return List.of(text);
    }
    List<String> all = new ArrayList<>();
    for (String one : text.substring(open + 1, close).split("\\|", -1)) {
      all.addAll(alternatives(text.substring(0, open) + one + text.substring(close + 1)));
    }
    return all;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = LanguagePack.class.getResourceAsStream(path(resource))) {
      if (in == null) {
        throw new IllegalStateException("The language resource " + resource + " is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String path(String resource) {
    return "/io/lares/planner/language/" + resource;
  }

  static List<String> resource(String name) {
    return lines(name);
  }

  /**
   * The script in which somebody is answered, empty for the language's own.
   *
   * @param text what is answered: it may show the script in which its speaker reads
   * @param wanted the language that the speaker is said to use
   */
  public String scriptFor(String text, Locale wanted) {
    if (!voices.containsKey(TRADITIONAL + "/")) {
      return "";
    }
    boolean said =
        wanted.getScript().equals(TRADITIONAL)
            || wanted.getScript().isEmpty() && TRADITIONAL_PLACES.contains(wanted.getCountry());
    boolean own = wanted.getLanguage().equals(code);
    return form.traditional(text) || own && said && !form.simplified(text) ? TRADITIONAL : "";
  }

  /**
   * The same language in another voice.
   *
   * @param answers the script of the replies, empty for the language's own
   */
  public LanguagePack voice(String answers, Tone tone) {
    Map<String, String> spoken = new LinkedHashMap<>();
    for (String each : answers.isEmpty() ? List.of("") : List.of("", answers)) {
      spoken.putAll(voices.getOrDefault(each + "/", Map.of()));
      String toned = each + "/" + tone.name().toLowerCase(Locale.ROOT);
      spoken.putAll(voices.getOrDefault(toned, Map.of()));
    }
    return new LanguagePack(
        code, spaced, questionFirst, script, phrases, spoken, voices, form, sound, answers);
  }

  /** A text of the language as this voice writes it. */
  public String written(String word) {
    return other.isEmpty() ? word : form.inTraditional(word);
  }

  /** Its ISO 639 code. */
  public String code() {
    return code;
  }

  /** How its words sound. */
  public Sound sound() {
    return sound;
  }

  /** True where words are written with spaces between them. */
  public boolean spaced() {
    return spaced;
  }

  /** True where the words that make a question open the sentence. */
  public boolean questionFirst() {
    return questionFirst;
  }

  /**
   * True where a name is written as the language is: in its script, in a language with spaces
   * between words in no other beside it.
   */
  public boolean writes(String name) {
    boolean own = false;
    boolean foreign = false;
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isLetter(point)) {
        boolean same = script(point) == script;
        own |= same;
        foreign |= !same;
      }
    }
    return own && !(spaced && foreign);
  }

  private static Character.UnicodeScript script(int letter) {
    return letter < 0x80 ? Character.UnicodeScript.LATIN : Character.UnicodeScript.of(letter);
  }

  public List<Phrase> phrases() {
    return phrases;
  }

  /** How texts are brought into the form in which they are compared. */
  public TextForm form() {
    return form;
  }

  public Locale locale() {
    return other.isEmpty()
        ? Locale.of(code)
        : new Locale.Builder().setLanguage(code).setScript(other).build();
  }

  /** The keys of all replies. */
  public Set<String> replies() {
    return replies.keySet();
  }

  /** True where the language has such a reply. */
  public boolean has(String key) {
    return replies.containsKey(key);
  }

  /** A reply with its blanks filled in; the key itself where the language lacks it. */
  public String say(String key, Object... blanks) {
    String text = replies.getOrDefault(key, key);
    StringBuilder out = new StringBuilder(text.length() + 32);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{'
          && i + 2 < text.length()
          && text.charAt(i + 2) == '}'
          && text.charAt(i + 1) - '0' < blanks.length) {
        out.append(blanks[text.charAt(i + 1) - '0']);
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Joins texts as the language does: {@code a, b and c}.
   *
   * @param how what joins them: the replies {@code how.two}, {@code how.more}, {@code how.last}
   */
  public String list(String how, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String text = names.getFirst();
    for (int i = 1; i < names.size(); i++) {
      String key = i < names.size() - 1 ? ".more" : names.size() == 2 ? ".two" : ".last";
      text = say(how + key, text, names.get(i));
    }
    return text;
  }
}
