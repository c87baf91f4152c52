package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.ValueKind;
import io.lares.planner.Situation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** Sums up what the words of a reading are. */
final class Explainer {
  private final GrammarPlanner.Reading reading;
  private final Situation situation;
  private final Kinds kinds;

  Explainer(GrammarPlanner.Reading reading, Situation situation) {
    this.reading = reading;
    this.situation = situation;
    this.kinds = new Kinds(reading.lexicon(), situation.state());
  }

  /**
   * Sums up.
   *
   * @param speech how it is answered
   */
  Explanation explanation(boolean question, Speech speech) {
    SequencedSet<AreaId> places = new LinkedHashSet<>();
    SequencedSet<DeviceId> named = new LinkedHashSet<>();
    for (Token token : reading.tokens()) {
      Word.Place place = token.get(Word.Place.class);
      if (place != null) {
        places.addAll(place.areas());
      }
      Word.Name name = token.get(Word.Name.class);
      if (name != null) {
        named.addAll(name.devices());
      }
      Word.Kind kind = token.get(Word.Kind.class);
      if (kind != null) {
        for (Device device : situation.home().devices()) {
          if (kinds.includes(kind.group(), device)) {
            named.add(device.id());
          }
        }
      }
    }
    return new Explanation(
        speech.pack(), question, bids(), values(), places, named, gaps(), unplaced(), speech);
  }

  /** A verb says what to do, unless a remark opens the sentence: "I'm trying to start". */
  private boolean bids() {
    List<Token> tokens = reading.tokens();
    boolean remark =
        !tokens.isEmpty()
            && (tokens.getFirst().is(Word.Mark.REMARK) || tokens.getFirst().is(Word.Mark.COPULA));
    return !remark && tokens.stream().anyMatch(token -> token.verb(Word.Form.VERB) != null);
  }

  /** "Vanilla scent in the diffuser": something is to be set, even if it can't be. */
  private boolean values() {
    Set<AttributeId> choices = new HashSet<>();
    for (Token token : reading.tokens()) {
      if (token.has(Word.Numeral.class)) {
        return true;
      }
      Word.Described described = token.get(Word.Described.class);
      if (described != null && !described.partly() && described.attributes().size() == 1) {
        choices.addAll(described.attributes());
      }
    }
    return !choices.isEmpty()
        && situation.home().devices().stream()
            .flatMap(device -> choices.stream().map(device::attribute))
            .anyMatch(found -> found != null && found.kind() instanceof ValueKind.Choice);
  }

  /** "It is cold in the kitchen" is about the cold, not about cooking. */
  private String unplaced() {
    int[] origin = reading.formed().origin();
    String said = reading.formed().said();
    List<Token> tokens = reading.tokens();
    StringBuilder rest = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).has(Word.Place.class)) {
        continue;
      }
      int first = i;
      while (first > 0 && leads(tokens.get(first - 1))) {
        first--;
      }
      int from = origin[tokens.get(first).from()];
      if (from >= copied) {
        rest.append(said, copied, from);
        copied = Math.max(from, origin[tokens.get(i).to()]);
      }
    }
    return rest.append(said.substring(copied)).toString().strip();
  }

  private static boolean leads(Token token) {
    return token.is(Word.Mark.IN) || token.is(Word.Mark.ARTICLE);
  }

  /** Unknown words side by side are one gap. */
  private List<Explanation.Gap> gaps() {
    int[] origin = reading.formed().origin();
    List<Explanation.Gap> gaps = new ArrayList<>();
    int last = -1;
    for (Token token : reading.tokens()) {
      if (!token.unknown()) {
        continue;
      }
      int from = origin[token.from()];
      boolean beside = last >= 0 && reading.formed().text().substring(last, token.from()).isBlank();
      if (beside) {
        from = gaps.removeLast().from();
      }
      gaps.add(new Explanation.Gap(from, Math.max(from, origin[token.to()])));
      last = token.to();
    }
    return gaps;
  }
}
