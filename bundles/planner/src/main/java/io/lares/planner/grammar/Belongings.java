package io.lares.planner.grammar;

import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a word means beside the name of a device: the light of an aquarium is what the aquarium
 * calls so, and no lamp. Looks at each piece between connectives with the device that it speaks of.
 */
final class Belongings {
  private final Lexicon lexicon;
  private final boolean spaced;
  private final List<Token> tokens;

  /** The device that a piece speaks of, and whether it says so itself. */
  private record Owner(Device device, boolean named) {}

  private Belongings(List<Token> tokens, Lexicon lexicon) {
    this.tokens = new ArrayList<>(tokens);
    this.lexicon = lexicon;
    this.spaced = lexicon.pack().pack().spaced();
  }

  static List<Token> settled(List<Token> tokens, Lexicon lexicon) {
    return new Belongings(tokens, lexicon).settled();
  }

  private List<Token> settled() {
    Device last = null;
    int from = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i < tokens.size() && !tokens.get(i).joins() && !tokens.get(i).text().equals(":")) {
        continue;
      }
      Owner owner = owner(from, i, last);
      if (owner != null) {
        piece(from, i, owner);
      }
      last = owner == null ? null : owner.device();
      from = i + 1;
    }
    return tokens;
  }

  /** The only device that a piece speaks of; the one before where it names nothing; or null. */
  private @Nullable Owner owner(int from, int to, @Nullable Device before) {
    Set<DeviceId> named = null;
    Set<DeviceId> owning = null;
    Set<DeviceId> parts = null;
    Set<DeviceId> hinted = null;
    boolean other = false;
    for (Token token : tokens.subList(from, to)) {
      Word.Name name = token.get(Word.Name.class);
      Word.Described described = described(token);
      Word.Part part = token.get(Word.Part.class);
      if (name != null) {
        named = common(named, name.devices());
      } else if (described != null && !described.partly()) {
        owning = common(owning, owners(described.attributes()));
      } else if (part != null && !token.has(Word.Place.class)) {
        parts = common(parts, part.devices());
      } else if (described != null) {
        hinted = common(hinted, owners(described.attributes()));
      }
      other |= token.has(Word.Place.class) || token.is(Word.Mark.EVERYTHING);
    }
    Set<DeviceId> some =
        named != null ? named : owning != null ? owning : parts != null ? parts : hinted;
    if (some == null) {
      return before == null || other ? null : new Owner(before, false);
    }
    Device device = some.size() == 1 ? lexicon.home().device(some.iterator().next()) : null;
    return device == null || lexicon.own().of(device.id()).isEmpty()
        ? null
        : new Owner(device, true);
  }

  private static Set<DeviceId> common(@Nullable Set<DeviceId> some, Set<DeviceId> more) {
    Set<DeviceId> both = new LinkedHashSet<>(more);
    if (some != null) {
      both.retainAll(some);
    }
    return both;
  }

  private Set<DeviceId> owners(Set<AttributeId> attributes) {
    Set<DeviceId> owners = new LinkedHashSet<>();
    for (Device device : lexicon.home().devices()) {
      if (attributes.stream().anyMatch(id -> device.attribute(id) != null)) {
        owners.add(device.id());
      }
    }
    return owners;
  }

  private void piece(int from, int to, Owner owner) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      Word.Part part = token.get(Word.Part.class);
      boolean itself = part != null && part.devices().contains(owner.device().id());
      boolean own =
          token.words().stream()
              .anyMatch(word ->
                  word instanceof Word.Described described && owns(owner.device(), described));
      if (itself || own) {
        put(i, without(token, owner));
      }
      if (!own && !token.has(Word.Name.class)) {
        spokenOf(from, i, to, owner);
      }
    }
    deed(from, to, owner.device());
    opening(from, to, owner.device());
    beneficiaries(from, to, owner.device());
  }

  /** "Charge the car": a verb that means something else of other things is the owner's switch. */
  private void deed(int from, int to, Device owner) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.verb(Word.Form.VERB) == null || Lookahead.verbs(token).contains(Verb.SET)) {
        continue;
      }
      for (OwnWords.Own own : lexicon.own().of(owner.id())) {
        if (own.deeds().contains(token.text()) && described(token) == null) {
          put(i, switching(own.attribute().id()));
          return;
        }
      }
    }
  }

  private static List<Word> switching(AttributeId id) {
    return List.of(
        new Word.Described(new LinkedHashSet<>(List.of(id)), false),
        new Word.Do(Verb.ON, Word.Form.VERB));
  }

  /** "Dispense food for the cat": whom it is for is no device, where the verb says which it is. */
  private void beneficiaries(int from, int to, Device owner) {
    boolean own =
        any(
            from,
            to,
            token -> {
              Word.Described described = described(token);
              return described != null
                  && token.verb(Word.Form.VERB) != null
                  && flags(described, owner);
            });
    boolean other =
        any(from, to, token -> token.has(Word.Name.class) || token.has(Word.Kind.class));
    for (int i = from; i < to && own && !other; i++) {
      if (tokens.get(i).unknown()) {
        put(i, List.of(Word.Mark.FILLER));
      }
    }
  }

  /** The meanings of a word without what it means of other devices. */
  private static List<Word> without(Token token, Owner owner) {
    Word.Described whole = described(token);
    boolean exact = whole != null && !whole.partly() && owns(owner.device(), whole);
    return token.words().stream()
        .filter(word ->
            switch (word) {
              case Word.Described described -> owns(owner.device(), described);
              case Word.About about -> owner.named() || !exact || known(owner.device(), about);
              default -> true;
            })
        .toList();
  }

  /** True where a device has what a word is about as everybody calls it, too. */
  private static boolean known(Device device, Word.About about) {
    return about.feature().commanded().stream().anyMatch(id -> device.attribute(id) != null);
  }

  /** The attributes that a word speaks of, rather by their whole name than by a part of it. */
  private static Word.@Nullable Described described(Token token) {
    Word.Described found = token.get(Word.Described.class);
    for (Word word : token.words()) {
      found = word instanceof Word.Described whole && !whole.partly() ? whole : found;
    }
    return found;
  }

  private static boolean owns(Device device, Word.Described described) {
    return described.attributes().stream().anyMatch(id -> device.attribute(id) != null);
  }

  /** A word for a kind of device, or one that nothing explains, where it is the owner's word. */
  private void spokenOf(int from, int i, int to, Owner owner) {
    Token token = tokens.get(i);
    boolean thing = token.has(Word.Kind.class) || token.unknown();
    List<OwnWords.Own> own =
        thing ? lexicon.own().spokenOf(owner.device().id(), token.text()) : List.of();
    boolean itself = Segmenter.mentions(lexicon.spoken(owner.device()), token.text());
    if (own.isEmpty() || itself) {
      return;
    }
    boolean beside =
        owner.named() && (names(beside(i, -1, from, to)) || names(beside(i, 1, from, to)));
    List<OwnWords.Own> taking = own.stream().filter(each -> taken(i, from, to, each)).toList();
    if (beside || !taking.isEmpty() || token.unknown() && owner.named()) {
      Set<AttributeId> meant = new LinkedHashSet<>();
      (taking.isEmpty() ? own : taking).forEach(each -> meant.add(each.attribute().id()));
      put(i, List.of(new Word.Described(meant, meant.size() > 1)));
    }
  }

  private boolean taken(int i, int from, int to, OwnWords.Own own) {
    Token before = beside(i, -1, from, to);
    Token behind = beside(i, 1, from, to);
    return before != null && before.has(Word.Choice.class) && own.takes(before)
        || behind != null && own.takes(behind);
  }

  /** The next word to one side that says something, or null. */
  private @Nullable Token beside(int i, int step, int from, int to) {
    for (int k = i + step; k >= from && k < to; k += step) {
      Token token = tokens.get(k);
      boolean silent =
          Lookahead.filler(token)
              || token.is(Word.Mark.TO)
              || token.has(Word.Described.class) && !token.has(Word.Choice.class)
              || token.is(Word.Mark.BA)
              || token.has(Word.About.class);
      if (!silent || token.has(Word.Choice.class)) {
        return token;
      }
    }
    return null;
  }

  private static boolean names(@Nullable Token token) {
    return token != null && (token.has(Word.Name.class) || token.has(Word.Part.class));
  }

  /** What a piece begins with may be what the owner does: flush the toilet, light the stove. */
  private void opening(int from, int to, Device owner) {
    int first = first(from, to);
    if (first < 0) {
      return;
    }
    Token token = tokens.get(first);
    Word.Described described = described(token);
    boolean verb = any(from, to, each -> each.has(Word.Do.class) && !each.is(Word.Mark.IN));
    boolean value =
        any(
            from,
            to,
            each ->
                each.has(Word.Numeral.class)
                    || each.has(Word.Choice.class)
                    || each.has(Word.Amount.class)
                    || each.has(Word.Mode.class));
    if (described != null && !verb && !value && flags(described, owner)) {
      List<Word> words = new ArrayList<>(token.words());
      words.add(new Word.Do(Verb.ON, Word.Form.VERB));
      put(first, words);
    } else if (spaced
        && token.get(Word.Kind.class) instanceof Word.Kind kind
        && !kind.plural()
        && !verb
        && determined(first + 1, to)
        && any(first + 1, to, each -> each.has(Word.Name.class))
        && !Segmenter.mentions(lexicon.spoken(owner), kind.noun())) {
      put(first, List.of(new Word.Do(value ? Verb.SET : Verb.ON, Word.Form.VERB)));
    }
  }

  private boolean determined(int at, int to) {
    return at < to && tokens.get(at).is(Word.Mark.ARTICLE);
  }

  /** Where a piece begins to say something; in a language without spaces its first own flag. */
  private int first(int from, int to) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (!spaced) {
        Word.Described own = described(token);
        boolean flag = own != null && !own.partly();
        if (flag) {
          return i;
        }
      } else if (!Pieces.filling(token)) {
        return i;
      }
    }
    return -1;
  }

  private boolean any(int from, int to, Predicate<Token> test) {
    return tokens.subList(from, to).stream().anyMatch(test);
  }

  private static boolean flags(Word.Described described, Device owner) {
    return !described.partly()
        && described.attributes().stream()
            .map(owner::attribute)
            .anyMatch(attribute ->
                attribute != null
                    && attribute.commandable()
                    && attribute.kind() instanceof ValueKind.Bool);
  }

  private void put(int i, List<Word> words) {
    Token token = tokens.get(i);
    tokens.set(i, new Token(token.from(), token.to(), token.text(), words));
  }
}
