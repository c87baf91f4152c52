package io.lares.planner.grammar;

import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds to a home's phrases what its devices are called, whole and in part. */
final class DeviceNames {
  private static final double NAMED = 0.85;
  private static final double TAIL = 1.3;
  private static final int SHORTEST_TAIL = 2;
  private static final double PART = 1.8;
  private static final double INEXACT = 2.3;

  private final PackWords pack;
  private final PhraseBook book;

  /** Devices by the ends of their names. */
  private final Map<String, Set<DeviceId>> tails = new LinkedHashMap<>();

  /** Devices of no known kind by the ends of their names, in a language without spaces. */
  private final Map<String, Set<DeviceId>> ends = new LinkedHashMap<>();

  /** Devices that only a number tells apart, by what comes before it. */
  private final Map<String, Set<DeviceId>> families = new LinkedHashMap<>();

  /** Devices by their names in the other number. */
  private final Map<String, Set<DeviceId>> inexact = new HashMap<>();

  private final Map<String, Set<DeviceId>> parts = new HashMap<>();

  DeviceNames(PackWords pack, PhraseBook book) {
    this.pack = pack;
    this.book = book;
  }

  /** Adds a name of a device. */
  void add(Device device, String name) {
    String text = pack.pack().form().of(name);
    if (text.isEmpty()) {
      return;
    }
    boolean generic = generic(text);
    named(text, device, generic);
    book.remember(text);
    for (String other : PhraseBook.scripts(text)) {
      named(other, device, generic);
    }
    book.beside(text);
    if (Segmenter.latin(text.charAt(text.length() - 1))) {
      boolean plural = text.endsWith("s");
      String other = plural ? text.substring(0, text.length() - 1) : text + "s";
      if (other.length() > 2) {
        inexact.computeIfAbsent(other, ignored -> new LinkedHashSet<>()).add(device.id());
      }
    }
    if (device.type() == DeviceType.SCENE || device.type() == DeviceType.SCRIPT) {
      scene(text, device);
    }
    tailsOf(text, device);
    familyOf(text, device);
    for (String part : partsOf(text)) {
      parts.computeIfAbsent(part, ignored -> new LinkedHashSet<>()).add(device.id());
    }
  }

  /** "Movie mode", "do movie": what people say around the name of a scene. */
  private void scene(String text, Device device) {
    String blank = pack.pack().spaced() ? " " : "";
    for (String before : pack.sceneWords("before")) {
      named(before + blank + text, device, false);
    }
    for (String behind : pack.sceneWords("behind")) {
      if (!text.endsWith(behind)) {
        named(text + blank + behind, device, false);
      }
    }
  }

  /** Adds what names come to together: what several have in common, and their parts. */
  void addCommon() {
    tails.forEach((text, devices) -> {
      if (book.get(text) == null) {
        book.add(text, new Word.Name(devices, true), TAIL);
        book.remember(text);
        if (Segmenter.latin(text.charAt(text.length() - 1))) {
          plural(text, devices);
        }
      }
    });
    ends.forEach((text, devices) -> {
      if (devices.size() == 1 && book.get(text) == null) {
        book.add(text, new Word.Name(devices, true), TAIL);
      }
    });
    families.forEach(this::plural);
    inexact.forEach((text, devices) -> {
      if (book.get(text) instanceof PhraseBook.Entry(List<Word> words, double cost)
          && words.stream().anyMatch(Word.Name.class::isInstance)) {
        return;
      }
      book.add(text, new Word.Name(devices, generic(text)), INEXACT);
    });
  }

  /** Adds the words that names are made of. */
  void addParts() {
    parts.forEach((word, devices) -> book.add(word, new Word.Part(devices), PART));
  }

  private void named(String text, Device device, boolean generic) {
    PhraseBook.Entry known = book.own(text);
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
    book.add(text, new Word.Name(devices, generic), NAMED);
  }

  /** "Trash can" for Smart Trash Can, 马桶 for 智能马桶. */
  private void tailsOf(String text, Device device) {
    for (int at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
      String tail = text.substring(at + 1);
      if (tail.indexOf(' ') > 0 && pack.withoutArticles(tail).equals(tail)) {
        tails.computeIfAbsent(tail, ignored -> new LinkedHashSet<>()).add(device.id());
      }
    }
    if (!pack.pack().spaced() && !kindly(text)) {
      for (int at = 1; at <= text.length() - SHORTEST_TAIL; at++) {
        String tail = text.substring(at);
        if (tail.codePoints().allMatch(Character::isIdeographic)) {
          ends.computeIfAbsent(tail, ignored -> new LinkedHashSet<>()).add(device.id());
        }
      }
    }
  }

  /** True where a name ends with the word for a kind, so that its end says no more than that. */
  private boolean kindly(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (pack.kind(text.substring(at)) != null) {
        return true;
      }
    }
    return false;
  }

  /** "The panels" are Panel 1, Panel 2 and so on. */
  private void familyOf(String text, Device device) {
    int last = text.lastIndexOf(' ');
    String end = text.substring(last + 1);
    if (last > 0 && pack.counts(end)) {
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
    if (devices.size() > 1 && !many.equals(text) && book.get(many) == null) {
      book.add(many, new Word.Name(devices, true, true), TAIL);
      book.remember(many);
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
        PhraseBook.Entry head = book.own(text.substring(0, cut).strip());
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
  private List<String> partsOf(String text) {
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
      PhraseBook.Entry head = book.own(rest.substring(0, cut));
      if (head != null && head.words().getFirst() instanceof Word.Place) {
        rest = rest.substring(cut);
        break;
      }
    }
    boolean han = !rest.isEmpty() && !Segmenter.latin(rest.charAt(0));
    return han && rest.length() > 1 && !rest.equals(text) ? List.of(rest) : List.of();
  }
}
