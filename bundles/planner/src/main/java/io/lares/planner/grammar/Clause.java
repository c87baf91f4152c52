package io.lares.planner.grammar;

import io.lares.home.AttributeId;
import io.lares.planner.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One wish of a sentence: what to do, with which value, to what. Filled in while it is read. */
final class Clause {
  int from;
  int to;

  /** The readings of its verb, likeliest first; empty where there is none. */
  List<Verb> verbs = List.of();

  /** True where the verb came behind what it speaks of. */
  boolean verbLast;

  /** What is started or stopped, where the verb says only that: mowing, cleaning. */
  @Nullable Verb activity;

  final List<Target> targets = new ArrayList<>();
  final List<Target> exceptions = new ArrayList<>();
  @Nullable Feature feature;
  final Set<AttributeId> described = new LinkedHashSet<>();

  /** Attributes that a word may hint at; they count only on devices that have them. */
  final Set<AttributeId> hints = new LinkedHashSet<>();

  @Nullable Double number;
  boolean percent;
  String unit = "";
  @Nullable String colour;
  @Nullable Double kelvin;
  @Nullable String mode;
  @Nullable String choice;

  /** What else is chosen: "a strong cappuccino". */
  final Set<String> choices = new LinkedHashSet<>();

  boolean minimum;

  /** True where the number is a part of the whole: a third, three quarters. */
  boolean fraction;

  /** True where the value stands behind a word such as "to". */
  boolean aimed;

  /** True where it is to go all the way, up or down. */
  boolean whole;

  /** How many times what it is now, or null. */
  @Nullable Double factor;

  /** How a reading is to be compared with the number, in questions and conditions. */
  Condition.@Nullable Test compare;

  double degree = 1;

  /** "Brighter": more than now, whatever is liked. */
  boolean stepwise;

  boolean absolute;
  boolean by;

  @Nullable String state;

  /** True where the targets are those of the clause before. */
  boolean inherited;

  /** True where rooms are asked for. */
  boolean rooms;

  /** True where the number and the choice are one word, and only one of them is meant: "full". */
  boolean either;

  /** True where its verb is that of the clause before. */
  boolean verbInherited;

  /** True where it is not to be done. */
  boolean negated;

  /** True where it is said not to be so. */
  boolean denied;

  /** True where it is denied before anything is named: <em>not</em> all lamps are on. */
  boolean deniedFirst;

  /** True where one of them is enough: <em>anyone</em> is not at home. */
  boolean some;

  boolean later;
  boolean pronoun;

  /** True where what it names is to stay as it is. */
  boolean kept;

  /** Of what something is to stay: <em>of the hall's lights</em> keep the lamp. */
  final List<Target> domain = new ArrayList<>();

  /** How long from now it is wanted, or null for at once. */
  @Nullable Duration delay;

  /** Where the delay stands among the tokens; -1 where it was taken from before the clause. */
  int delayAt = -1;

  /** For how long it is wanted, or null for good. */
  @Nullable Duration hold;

  private static final double ALL = 100;

  Clause(int from) {
    this.from = from;
    this.to = from;
  }

  boolean hasVerb() {
    return !verbs.isEmpty();
  }

  /** True where the verb says what to do by itself: switch off does, set does not. */
  boolean settled() {
    return hasVerb() && verbs.getFirst() != Verb.SET;
  }

  /** True where a verb stands before what it is about: "turn off the fan", not "fan off". */
  boolean verbFirst() {
    return hasVerb() && !verbLast;
  }

  boolean hasValue() {
    return number != null
        || colour != null
        || kelvin != null
        || mode != null
        || choice != null
        || factor != null
        || minimum;
  }

  /** True where something can be done with it as it stands. */
  boolean complete() {
    return settled() || hasValue();
  }

  boolean hasFeature() {
    return feature != null || !described.isEmpty();
  }

  /** True where it speaks of the open air. */
  boolean outside() {
    return targets.stream().anyMatch(target -> target.outside);
  }

  boolean empty() {
    return !hasVerb() && !hasValue() && targets.isEmpty() && !hasFeature();
  }

  int direction() {
    for (Verb verb : verbs) {
      if (verb.direction() != 0) {
        return verb.direction();
      }
    }
    return 0;
  }

  /** It is said not to be so; said twice, it is so. */
  void deny() {
    deniedFirst = targets.isEmpty();
    denied = !denied;
  }

  /** Takes the values that a token stands for. */
  void take(Token token) {
    minimum = minimum || token.is(Word.Mark.MINIMUM);
    either |= token.has(Word.Choice.class) && token.has(Word.Amount.class);
    for (Word word : token.words()) {
      switch (word) {
        case Word.Amount(double part) when part == ALL && percent && number != null -> {}
        case Word.Amount(double part) -> {
          number = part;
          whole = part == ALL;
          fraction = part != ALL;
          percent = true;
          absolute = true;
        }
        case Word.Colour(String hex) -> colour = hex;
        case Word.White(double white) -> kelvin = white;
        case Word.Mode(String value) -> mode = value;
        case Word.Choice(String value) -> choose(value);
        default -> {}
      }
    }
  }

  private void choose(String value) {
    String before = choice;
    if (before != null && !before.equals(value)) {
      choices.add(before);
    }
    choice = value;
  }

  /** Each of the things that it wants by itself: switched on, a colour, a level. */
  List<Clause> apart() {
    List<Clause> apart = new ArrayList<>();
    if (settled() && direction() == 0 && hasValue()) {
      alone(apart);
    }
    if (number != null && !either) {
      Clause one = alone(apart);
      one.number = number;
      one.percent = percent;
      one.fraction = fraction;
      one.aimed = aimed;
      one.unit = unit;
    }
    if (colour != null) {
      alone(apart).colour = colour;
    }
    if (kelvin != null && mode == null) {
      alone(apart).kelvin = kelvin;
    }
    if (mode != null || choice != null) {
      Clause one = alone(apart);
      one.mode = mode;
      one.choice = choice;
    }
    return apart;
  }

  private Clause alone(List<Clause> apart) {
    Clause one = new Clause(from);
    one.to = to;
    one.verbs = verbs;
    one.absolute = absolute;
    one.by = by;
    one.described.addAll(described);
    one.hints.addAll(hints);
    apart.add(one);
    return one;
  }

  void takeVerbOf(Clause source) {
    verbs = source.verbs;
    verbInherited = true;
    absolute = absolute || source.absolute;
    by = by || source.by;
  }

  void takeValueOf(Clause source) {
    number = source.number;
    percent = source.percent;
    unit = source.unit;
    colour = source.colour;
    kelvin = source.kelvin;
    mode = source.mode;
    choice = source.choice;
    choices.addAll(source.choices);
    minimum = source.minimum;
    whole = source.whole;
    fraction = source.fraction;
    aimed = source.aimed;
    either = source.either;
    factor = source.factor;
  }
}
