package io.lares.planner.grammar;

import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.List;

/** Tells which devices are of a kind that people have a word for. */
final class Kinds {
  private final Lexicon lexicon;
  private final StateView state;

  Kinds(Lexicon lexicon, StateView state) {
    this.lexicon = lexicon;
    this.state = state;
  }

  /**
   * True where a device is of a kind, by its type, by its covering, or because its name says so.
   */
  boolean includes(Group group, Device device) {
    if (group.includes(device, covering(device))) {
      return true;
    }
    if (!group.byName(device)) {
      return false;
    }
    String name = lexicon.spoken(device);
    for (String noun : lexicon.pack().nouns(group)) {
      if (Segmenter.mentions(name, noun)
          && Segmenter.mentions(without(name, lexicon.pack().longer(noun)), noun)) {
        return true;
      }
    }
    return lexicon.pack().plurals(group).stream().anyMatch(noun -> Segmenter.mentions(name, noun));
  }

  /** "Ceiling light" is in the name of a light, or what is particular in it: "Kitchen Ceiling". */
  boolean spokenAs(Device device, Word.Kind kind) {
    String noun = singular(kind.noun());
    int last = noun.lastIndexOf(' ');
    return lexicon.spoken(device).contains(noun)
        || last > 0
            && device.type().isLight()
            && Segmenter.mentions(lexicon.spoken(device), noun.substring(0, last));
  }

  private String covering(Device device) {
    if (device.type() != DeviceType.WINDOW_COVERING) {
      return "";
    }
    Reading reading = state.reading(device.id(), Vocabulary.COVERING_TYPE);
    return reading != null && reading.value() instanceof Value.Text(String text) ? text : "";
  }

  /** A window is none of what 窗帘, a curtain, says. */
  private static String without(String name, List<String> words) {
    String rest = name;
    for (String word : words) {
      rest = rest.replace(word, " ");
    }
    return rest;
  }

  private static String singular(String noun) {
    return noun.length() > 3 && noun.endsWith("s") ? noun.substring(0, noun.length() - 1) : noun;
  }
}
