package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.Capability;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that each device of a home has for what the vocabulary does not know about it. */
final class OwnWords {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_HAN = 2;

  /**
   * An attribute and how it is spoken of.
   *
   * @param words the words of its name and description, in a language with spaces
   * @param text both as one text
   * @param deeds the verbs that are in these words, where it is a switch
   */
  record Own(Attribute attribute, Set<String> words, String text, Set<String> deeds) {
    /** True where the attribute takes such a value. */
    boolean takes(Token token) {
      return switch (attribute.kind()) {
        case ValueKind.Choice(List<String> values) ->
            token.words().stream()
                .anyMatch(word ->
                    word instanceof Word.Choice(String value) && values.contains(value)
                        || word instanceof Word.Mode(String mode) && values.contains(mode));
        case ValueKind.Number number ->
            token.has(Word.Numeral.class) || token.has(Word.Amount.class);
        default -> false;
      };
    }
  }

  private final boolean spaced;
  private final Map<DeviceId, List<Own>> words = new HashMap<>();

  OwnWords(Home home, PackWords pack) {
    this.spaced = pack.pack().spaced();
    TextForm form = pack.pack().form();
    Inflections verbs = new Inflections(pack.pack());
    for (Device device : home.devices()) {
      List<Own> own = new ArrayList<>();
      for (Capability capability : device.capabilities()) {
        for (Attribute attribute : capability.attributes()) {
          if (Vocabulary.attribute(attribute.id()) == null) {
            own.add(own(attribute, form, pack, verbs));
          }
        }
      }
      if (!own.isEmpty()) {
        words.put(device.id(), own);
      }
    }
  }

  private static Own own(Attribute attribute, TextForm form, PackWords pack, Inflections verbs) {
    String text =
        form.of(DescribedWords.apart(attribute.id().name()))
            + ' '
            + form.of(attribute.label())
            + ' '
            + form.of(DescribedWords.brief(attribute));
    Set<String> words = new HashSet<>();
    for (String word : text.split(" ")) {
      if (word.length() >= SHORTEST
          && pack.get(word).stream().noneMatch(Word.Mark.class::isInstance)) {
        words.add(word);
      }
    }
    Set<String> deeds = new HashSet<>();
    if (attribute.commandable() && attribute.kind() instanceof ValueKind.Bool) {
      words.forEach(word -> deeds.addAll(verbs.of(word)));
    }
    return new Own(attribute, words, text, deeds);
  }

  /** What a device has of its own; empty where it has nothing. */
  List<Own> of(DeviceId device) {
    return words.getOrDefault(device, List.of());
  }

  /** The attributes of a device that are spoken of with a word. */
  List<Own> spokenOf(DeviceId device, String said) {
    List<Own> found = new ArrayList<>();
    for (Own own : of(device)) {
      boolean spoken =
          spaced
              ? own.words().contains(said)
              : said.length() >= SHORTEST_HAN && own.text().contains(said);
      if (spoken) {
        found.add(own);
      }
    }
    return found;
  }
}
