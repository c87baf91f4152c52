package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what is to be said aloud, and what is to be looked for and played: free text. */
final class TalkReader {
  private static final int LONGEST = 500;

  private final List<Token> tokens;
  private final Home home;
  private final Targets targets;
  private final Speech speech;
  private final Lookahead ahead;

  /** The words as they were said, from one token to another. */
  private final BiFunction<Integer, Integer, String> words;

  TalkReader(
      List<Token> tokens,
      Home home,
      Targets targets,
      Speech speech,
      boolean spaced,
      BiFunction<Integer, Integer, String> words) {
    this.tokens = tokens;
    this.home = home;
    this.targets = targets;
    this.speech = speech;
    this.ahead = new Lookahead(tokens, spaced);
    this.words = words;
  }

  List<Step> message(Part.Message part) {
    String said = words.apply(part.from(), part.to());
    int from = part.text();
    while (from < part.to() && tokens.get(from).is(Word.Mark.THAT)) {
      from++;
    }
    String text = from < part.to() ? words.apply(from, part.to()) : "";
    List<Device> voices =
        Targets.filter(home.devices(), device -> device.attribute(Ids.BROADCAST) != null);
    if (voices.isEmpty()) {
      return List.of(new Step.Refuse(said, speech.say("refuse.broadcast"), said));
    }
    if (text.isEmpty()) {
      return List.of(new Step.Ask(speech.say("ask.message"), List.of(), said));
    }
    if (text.length() > LONGEST) {
      return List.of(new Step.Refuse(said, speech.say("refuse.long", LONGEST), said));
    }
    List<Command> commands =
        voices.stream()
            .map(device -> new Command(device.id(), Ids.BROADCAST, Value.of(text)))
            .toList();
    return List.of(new Step.Message(commands, text, said));
  }

  /** Nothing to look for, only something to go on with: "play some music". */
  boolean plain(Part.Play part) {
    return title(part) == null;
  }

  /**
   * The steps for something to play: the title, and the player where one was named; else the one in
   * the speaker's room, or the only one.
   */
  List<Step> play(Part.Play part) {
    String said = words.apply(part.from(), part.to());
    int[] title = title(part);
    if (title == null) {
      return List.of();
    }
    Target where = where(part, title);
    Predicate<Device> able = device -> device.attribute(Vocabulary.TRACK) != null;
    List<Device> players = new ArrayList<>();
    if (where != null && !where.onlyPlace()) {
      if (targets.find(where, able) instanceof Targets.Result.Found(var found, var group)) {
        players.addAll(Targets.filter(found, able));
      }
    } else {
      players.addAll(targets.at(where, able));
    }
    if (players.isEmpty()) {
      return List.of(new Step.Refuse(said, speech.say("refuse.noplayer"), said));
    }
    List<Step> steps = new ArrayList<>(silent(title[1], part.to(), able));
    if (players.size() > 1) {
      players = one(players);
    }
    if (players.size() > 1) {
      List<String> names = players.stream().limit(6).map(speech::name).toList();
      List<String> options = names.stream().map(name -> said + " " + name).toList();
      return List.of(new Step.Ask(speech.say("ask.which", speech.choice(names)), options, said));
    }
    Device player = players.getFirst();
    Value wanted = Value.of(words.apply(title[0], title[1]));
    List<Command> commands = new ArrayList<>();
    commands.add(new Command(player.id(), Vocabulary.TRACK, wanted));
    Command volume = volume(tokens, player, title[1], part.to());
    if (volume != null) {
      commands.add(volume);
    }
    steps.addFirst(new Step.Act(commands, speech.summary(commands), said));
    return List.copyOf(steps);
  }

  /** The places behind a title where nothing can play, if several were named. */
  private List<Step> silent(int from, int to, Predicate<Device> able) {
    List<Step> refused = new ArrayList<>();
    List<Target> places = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Word.Place place = tokens.get(i).get(Word.Place.class);
      if (place != null) {
        Target target = new Target(i);
        target.place = place;
        target.to = i + 1;
        places.add(target);
      }
    }
    for (Target target : places) {
      if (places.size() > 1 && targets.at(target, able).isEmpty()) {
        String part = words.apply(target.from, target.to);
        refused.add(new Step.Refuse(part, speech.say("refuse.noplayer"), part));
      }
    }
    return refused;
  }

  /** "... at volume 30", or null. */
  private static @Nullable Command volume(List<Token> tokens, Device player, int from, int to) {
    boolean said = false;
    for (int i = from; i < to; i++) {
      Word.About about = tokens.get(i).get(Word.About.class);
      said |= about != null && about.feature() == Feature.VOLUME;
      Word.Numeral numeral = tokens.get(i).get(Word.Numeral.class);
      Attribute volume = player.attribute(Vocabulary.VOLUME);
      if (said && numeral != null && volume != null) {
        Value value = Value.of(numeral.value());
        return volume.kind().misfit(value) == null
            ? new Command(player.id(), Vocabulary.VOLUME, value)
            : null;
      }
    }
    return null;
  }

  /**
   * Of several players, the one that people mean: the speaker's, one that speaks, one that is on.
   */
  private List<Device> one(List<Device> players) {
    AreaId speaker = targets.speaker();
    List<Device> here =
        Targets.preferring(players, device -> speaker != null && speaker.equals(device.area()));
    List<Device> busy = here.size() == 1 ? here : Targets.preferring(here, targets::playing);
    return busy.size() == 1
        ? busy
        : Targets.preferring(busy, device -> device.type() == DeviceType.SPEAKER);
  }

  /** Where the title stands, or null where there is none. */
  private int @Nullable [] title(Part.Play part) {
    int from = part.verb() + 1;
    int to = part.to();
    while (to > from && (tokens.get(to - 1).is(Word.Mark.POLITE) || stop(tokens.get(to - 1)))) {
      to--;
    }
    to = beforePlace(from, to);
    while (from < to && media(tokens.get(from))) {
      from++;
    }
    while (to > from && media(tokens.get(to - 1)) && !tokens.get(to - 1).is(Word.Mark.IN)) {
      to--;
    }
    boolean opensWithPlace =
        from < to && (ahead.at(from).is(Word.Mark.IN) || ahead.at(from).has(Word.Do.class));
    boolean player = from < to && known(from, to);
    return from >= to || opensWithPlace || player ? null : new int[] {from, to};
  }

  /** True where the words name a player of this home, and so no title. */
  private boolean known(int from, int to) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      Word.Name name = token.get(Word.Name.class);
      boolean player =
          name != null
              && name.devices().stream()
                  .map(home::device)
                  .anyMatch(
                      device -> device != null && device.attribute(Vocabulary.PLAYBACK) != null);
      if (!player && !media(token)) {
        return false;
      }
    }
    return true;
  }

  private static boolean stop(Token token) {
    return token.is(Word.Mark.STOP);
  }

  private static boolean media(Token token) {
    Word.Kind kind = token.get(Word.Kind.class);
    return token.is(Word.Mark.FILLER) && !token.is(Word.Mark.ARTICLE)
        || kind != null && kind.group() == Group.MEDIA
        || token.words().contains(new Word.Topic("title"));
  }

  /** Cuts off "on the TV in the kitchen", and what may follow on it. */
  private int beforePlace(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (tokens.get(i).is(Word.Mark.IN)) {
        int next = i + 1;
        while (next < to && Lookahead.filler(tokens.get(next))) {
          next++;
        }
        if (next < to && player(tokens.get(next))) {
          return i;
        }
      }
    }
    return to;
  }

  /** True for a place, or for a word that means something that plays. */
  private boolean player(Token token) {
    Word.Kind kind = token.get(Word.Kind.class);
    Word.Name name = token.get(Word.Name.class);
    boolean plays =
        kind != null
            && (kind.group() == Group.MEDIA
                || kind.group() == Group.TV
                || kind.group() == Group.SPEAKER);
    boolean named =
        name != null
            && name.devices().stream()
                .map(home::device)
                .anyMatch(
                    device -> device != null && device.attribute(Vocabulary.PLAYBACK) != null);
    return plays
        || named
        || token.has(Word.Place.class)
        || token.is(Word.Mark.HERE)
        || token.is(Word.Mark.HOUSE);
  }

  private @Nullable Target where(Part.Play part, int[] title) {
    NounReader nouns = new NounReader(ahead, true);
    Clause clause = new Clause(part.from());
    for (int i = part.from(); i < part.to(); i++) {
      boolean free = i >= title[0] && i < title[1];
      Word.Kind kind = tokens.get(i).get(Word.Kind.class);
      boolean media = kind != null && kind.group() == Group.MEDIA;
      if (!free && tokens.get(i).nominal() && (!media || tokens.get(i).has(Word.Name.class))) {
        nouns.nominal(i, tokens.get(i), clause, false);
      }
      if (tokens.get(i).is(Word.Mark.IN)) {
        nouns.prepositional(true);
      }
    }
    return clause.targets.isEmpty() ? null : clause.targets.getFirst();
  }
}
