package io.lares.automations.sentence;

import io.lares.automations.Trigger;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** What happens and is no state that the planner could be asked about. */
final class Happenings {
  private static final AttributeId ACTIVATED = AttributeId.parse("Scene.activated");
  private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

  private final RuleSentences.Things things;
  private final TimePhrases phrases;
  private final Actor speaker;

  Happenings(RuleSentences.Things things, TimePhrases phrases, Actor speaker) {
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
    List<Trigger> pressed = pressed(event);
    List<Trigger> found = pressed.isEmpty() ? scene(event) : pressed;
    if (found.isEmpty()) {
      found = finished("finishes", event);
    }
    return found.isEmpty() && sure ? finished("done", event) : found;
  }

  private List<Trigger> finished(String kind, String event) {
    List<String> options =
        phrases.of("done-option").stream().map(TimePhrases.Phrase::means).toList();
    for (TimePhrases.Phrase finished : phrases.of(kind)) {
      Matcher matcher = finished.pattern().matcher(phrases.plain(event));
      if (matcher.matches()) {
        List<Trigger> triggers =
            things.done(
                event.substring(matcher.start("thing"), matcher.end("thing")),
                options,
                phrases::plain);
        if (!triggers.isEmpty()) {
          return triggers;
        }
      }
    }
    return List.of();
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
    for (TimePhrases.Phrase press : phrases.of("press")) {
      Matcher matcher = press.pattern().matcher(phrases.plain(event));
      if (matcher.matches()) {
        Value how =
            found("double", event)
                ? Value.of("double")
                : found("long", event) ? Value.of("long") : null;
        List<DeviceId> buttons =
            things.called(
                event.substring(matcher.start("thing"), matcher.end("thing")),
                Vocabulary.SWITCH_PRESSED,
                phrases::plain);
        if (!buttons.isEmpty()) {
          return buttons.stream()
              .<Trigger>map(button -> new Trigger.Happens(button, Vocabulary.SWITCH_PRESSED, how))
              .toList();
        }
      }
    }
    return List.of();
  }

  private boolean found(String kind, String event) {
    return phrases.of(kind).stream()
        .anyMatch(phrase -> phrase.pattern().matcher(phrases.plain(event)).find());
  }

  private List<Trigger> scene(String event) {
    for (TimePhrases.Phrase begins : phrases.of("scene")) {
      Matcher matcher = begins.pattern().matcher(phrases.plain(event));
      if (matcher.matches()) {
        List<DeviceId> scenes =
            things.called(
                event.substring(matcher.start("thing"), matcher.end("thing")),
                ACTIVATED,
                phrases::plain);
        if (!scenes.isEmpty()) {
          return scenes.stream()
              .<Trigger>map(scene -> new Trigger.Happens(scene, ACTIVATED, Value.of(true)))
              .toList();
        }
      }
    }
    return List.of();
  }
}
