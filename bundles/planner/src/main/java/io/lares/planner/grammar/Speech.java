package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.language.LanguagePack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts devices, values and outcomes of one home into the words of one language. */
public final class Speech {
  private static final int MOST_NAMES = 4;

  private final Home home;
  private final LanguagePack pack;
  private final PackWords words;
  private final Names names;
  private final Phrases phrases;

  /**
   * Makes one.
   *
   * @param names what the home's devices are called in the language
   */
  Speech(Home home, PackWords words, Names names) {
    this.home = home;
    this.words = words;
    this.pack = words.pack();
    this.names = names;
    this.phrases = new Phrases(home, words, names);
  }

  /** The language that it speaks. */
  LanguagePack pack() {
    return pack;
  }

  /** A reply of the language, with its blanks filled in. */
  public String say(String key, Object... blanks) {
    return pack.say(key, blanks);
  }

  /** True where the language has such a reply. */
  public boolean has(String key) {
    return pack.has(key);
  }

  /** A few names, or how many there are. */
  public String names(List<Device> devices) {
    if (devices.size() > MOST_NAMES) {
      return pack.say("group", devices.size(), pack.say(Group.thing(devices)));
    }
    return list(devices);
  }

  /** All the names: a, b and c. */
  String list(List<Device> devices) {
    return pack.list("list", devices.stream().map(names::of).toList());
  }

  /** Names to choose from: a, b or c. */
  String choice(List<String> options) {
    return pack.list("or", options);
  }

  /** Modes as people call them, where the language says how. */
  List<String> modes(List<String> values) {
    return values.stream()
        .map(value -> pack.has("mode." + value) ? pack.say("mode." + value) : value)
        .toList();
  }

  /** Values of one device side by side. */
  String values(List<String> values) {
    return pack.list("values", values);
  }

  /** Texts, listed: a, b and c. */
  String enumerate(List<String> texts) {
    return pack.list("list", texts);
  }

  /** A length of time, begun seconds counted: 1 hour and 5 minutes. */
  public String duration(Duration time) {
    long seconds = Math.max(0, time.plusMillis(999).toSeconds());
    List<String> parts = new ArrayList<>();
    long[] sizes = {86_400, 3600, 60, 1};
    String[] names = {"day", "hour", "minute", "second"};
    for (int i = 0; i < sizes.length; i++) {
      long count = seconds / sizes[i];
      seconds %= sizes[i];
      if (count > 0 || parts.isEmpty() && i == sizes.length - 1) {
        parts.add(pack.say("time." + names[i] + (count == 1 ? "" : ".many"), count));
      }
    }
    return pack.list("times", parts);
  }

  /** A reply about one timer: by its name where it has one, and by its length. */
  public String timer(String key, String name, Duration length) {
    return name.isEmpty()
        ? pack.say(key, duration(length))
        : pack.say(key + ".named", duration(length), name);
  }

  /** Something that follows "sorry" or stands alone, as a sentence of its own. */
  String sentence(String text) {
    return pack.say("sentence", text);
  }

  /** Sentences one after the other, as the language sets them. */
  public String join(List<String> sentences) {
    return String.join(
        pack.spaced() ? " " : "", sentences.stream().filter(each -> !each.isEmpty()).toList());
  }

  /** A device's name, with its room where another has the same name. */
  String name(Device device) {
    return names.of(device);
  }

  String name(Area area) {
    return names.of(area);
  }

  String name(Attribute attribute) {
    return phrases.label(attribute.id(), attribute);
  }

  /** "The lamp and the fan are off." for what is so. */
  public String are(List<Device> devices, String phrase) {
    return pack.say(many(devices) ? "is.many" : "is.one", names(devices), phrase);
  }

  /** True where a language with plurals uses one: for several, and for "Counter Lights". */
  private boolean many(List<Device> devices) {
    if (devices.size() != 1) {
      return true;
    }
    String name = pack.form().of(names.of(devices.getFirst()));
    return words.plural(name.substring(name.lastIndexOf(' ') + 1));
  }

  /** A reply that has a form for one device and another for several. */
  String counted(String key, List<Device> devices, Object... blanks) {
    return pack.say(many(devices) ? key + ".many" : key, blanks);
  }

  /** A value as a state: on, 40 % open, set to 21 °C. */
  public String phrase(AttributeId id, Value value, @Nullable Attribute attribute) {
    return phrases.state(id, value, attribute);
  }

  /** A bare value with its unit, as an answer gives it. */
  public String reading(AttributeId id, Value value, @Nullable Attribute attribute) {
    return phrases.reading(id, value, attribute);
  }

  /** What devices are, those in the same state together: a and b are on, c is off. */
  String states(List<Device> devices, Function<Device, String> state) {
    Map<String, List<Device>> byState = new LinkedHashMap<>();
    for (Device device : devices) {
      byState.computeIfAbsent(state.apply(device), ignored -> new ArrayList<>()).add(device);
    }
    List<String> clauses = new ArrayList<>();
    byState.forEach((text, some) -> clauses.add(are(some, text)));
    return pack.list("clauses", clauses);
  }

  /** What commands would bring about, devices with the same new state together. */
  public String summary(List<Command> commands) {
    List<String> parts = new ArrayList<>();
    group(commands, this::state)
        .forEach((phrase, devices) -> parts.add(pack.say("plan.summary", names(devices), phrase)));
    return pack.list("plans", parts);
  }

  /**
   * What has been brought about, in sentences: "The kitchen light is at 40 %." Commands for one
   * device come together, and switching on is not told beside what it is for.
   */
  public String told(List<Command> commands) {
    List<String> sentences = new ArrayList<>();
    group(
            commands,
            (device, command) ->
                phrases.news(
                    command.attribute(), command.value(), device.attribute(command.attribute())))
        .forEach((phrase, devices) -> sentences.add(pack.say("done", are(devices, phrase))));
    return join(sentences);
  }

  /** Asks whether to carry out commands: "Shall I really unlock Front Door?" */
  public String confirm(List<Command> commands) {
    Map<String, List<Device>> groups = group(commands, this::state);
    List<String> deeds = new ArrayList<>();
    for (List<Device> devices : groups.values()) {
      Device one = devices.getFirst();
      for (Command command : telling(one, commands)) {
        deeds.add(
            phrases.deed(
                names(devices),
                command.attribute(),
                command.value(),
                one.attribute(command.attribute())));
      }
    }
    return pack.say("plan.confirm", pack.list("clauses", deeds));
  }

  /**
   * A sentence that would bring commands about: "switch Reading Lamp off". The planner reads it.
   */
  public String wish(List<Command> commands) {
    List<String> deeds = new ArrayList<>();
    group(commands, this::state)
        .values()
        .forEach(devices -> {
          Command one = telling(devices.getFirst(), commands).getFirst();
          deeds.add(
              phrases.deed(
                  list(devices),
                  one.attribute(),
                  one.value(),
                  devices.getFirst().attribute(one.attribute())));
        });
    return pack.list("clauses", deeds);
  }

  private String state(Device device, Command command) {
    return phrases.state(
        command.attribute(), command.value(), device.attribute(command.attribute()));
  }

  /** A device's commands, without the switching on that only serves another. */
  private static List<Command> telling(Device device, List<Command> commands) {
    List<Command> own =
        commands.stream().filter(each -> each.device().equals(device.id())).toList();
    List<Command> others =
        own.stream().filter(each -> !each.attribute().equals(Vocabulary.ON_OFF)).toList();
    return others.isEmpty() ? own : others;
  }

  private Map<String, List<Device>> group(
      List<Command> commands, BiFunction<Device, Command, String> phrase) {
    Map<DeviceId, Device> devices = new LinkedHashMap<>();
    for (Command command : commands) {
      Device device = home.device(command.device());
      if (device != null) {
        devices.put(device.id(), device);
      }
    }
    Map<String, List<Device>> byPhrase = new LinkedHashMap<>();
    for (Device device : devices.values()) {
      List<String> texts =
          telling(device, commands).stream()
              .map(command -> phrase.apply(device, command))
              .distinct()
              .toList();
      byPhrase
          .computeIfAbsent(pack.list("phrases", texts), ignored -> new ArrayList<>())
          .add(device);
    }
    return byPhrase;
  }
}
