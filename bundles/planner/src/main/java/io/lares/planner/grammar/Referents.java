package io.lares.planner.grammar;

import io.lares.home.AreaId;
import io.lares.home.DeviceId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what "it" is between a condition and the wishes that depend on it. */
final class Referents {
  private final List<Token> tokens;
  private final Targets targets;
  private final Function<List<Token>, List<Clause>> clauses;
  private final Ellipsis ellipsis;

  /**
   * Makes one.
   *
   * @param clauses reads tokens into clauses
   * @param areas where a device is
   */
  Referents(
      List<Token> tokens,
      Targets targets,
      Function<List<Token>, List<Clause>> clauses,
      Function<DeviceId, @Nullable AreaId> areas) {
    this.tokens = tokens;
    this.targets = targets;
    this.clauses = clauses;
    this.ellipsis = new Ellipsis(areas);
  }

  /** "Close the door if it is open": it is what the wish speaks of. */
  void borrow(List<Clause> test, Part.If part) {
    if (test.isEmpty()
        || part.then().isEmpty()
        || !(part.then().getFirst() instanceof Part.Deeds(int from, int to))) {
      return;
    }
    Clause first = test.getFirst();
    boolean silent = first.targets.isEmpty();
    boolean there =
        tokens.subList(part.test(), part.testEnd()).stream()
            .anyMatch(token -> token.is(Word.Mark.THERE));
    List<Clause> wish =
        there || silent && first.pronoun ? clauses.apply(tokens.subList(from, to)) : List.of();
    if (wish.isEmpty()) {
      return;
    }
    List<Target> wanted = wish.getFirst().targets;
    if (there && !wanted.isEmpty()) {
      first.targets.forEach(target -> target.takePlaceOf(wanted.getFirst()));
    }
    if (silent && first.pronoun) {
      first.targets.addAll(wanted);
    }
  }

  /** "Is anyone in the hall? If nobody is, ...": a condition goes on about what was asked. */
  static void goOn(List<Clause> test, Clause asked) {
    for (Clause clause : test) {
      if (clause.targets.isEmpty()) {
        clause.targets.addAll(asked.targets);
        clause.feature = clause.feature == null ? asked.feature : clause.feature;
        clause.described.addAll(asked.described);
      } else if (!asked.targets.isEmpty() && asked.targets.getFirst().placed()) {
        clause.targets.stream()
            .filter(target -> target.vague() && !target.placed())
            .forEach(target -> target.guessPlaceOf(asked.targets.getFirst()));
      }
    }
  }

  /**
   * "If the lamp is on, turn it off": it is what the condition speaks of.
   *
   * @param said the condition, or null where the wish depends on none
   */
  void lend(List<Clause> wish, @Nullable Clause said) {
    if (said == null) {
      return;
    }
    if (!wish.isEmpty() && wish.getFirst().targets.isEmpty()) {
      wish.getFirst().targets.addAll(said.targets);
      wish.getFirst().inherited = true;
    }
    if (said.targets.isEmpty()) {
      return;
    }
    Target first = said.targets.getFirst();
    for (Clause clause : wish) {
      for (Target target : clause.targets) {
        if (target.whose && !target.placed()) {
          targets.belong(target, first);
          ellipsis.near(target, first);
        }
      }
    }
    if (first.placed()) {
      wish.stream()
          .flatMap(clause -> clause.targets.stream())
          .filter(Target::vague)
          .forEach(target -> target.guessPlaceOf(first));
    }
  }

  /** "..., otherwise open it": what the wish before spoke of, or else the condition. */
  @Nullable Clause wished(List<Part> then, @Nullable Clause test) {
    if (!then.isEmpty() && then.getLast() instanceof Part.Deeds(int from, int to)) {
      List<Clause> wish = clauses.apply(tokens.subList(from, to));
      if (!wish.isEmpty() && !wish.getLast().targets.isEmpty()) {
        return wish.getLast();
      }
    }
    return test;
  }
}
