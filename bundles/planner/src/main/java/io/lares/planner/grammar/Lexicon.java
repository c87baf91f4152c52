package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Floor;
import io.lares.home.Home;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.planner.language.LanguagePack;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All phrases that mean something in one home, in one language. Immutable once built. */
final class Lexicon {
  private static final double NAME = 0.85;
  private static final double PLACE = 0.9;
  private static final double WORD = 1;
  private static final double INEXACT = 2.3;
  private static final double TAIL = 1.3;
  private static final double SHORT_PLACE = 1.4;
  private static final double FOREIGN = 1.6;

  /** Longer descriptions are sentences, not names. */
  static final int LONGEST_DESCRIPTION = 24;

  private static final int SHORTEST_WORD = 3;
  private static final int SHORTEST_TOLD = 5;
  private static final int LONGEST_TOLD = 60;

  /** Where letters and Han signs meet, with what stands between them for {@code _}. */
  private static final String MIXED = "(?<=\\p{IsHan})_(?=[a-z0-9])|(?<=[a-z0-9])_(?=\\p{IsHan})";

  /** Names this long, in a language without spaces, may be said by their second half. */
  private static final int LONG_NAME = 4;

  /** The meanings of a phrase and what it costs to read it so. */
  record Entry(List<Word> words, double cost) {}

  private final Home home;
  private final PackWords pack;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<Character, Integer> longest = new HashMap<>();
  private final Map<DeviceId, String> spoken = new HashMap<>();
  private final Set<String> nominalWords = new HashSet<>();
  private final Map<String, Set<DeviceId>> tails = new LinkedHashMap<>();
  private final Set<AreaId> outdoors = new HashSet<>();
  private final Map<String, Set<String>> sounding = new HashMap<>();
  private final Map<String, Set<DeviceId>> families = new LinkedHashMap<>();

  /** Attributes by the longer words of their descriptions. */
  private final Map<String, Set<AttributeId>> told = new LinkedHashMap<>();

  private final Map<String, Set<String>> before = new HashMap<>();
  private final Map<String, Set<String>> behind = new HashMap<>();
  private final List<PackWords> others;

  /**
   * Makes one.
   *
   * @param all all languages: people mix them
   */
  Lexicon(Home home, PackWords pack, List<PackWords> all) {
    this.home = home;
    this.pack = pack;
    this.others = all.stream().filter(other -> other != pack).toList();
    nominalWords.addAll(pack.nominalWords());
    for (LanguagePack.Phrase phrase : pack.pack().phrases()) {
      if (!phrase.text().isEmpty()) {
        longest.merge(phrase.text().charAt(0), phrase.text().length(), Math::max);
      }
    }
    for (PackWords other : others) {
      for (LanguagePack.Phrase phrase : other.pack().phrases()) {
        if (foreign(phrase.text())) {
          longest.merge(phrase.text().charAt(0), phrase.text().length(), Math::max);
        }
      }
    }
    places();
    Map<String, Set<DeviceId>> parts = new HashMap<>();
    Map<String, Set<DeviceId>> inexact = new HashMap<>();
    for (Device device : home.devices()) {
      name(device, device.name(), parts, inexact);
      device.aliases().forEach(alias -> name(device, alias, parts, inexact));
      described(device);
      StringBuilder text = new StringBuilder(form().of(device.name()));
      device.aliases().forEach(alias -> text.append('|').append(form().of(alias)));
      spoken.put(device.id(), text.toString());
    }
    tails.forEach((text, devices) -> {
      if (get(text) == null) {
        add(text, new Word.Name(devices, true), TAIL);
        remember(text);
        if (Segmenter.latin(text.charAt(text.length() - 1))) {
          plural(text, devices);
        }
      }
    });
    families.forEach(this::plural);
    inexact.forEach((text, devices) -> {
      if (get(text) instanceof Entry(List<Word> words, double cost)
          && words.stream().anyMatch(Word.Name.class::isInstance)) {
        return;
      }
      add(text, new Word.Name(devices, generic(text)), INEXACT);
    });
    told.forEach((word, attributes) -> {
      if (get(word) == null) {
        add(word, new Word.Described(attributes, true), 1.7);
        remember(word);
      }
    });
    parts.forEach((word, devices) -> add(word, new Word.Part(devices), 1.8));
    for (String word : nominalWords) {
      sounding(word);
    }
    for (LanguagePack.Phrase phrase : pack.pack().phrases()) {
      if (phrase.section().startsWith("type.") || phrase.section().startsWith("feature.")) {
        sounding(phrase.text());
      }
    }
  }

  private void sounding(String word) {
    boolean enough = word.length() >= (pack.pack().spaced() ? SHORTEST_WORD : 2);
    String key = enough ? pack.pack().sound().of(word) : "";
    if (!key.isEmpty()) {
      sounding.computeIfAbsent(key, ignored -> new LinkedHashSet<>()).add(word);
    }
  }

  /** The areas in the open air. */
  Set<AreaId> outdoors() {
    return outdoors;
  }

  /** The words for things that sound like this one. */
  Set<String> soundingLike(String word) {
    String key = pack.pack().sound().of(word);
    return key.isEmpty() ? Set.of() : sounding.getOrDefault(key, Set.of());
  }

  private TextForm form() {
    return pack.pack().form();
  }

  private void places() {
    for (Area area : home.areas()) {
      if (pack.rooms().outdoor(form().of(area.name()))
          || area.aliases().stream().anyMatch(alias -> pack.rooms().outdoor(form().of(alias)))) {
        outdoors.add(area.id());
      }
    }
    for (Area area : home.areas()) {
      place(area.name(), area.aliases(), Set.of(area.id()));
    }
    Map<String, Set<AreaId>> besides = PlaceNames.of(home, pack);
    besides.forEach((text, areas) -> {
      if (get(text) == null) {
        add(text, new Word.Place(areas, text), SHORT_PLACE);
        remember(text);
      }
    });
    roomFamilies();
    for (Floor floor : home.floors()) {
      Set<AreaId> areas = new LinkedHashSet<>();
      for (Area area : home.areas()) {
        if (floor.id().equals(area.floor())) {
          areas.add(area.id());
        }
      }
      place(floor.name(), floor.aliases(), areas);
    }
  }

  /** "The meeting rooms" are Meeting Room 1, Meeting Room 2 and so on. */
  private void roomFamilies() {
    Map<String, Set<AreaId>> rooms = new LinkedHashMap<>();
    for (Area area : home.areas()) {
      String text = form().of(area.name());
      int last = text.lastIndexOf(' ');
      if (last > 0 && counted(text.substring(last + 1))) {
        rooms
            .computeIfAbsent(text.substring(0, last), ignored -> new LinkedHashSet<>())
            .add(area.id());
      }
    }
    rooms.forEach((stem, areas) -> {
      String many = stem.endsWith("s") ? stem : stem + "s";
      if (areas.size() > 1 && get(many) == null) {
        add(many, new Word.Place(areas, many), PLACE);
        add(stem, new Word.Place(areas, many), SHORT_PLACE);
        remember(many);
      }
    });
  }

  private boolean counted(String word) {
    return word.length() == 1 || Character.isDigit(word.charAt(0)) || pack.number(word) != null;
  }

  private void place(String name, List<String> aliases, Set<AreaId> areas) {
    List<String> names = new ArrayList<>(aliases);
    names.addFirst(name);
    for (String one : names) {
      String text = form().of(one);
      if (!text.isEmpty()) {
        Word.Place place = new Word.Place(areas, name);
        add(text, place, PLACE);
        remember(text);
        beside(text);
        scripts(text).forEach(other -> add(other, place, PLACE));
        if (text.indexOf(' ') > 0) {
          add(text.replace(" ", ""), place, 1.2);
        }
      }
    }
  }

  private void name(
      Device device,
      String name,
      Map<String, Set<DeviceId>> parts,
      Map<String, Set<DeviceId>> inexact) {
    String text = form().of(name);
    if (text.isEmpty()) {
      return;
    }
    boolean generic = generic(text);
    addName(text, device, generic);
    remember(text);
    for (String other : scripts(text)) {
      addName(other, device, generic);
    }
    beside(text);
    if (Segmenter.latin(text.charAt(text.length() - 1))) {
      boolean plural = text.endsWith("s");
      String other = plural ? text.substring(0, text.length() - 1) : text + "s";
      if (other.length() > 2) {
        inexact.computeIfAbsent(other, ignored -> new LinkedHashSet<>()).add(device.id());
      }
    }
    tails(text, device);
    family(text, device);
    for (String part : parts(text)) {
      parts.computeIfAbsent(part, ignored -> new LinkedHashSet<>()).add(device.id());
    }
  }

  /** "iMac 插座" and "iMac插座" are the same. */
  private static Set<String> scripts(String text) {
    Set<String> other = new LinkedHashSet<>();
    other.add(text.replaceAll(MIXED.replace("_", " "), ""));
    other.add(text.replaceAll(MIXED.replace("_", ""), " "));
    other.remove(text);
    return other;
  }

  /** Keeps which words stand beside which in names. */
  private void beside(String text) {
    String[] words = text.split(" ");
    for (int i = 1; i < words.length; i++) {
      before.computeIfAbsent(words[i], ignored -> new LinkedHashSet<>()).add(words[i - 1]);
      behind.computeIfAbsent(words[i - 1], ignored -> new LinkedHashSet<>()).add(words[i]);
    }
  }

  /** The words that names have right before a word. */
  Set<String> before(String word) {
    return before.getOrDefault(word, Set.of());
  }

  /** The words that names have right behind a word. */
  Set<String> behind(String word) {
    return behind.getOrDefault(word, Set.of());
  }

  /** "Trash can" for Smart Trash Can, "heated blanket" for Guest Bedroom Heated Blanket. */
  private void tails(String text, Device device) {
    for (int at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      String tail = text.substring(at + 1);
      if (tail.indexOf(' ') > 0 && pack.withoutArticles(tail).equals(tail)) {
        tails.computeIfAbsent(tail, ignored -> new LinkedHashSet<>()).add(device.id());
      }
    }
  }

  /** "The panels" are Panel 1, Panel 2 and so on. */
  private void family(String text, Device device) {
    int last = text.lastIndexOf(' ');
    String end = text.substring(last + 1);
    if (last > 0 && counted(end)) {
      String stem = text.substring(0, last);
      families.computeIfAbsent(stem, ignored -> new LinkedHashSet<>()).add(device.id());
      for (int at = stem.indexOf(' '); at > 0; at = stem.indexOf(' ', at + 1)) {
        families
            .computeIfAbsent(stem.substring(at + 1), ignored -> new LinkedHashSet<>())
            .add(device.id());
      }
    }
  }

  /** All the devices that are called so. */
  private void plural(String text, Set<DeviceId> devices) {
    String many = text.endsWith("s") ? text : text + "s";
    if (devices.size() > 1 && !many.equals(text) && get(many) == null) {
      add(many, new Word.Name(devices, true, true), TAIL);
      remember(many);
    }
  }

  /** True where a name consists of nothing but words for kinds and places. */
  private boolean generic(String text) {
    if (pack.kind(text) != null) {
      return true;
    }
    int n = text.length();
    for (int cut = 1; cut < n; cut++) {
      if (Segmenter.boundary(text, cut)) {
        String tail = text.substring(cut).strip();
        Entry head = entries.get(text.substring(0, cut).strip());
        if (pack.kind(tail) != null
            && head != null
            && head.words().getFirst() instanceof Word.Place) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The words of a name that may stand for it: its words, or what is left beside place and kind.
   */
  private List<String> parts(String text) {
    if (text.indexOf(' ') > 0) {
      List<String> words = new ArrayList<>();
      for (String word : text.split(" ")) {
        if (word.length() > 1 && pack.get(word).stream().noneMatch(Word.Mark.class::isInstance)) {
          words.add(word);
        }
      }
      return words;
    }
    String rest = text;
    for (int cut = 1; cut < text.length(); cut++) {
      if (pack.kind(text.substring(cut)) != null) {
        rest = text.substring(0, cut);
        break;
      }
    }
    for (int cut = rest.length() - 1; cut > 0; cut--) {
      Entry head = entries.get(rest.substring(0, cut));
      if (head != null && head.words().getFirst() instanceof Word.Place) {
        rest = rest.substring(cut);
        break;
      }
    }
    boolean han = !rest.isEmpty() && !Segmenter.latin(rest.charAt(0));
    return han && rest.length() > 1 && !rest.equals(text) ? List.of(rest) : List.of();
  }

  private void described(Device device) {
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (Vocabulary.attribute(attribute.id()) == null) {
          describe(attribute);
        }
        if (attribute.kind() instanceof ValueKind.Choice(List<String> values)) {
          for (String value : values) {
            String text = spoken(value);
            if (!text.isEmpty()) {
              add(text, new Word.Choice(value), 1.05);
              remember(text);
              deed(text, value);
            }
          }
        }
      }
    }
  }

  /** "Disarm" makes something "disarmed". */
  private void deed(String text, String value) {
    String stem = text.endsWith("ed") ? text.substring(0, text.length() - 2) : "";
    if (stem.length() >= SHORTEST_WORD && get(stem) == null) {
      add(stem, new Word.Choice(value), WORD);
      add(stem, new Word.Do(Verb.SET, Word.Form.VERB), WORD);
    }
  }

  /** "Arm it" makes something "armed", "disarm it" the opposite. */
  private void participle(Attribute attribute, String name) {
    String stem = name.endsWith("ed") ? name.substring(0, name.length() - 2) : "";
    if (!(attribute.kind() instanceof ValueKind.Bool) || stem.length() < SHORTEST_WORD) {
      return;
    }
    Map<String, Verb> verbs =
        Map.of(stem, Verb.ON, "dis" + stem, Verb.OFF, "un" + stem, Verb.OFF, "de" + stem, Verb.OFF);
    verbs.forEach((text, verb) -> {
      if (get(text) == null) {
        add(text, new Word.Described(new LinkedHashSet<>(List.of(attribute.id())), false), WORD);
        add(text, new Word.Do(verb, Word.Form.VERB), WORD);
      }
    });
  }

  private void describe(Attribute attribute) {
    AttributeId id = attribute.id();
    unit(attribute.unit());
    String capability = spoken(id.capability());
    String name = spoken(id.name());
    Set<String> texts = new LinkedHashSet<>(List.of(capability + " " + name, name, capability));
    texts.add(form().of(attribute.label()));
    if (attribute.description().length() <= LONGEST_DESCRIPTION) {
      texts.add(form().of(attribute.description()));
    }
    for (String word : name.split(" ")) {
      if (name.length() > word.length()
          && word.length() >= SHORTEST_WORD
          && pack.get(word).isEmpty()) {
        add(word, new Word.Described(new LinkedHashSet<>(List.of(id)), true), 1.6);
        remember(word);
      }
    }
    String description = form().of(attribute.description());
    participle(attribute, name);
    for (String word : pack.pack().spaced() ? description.split(" ") : new String[0]) {
      if (description.length() <= LONGEST_TOLD
          && word.length() >= SHORTEST_TOLD
          && pack.get(word).isEmpty()) {
        told.computeIfAbsent(word, ignored -> new LinkedHashSet<>()).add(id);
      }
    }
    if (!pack.pack().spaced() && description.length() >= LONG_NAME && texts.contains(description)) {
      String begin = description.substring(0, LONG_NAME / 2);
      String end = description.substring(description.length() - LONG_NAME / 2);
      for (String half : List.of(begin, end)) {
        List<Word> known = pack.get(half);
        boolean feature = half.equals(end) && known.stream().allMatch(Word.About.class::isInstance);
        if (get(half) == null || feature) {
          add(half, new Word.Described(new LinkedHashSet<>(List.of(id)), true), 1.6);
        }
      }
    }
    for (String text : texts) {
      if (text.length() > 1 && !text.equals("sensor")) {
        add(text, new Word.Described(new LinkedHashSet<>(List.of(id)), false), 1.1);
        remember(text);
      }
    }
  }

  /** A unit that only this home has, by its sign. */
  private void unit(String unit) {
    String text = form().of(unit);
    if (text.length() > 1 && get(text) == null) {
      add(text, new Word.Unit(unit), WORD);
    }
  }

  /** {@code spinSpeed} as {@code spin speed}. */
  private String spoken(String identifier) {
    return form().of(identifier.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " "));
  }

  private void remember(String text) {
    for (String word : text.split(" ")) {
      nominalWords.add(word);
      if (Character.isDigit(word.isEmpty() ? ' ' : word.charAt(word.length() - 1))) {
        nominalWords.add(word.replaceAll("[0-9]+$", ""));
      }
    }
  }

  private void addName(String text, Device device, boolean generic) {
    Entry known = entries.get(text);
    if (known != null) {
      for (Word word : known.words()) {
        if (word instanceof Word.Name name) {
          name.devices().add(device.id());
          return;
        }
      }
    }
    Set<DeviceId> devices = new LinkedHashSet<>();
    devices.add(device.id());
    add(text, new Word.Name(devices, generic), NAME);
  }

  private void add(String text, Word word, double cost) {
    Entry known = entries.get(text);
    if (known == null) {
      List<Word> words = new ArrayList<>(pack.get(text));
      known = new Entry(words, words.isEmpty() ? cost : Math.min(cost, WORD));
    }
    List<Word> words = known.words();
    boolean merged = false;
    for (Word other : words) {
      if (other instanceof Word.Described described
          && word instanceof Word.Described more
          && described.partly() == more.partly()) {
        described.attributes().addAll(more.attributes());
        merged = true;
      }
      if (other instanceof Word.Place place && word instanceof Word.Place more) {
        Set<AreaId> both = new LinkedHashSet<>(place.areas());
        both.addAll(more.areas());
        words.set(words.indexOf(other), new Word.Place(both, place.name()));
        merged = true;
        break;
      }
    }
    if (!merged && !words.contains(word)) {
      words.add(word);
    }
    entries.put(text, new Entry(words, Math.min(known.cost(), cost)));
    longest.merge(text.charAt(0), text.length(), Math::max);
  }

  @Nullable Entry get(String phrase) {
    Entry entry = entries.get(phrase);
    if (entry != null) {
      return entry;
    }
    List<Word> words = pack.get(phrase);
    if (!words.isEmpty()) {
      return new Entry(words, WORD);
    }
    for (PackWords other : foreign(phrase) ? others : List.<PackWords>of()) {
      List<Word> theirs = other.get(phrase);
      if (!theirs.isEmpty()) {
        return new Entry(theirs, FOREIGN);
      }
    }
    return null;
  }

  /** True for a text in a script that this language is not written in. */
  private boolean foreign(String text) {
    return !text.isEmpty()
        && Character.isLetter(text.charAt(0))
        && Segmenter.latin(text.charAt(0)) != pack.pack().spaced();
  }

  int longest(char first) {
    return longest.getOrDefault(first, 0);
  }

  /** A device's name and aliases in compared form. */
  String spoken(Device device) {
    return spoken.getOrDefault(device.id(), "");
  }

  Home home() {
    return home;
  }

  PackWords pack() {
    return pack;
  }

  Set<String> nominalWords() {
    return nominalWords;
  }

  boolean knows(String word) {
    return nominalWords.contains(word) || pack.otherWords().contains(word);
  }
}
