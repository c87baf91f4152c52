package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens and is no state that the planner could be asked about. */
final class Happenings {
  private static final AttributeId ACTIVATED = AttributeId.parse("Scene.activated");
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private final Things things;
  private final TimePhrases phrases;
  private final Actor speaker;

  Happenings(Things things, TimePhrases phrases, Actor speaker) {
    this.things = things;
    this.phrases = phrases;
    this.speaker = speaker;
  }

  /**
   * The triggers of an event; empty where it is of none of these kinds.
   *
   * @param sure true where it is said that it comes about, and not only that it is so
   */
  List<Trigger> of(String event, boolean sure) {
    if (phrases.whole("arrive-self", event)) {
      return moves(Trigger.Move.ARRIVES);
    }
    if (phrases.whole("leave-self", event)) {
      return moves(Trigger.Move.LEAVES);
    }
    if (phrases.whole("arrive-any", event)) {
      return List.of(new Trigger.Presence(null, Trigger.Move.ARRIVES));
    }
    if (phrases.whole("leave-last", event) || sure && phrases.whole("all-away", event)) {
      return List.of(new Trigger.Presence(null, Trigger.Move.LEAVES));
    }
    for (TimePhrases.Phrase sun : phrases.of("sun-event")) {
      if (sun.pattern().matcher(phrases.plain(event)).matches()) {
        return List.of(
            new Trigger.Sun(
                Trigger.SunEvent.valueOf(sun.means().toUpperCase(Locale.ROOT)),
                Duration.ZERO,
                DAILY));
      }
    }
    List<Trigger> found = pressed(event);
    if (found.isEmpty()) {
      found = ofThing("scene", event, name -> happens(name, ACTIVATED, Value.of(true)));
    }
    if (found.isEmpty()) {
      found = ofThing("finishes", event, this::done);
    }
    return found.isEmpty() && sure ? ofThing("done", event, this::done) : found;
  }

  /** Whether an event is that somebody comes, goes or is away. */
  static boolean ofPeople(String event, TimePhrases phrases) {
    return Stream.of("arrive-self", "leave-self", "arrive-any", "leave-last", "all-away")
        .anyMatch(kind -> phrases.whole(kind, event));
  }

  private List<Trigger> moves(Trigger.Move move) {
    return things.self(speaker).stream()
        .<Trigger>map(device -> new Trigger.Presence(device, move))
        .toList();
  }

  private List<Trigger> pressed(String event) {
    Value how =
        found("double", event)
            ? Value.of("double")
            : found("long", event) ? Value.of("long") : null;
    return ofThing("press", event, name -> happens(name, Vocabulary.SWITCH_PRESSED, how));
  }

  private boolean found(String kind, String event) {
    return phrases.of(kind).stream()
        .anyMatch(phrase -> phrase.pattern().matcher(phrases.plain(event)).find());
  }

  private List<Trigger> happens(String name, AttributeId attribute, @Nullable Value value) {
    return things.called(name, attribute, phrases::plain).stream()
        .<Trigger>map(device -> new Trigger.Happens(device, attribute, value))
        .toList();
  }

  private List<Trigger> done(String name) {
    return things.done(name, phrases::plain);
  }

  /** What the first pattern that fits says of a thing that is in the home. */
  private List<Trigger> ofThing(
      String kind, String event, Function<String, List<Trigger>> triggers) {
    return phrases.of(kind).stream()
        .map(phrase -> phrase.pattern().matcher(phrases.plain(event)))
        .filter(Matcher::matches)
        .map(fits -> triggers.apply(event.substring(fits.start("thing"), fits.end("thing"))))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
