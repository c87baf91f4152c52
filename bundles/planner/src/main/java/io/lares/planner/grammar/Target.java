package io.lares.planner.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A noun phrase that says which devices are meant: filled in while the sentence is read. */
final class Target {
  final int from;
  int to;
  Word.@Nullable Name name;
  Word.@Nullable Kind kind;
  Word.@Nullable Place place;

  /** True where the place stands behind and so may speak of what stands before, too. */
  boolean placeAfter;

  /** True where the place is only guessed from a neighbour. */
  boolean guessed;

  /** Which of them, counted from 1, -1 for the last; 0 where nothing says. */
  int ordinal;

  /** Which of a numbered family: panels 1 and 2. */
  final List<Integer> numbers = new ArrayList<>();

  /** True where it belongs to what was named before it. */
  boolean whose;

  boolean here;

  /** True where a word that nothing explains is what is meant: the <em>lid</em> of the lamp. */
  boolean headed;

  boolean house;
  boolean outside;
  boolean all;
  boolean other;
  boolean everything;

  /** Behind which token the name ends. */
  int nameEnd = -1;

  /** True where the kind was said right behind the name. */
  boolean kindAfterName;

  /** True where only one of them can be meant, even of lights. */
  boolean single;

  final List<Word.Part> parts = new ArrayList<>();
  final List<String> unknown = new ArrayList<>();

  Target(int from) {
    this.from = from;
    this.to = from;
  }

  /** True where it says what is meant, and not only where. */
  boolean complete() {
    return name != null || kind != null || everything;
  }

  /** True where nothing that this home knows is named. */
  boolean unnamed() {
    return !complete() && parts.isEmpty() && !placed();
  }

  boolean onlyPlace() {
    return !complete() && parts.isEmpty() && unknown.isEmpty();
  }

  boolean placed() {
    return place != null || here || house || outside;
  }

  /** True for one of a kind of which nothing says where it is. */
  boolean vague() {
    return kind != null && !kind.plural() && name == null && !all && !everything && !placed();
  }

  /** The place of a neighbour, unless there is none like it there. */
  void guessPlaceOf(Target source) {
    takePlaceOf(source);
    guessed = true;
  }

  void takePlaceOf(Target source) {
    place = source.place;
    here = source.here;
    house = source.house;
    outside = source.outside;
  }

  void takeKindOf(Target source) {
    kind = source.kind;
    everything = source.everything;
    all = all || source.all;
    if (source.name != null && source.name.generic()) {
      name = source.name;
    }
  }
}
