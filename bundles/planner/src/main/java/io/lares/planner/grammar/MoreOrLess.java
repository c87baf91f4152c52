package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.ValueKind;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Works out what more or less of something comes to, from how it is now. */
final class MoreOrLess {
  /** What goes all the way up or down where nobody says how far. */
  private static final Set<AttributeId> TRAVELS =
      Set.of(Vocabulary.COVERING_POSITION, Vocabulary.GARAGE_POSITION);

  private final StateView state;
  private final Liked liked;
  private final Deeds deeds;
  private final OwnTerms terms;

  MoreOrLess(StateView state, Liked liked, Deeds deeds, OwnTerms terms) {
    this.terms = terms;
    this.state = state;
    this.liked = liked;
    this.deeds = deeds;
  }

  /** "Lower the blind a bit" is less, "lower the blind" is shut. */
  static List<Verb> inOrder(Clause clause) {
    if (clause.degree == 1) {
      return clause.verbs;
    }
    List<Verb> verbs = new ArrayList<>(clause.verbs);
    verbs.sort(Comparator.comparing(verb -> verb.direction() == 0));
    return verbs;
  }

  /** "Open the shutter a little" is only more open. */
  static Verb gently(Device device, Verb verb) {
    boolean travels = TRAVELS.stream().anyMatch(id -> device.attribute(id) != null);
    return switch (verb) {
      case OPEN, OPENON -> travels ? Verb.INCREASE : verb;
      case CLOSE, CLOSEOFF -> travels ? Verb.DECREASE : verb;
      default -> verb;
    };
  }

  Effect relative(Device device, Clause clause, Verb verb) {
    List<AttributeId> ids = new ArrayList<>(Meant.attributes(clause));
    Feature feature = verb.feature();
    if (!clause.hasFeature() && ids.stream().allMatch(id -> device.attribute(id) == null)) {
      ids.clear();
    }
    if (ids.isEmpty() && feature != null) {
      ids.addAll(feature.commanded());
      if (feature == Feature.TEMPERATURE) {
        ids.add(Vocabulary.COLOR_TEMPERATURE);
      }
    } else if (ids.isEmpty()) {
      // An air conditioner has a fan, too, but is turned down to be colder or warmer.
      ids.add(Vocabulary.TARGET_TEMPERATURE);
      ids.addAll(Meant.PERCENTS);
    }
    boolean named = clause.targets.stream().anyMatch(target -> !target.onlyPlace());
    boolean other = feature != null && (!named || feature == Feature.VOLUME);
    if (!other && ids.stream().allMatch(id -> device.attribute(id) == null)) {
      // What a heated blanket is warmer by has a name of its own.
      Attribute own = Meant.own(device, clause, feature, terms);
      if (own != null) {
        ids.add(own.id());
      }
    }
    for (AttributeId id : ids) {
      Attribute attribute = device.attribute(id);
      List<String> grades = attribute == null ? List.of() : terms.grades(attribute);
      if (attribute != null && !grades.isEmpty()) {
        Effect next = nextGrade(device, attribute, grades, verb.direction());
        if (next != Effect.CANNOT) {
          return next;
        }
      }
      if (attribute != null && attribute.kind() instanceof ValueKind.Number range) {
        int direction = verb.direction();
        if (TRAVELS.contains(id) && clause.degree == 1 && !clause.hasFeature()) {
          double end = direction > 0 ? range.max() : range.min();
          return Effect.of(device, attribute, Value.of(end));
        }
        double step = Measures.step(id, range);
        boolean open = clause.degree == 1 && !clause.stepwise;
        Double wanted = open ? liked.much(device, attribute) : null;
        boolean known = state.reading(device.id(), id) != null;
        if (wanted != null && (!known || (wanted - now(device, attribute)) * direction >= step)) {
          return deeds.lit(device, attribute, Value.of(wanted));
        }
        boolean white = id.equals(Vocabulary.COLOR_TEMPERATURE) && feature == Feature.TEMPERATURE;
        return shift(device, attribute, (white ? -direction : direction) * step * clause.degree);
      }
    }
    return Effect.CANNOT;
  }

  /** "A bit faster" where a fan has speeds only by name. */
  private Effect nextGrade(Device device, Attribute attribute, List<String> grades, int direction) {
    Reading reading = state.reading(device.id(), attribute.id());
    int now =
        reading != null && reading.value() instanceof Value.Text(String text)
            ? grades.indexOf(text)
            : -1;
    int next = now + direction;
    boolean aside = now < 0 && attribute.id().equals(Vocabulary.FAN_MODE);
    return aside || next < 0 || next >= grades.size()
        ? Effect.CANNOT
        : deeds.lit(device, attribute, Value.of(grades.get(next)));
  }

  Effect shift(Device device, Attribute attribute, double by) {
    double now = now(device, attribute);
    return deeds.lit(device, attribute, Value.of(Measures.clamp(attribute, now + by)));
  }

  double now(Device device, Attribute attribute) {
    Reading reading = state.reading(device.id(), attribute.id());
    return reading != null && reading.value() instanceof Value.Num(double number) ? number : 0;
  }
}
