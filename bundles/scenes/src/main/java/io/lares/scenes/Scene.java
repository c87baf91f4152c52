package io.lares.scenes;

import io.lares.home.Actor;
import io.lares.home.Command;
import io.lares.planner.Plan;
import io.lares.planner.PlanNotation;
import io.lares.planner.Step;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan under a name: commands with their fades, waits, what depends on the state of the home.
 *
 * @param id 1 to 100 characters of {@code [a-z0-9-]}
 * @param name what people call it, 1 to 200 characters
 * @param steps 1 to 200 in all, of the kinds that {@link PlanNotation} keeps; what is done where no
 *     variant fits
 * @param variants what is done instead for some people or at some time; at most 20, no two for the
 *     same people at the same time
 */
public record Scene(String id, String name, List<Step> steps, List<Variant> variants) {
  /**
   * Other steps for some people, for a part of the day, or both.
   *
   * @param people the ids of those who have to ask for it; empty for whoever asks
   * @param span when; null for at any time
   */
  public record Variant(Set<String> people, @Nullable Span span, List<Step> steps) {
    public Variant {
      people = Set.copyOf(people);
      if (people.size() > 50 || people.isEmpty() && span == null) {
        throw new IllegalArgumentException(
            "A variant of a scene is for 1 to 50 people, for a part of the day, or for both");
      }
      steps = checked(steps);
    }

    /** Whether it is for exactly these people at exactly this time. */
    public boolean isFor(Set<String> others, @Nullable Span time) {
      return people.equals(others) && Objects.equals(span, time);
    }

    private Object when() {
      return span == null ? people : List.of(people, span);
    }

    private boolean fits(Actor by, LocalTime now) {
      boolean theirs =
          people.isEmpty() || by.kind() == Actor.Kind.PERSON && people.contains(by.id());
      return theirs && (span == null || span.contains(now));
    }

    /** Who it is for says more than when. */
    private int narrowness() {
      return (people.isEmpty() ? 0 : 2) + (span == null ? 0 : 1);
    }
  }

  /** A part of the day in the home's zone, over midnight where it ends before it begins. */
  public record Span(LocalTime from, LocalTime to) {
    boolean contains(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  /** A scene that is the same for everybody at any time. */
  public Scene(String id, String name, List<Step> steps) {
    this(id, name, steps, List.of());
  }

  public Scene {
    if (!id.matches("[a-z0-9-]{1,100}")) {
      throw new IllegalArgumentException(
          "A scene's id is 1 to 100 of a-z, 0-9 and -, this is not: " + id);
    }
    name = name.strip();
    if (name.isEmpty() || name.length() > 200) {
      throw new IllegalArgumentException("A scene's name has 1 to 200 characters");
    }
    steps = checked(steps);
    variants = List.copyOf(variants);
    if (variants.size() > 20) {
      throw new IllegalArgumentException("A scene has at most 20 variants");
    }
    if (variants.stream().map(Variant::when).distinct().count() < variants.size()) {
      throw new IllegalArgumentException(
          "Two variants are for the same people at the same time: keep one of them");
    }
  }

  private static List<Step> checked(List<Step> steps) {
    int size = new Plan(steps, Locale.ROOT, "scene").all().size();
    if (size == 0 || size > PlanNotation.MOST_STEPS) {
      throw new IllegalArgumentException("A scene has 1 to 200 steps");
    }
    return List.copyOf(steps);
  }

  /** The same with another variant, which replaces the one for the same people and time. */
  public Scene with(Variant variant) {
    List<Variant> all = new ArrayList<>(variants);
    int same = 0;
    while (same < all.size() && !all.get(same).isFor(variant.people(), variant.span())) {
      same++;
    }
    if (same < all.size()) {
      all.set(same, variant);
    } else {
      all.add(variant);
    }
    return new Scene(id, name, steps, all);
  }

  /** What it does for this asker at this time of day: of the variants that fit, the narrowest. */
  public List<Step> stepsFor(Actor by, LocalTime now) {
    return variants.stream()
        .filter(variant -> variant.fits(by, now))
        .max(Comparator.comparingInt(Variant::narrowness))
        .map(Variant::steps)
        .orElse(steps);
  }

  /** Every command that it may send, in whatever variant. */
  public List<Command> commands() {
    return Stream.concat(Stream.of(steps), variants.stream().map(Variant::steps))
        .flatMap(each -> commands(each).stream())
        .toList();
  }

  /** Every command of some steps. */
  public static List<Command> commands(List<Step> steps) {
    return new Plan(steps, Locale.ROOT, "scene")
        .all().stream().flatMap(step -> step.sends().stream()).toList();
  }
}
