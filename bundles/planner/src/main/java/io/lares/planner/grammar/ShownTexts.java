package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.Capability;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.planner.Step;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts that devices show or tell: what a sign is to say, which story is to be read. */
final class ShownTexts {
  private final Lexicon lexicon;
  private final Speech speech;
  private final TextForm.Formed formed;

  /** The devices that take a text, by each of their names in compared form. */
  private final Map<String, Device> boards = new LinkedHashMap<>();

  ShownTexts(Home home, Lexicon lexicon, Speech speech, TextForm.Formed formed) {
    this.lexicon = lexicon;
    this.speech = speech;
    this.formed = formed;
    for (Device device : home.devices()) {
      if (text(device) != null) {
        for (String name : lexicon.spoken(device).split("\\|")) {
          boards.putIfAbsent(name, device);
        }
      }
    }
    tails();
  }

  /** "The sign" is Porch Sign, where no other device is called so. */
  private void tails() {
    Map<String, Set<Device>> ends = new LinkedHashMap<>();
    for (Map.Entry<String, Device> board : boards.entrySet()) {
      String name = board.getKey();
      for (int at = name.indexOf(' '); at > 0; at = name.indexOf(' ', at + 1)) {
        ends.computeIfAbsent(name.substring(at + 1), ignored -> new LinkedHashSet<>())
            .add(board.getValue());
      }
    }
    ends.forEach((end, devices) -> {
      PhraseBook.Entry known = lexicon.get(end);
      boolean other =
          known != null
              && known.words().stream()
                  .anyMatch(word ->
                      word instanceof Word.Kind
                          || word instanceof Word.Name name && !only(name, devices)
                          || word instanceof Word.Part part && part.devices().size() > 1);
      if (devices.size() == 1 && !other) {
        boards.putIfAbsent(end, devices.iterator().next());
      }
    });
  }

  private static boolean only(Word.Name name, Set<Device> devices) {
    return devices.stream().map(Device::id).toList().containsAll(name.devices());
  }

  private static @Nullable Attribute text(Device device) {
    for (Capability capability : device.capabilities()) {
      for (Attribute attribute : capability.attributes()) {
        if (attribute.commandable()
            && Vocabulary.attribute(attribute.id()) == null
            && attribute.kind() instanceof ValueKind.Text) {
          return attribute;
        }
      }
    }
    return null;
  }

  /** A pattern for the devices that the sentence may name; empty where it names none. */
  String pattern() {
    List<String> names =
        boards.keySet().stream().filter(name -> Segmenter.mentions(formed.text(), name)).toList();
    if (names.isEmpty()) {
      return "";
    }
    List<String> articles = lexicon.pack().articles();
    String article = articles.isEmpty() ? "" : "(?:" + Frames.any(articles) + "\\s*)*";
    return article + Frames.any(names);
  }

  /** True where what is to be shown is no value of another sort: a number, a colour, off. */
  boolean fits(Frames.Match match) {
    String item = lexicon.pack().withoutArticles(match.item());
    PhraseBook.Entry known = lexicon.get(item);
    boolean value =
        known != null
            && known.words().stream()
                .anyMatch(word ->
                    word instanceof Word.Choice
                        || word instanceof Word.Colour
                        || word instanceof Word.Amount
                        || word instanceof Word.Mode
                        || word instanceof Word.Do
                        || word instanceof Word.Part
                        || word instanceof Word.Described);
    boolean number = Arrays.stream(item.split("[ %°]")).allMatch(ShownTexts::digits);
    return !value && !number && device(match) != null;
  }

  private static boolean digits(String word) {
    return !word.isEmpty() && word.chars().allMatch(c -> Character.isDigit(c) || c == '.');
  }

  private @Nullable Device device(Frames.Match match) {
    String said = lexicon.pack().withoutArticles(match.list());
    Device device = boards.get(match.list());
    return device == null ? boards.get(said) : device;
  }

  List<Step> read(Frames.Match match, String said) {
    Device device = device(match);
    Attribute attribute = device == null ? null : text(device);
    if (device == null || attribute == null) {
      return List.of(new Step.Refuse(said, speech.say("refuse.understand"), said));
    }
    String text = unquoted(formed.said(match.itemFrom(), match.itemTo()).strip());
    Value wanted = Value.of(text);
    if (attribute.kind().misfit(wanted) != null) {
      return List.of(new Step.Refuse(said, speech.say("refuse.long", Value.MAX_TEXT), said));
    }
    List<Command> commands = new ArrayList<>();
    commands.add(new Command(device.id(), attribute.id(), wanted));
    return List.of(new Step.Act(commands, speech.summary(commands), said));
  }

  private static String unquoted(String text) {
    return text.replaceAll("^[\"'“”‘’«»「」『』《》:：\\s]+|[\"'“”‘’«»「」『』《》\\s.。]+$", "");
  }
}
