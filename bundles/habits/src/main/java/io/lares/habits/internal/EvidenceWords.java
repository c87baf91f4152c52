package io.lares.habits.internal;

import io.lares.habits.Cue;
import io.lares.habits.Evidence;
import io.lares.habits.Routine;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a routine was learned from. */
final class EvidenceWords {
  private EvidenceWords() {}

  static String of(Routine routine, Home home) {
    Evidence evidence = routine.evidence();
    String who = routine.person() == null ? "somebody" : "you";
    String did = who + " " + act(routine, home);
    String count = evidence.lastTimes() + " of the last " + evidence.lastOf() + " ";
    return switch (routine.cue()) {
      case Cue.AtTime at ->
          "On "
              + count
              + days(at.days())
              + " between "
              + clock(at.earliest())
              + " and "
              + clock(at.latest())
              + " "
              + did
              + ".";
      case Cue.AtSun at ->
          "On "
              + count
              + days(at.days())
              + " about "
              + span(at.usual().abs())
              + " "
              + (at.usual().isNegative() ? "before " : "after ")
              + at.event().name().toLowerCase(Locale.ROOT)
              + " "
              + did
              + ".";
      case Cue.After after ->
          count
              + "times "
              + event(after.what(), home)
              + condition(after)
              + ", "
              + did
              + " within "
              + span(after.longest())
              + ".";
    };
  }

  private static String act(Routine routine, Home home) {
    String device = name(routine.action().device(), home);
    Value value = routine.action().value();
    return value instanceof Value.Bool(boolean on)
        ? "turned " + (on ? "on " : "off ") + device
        : "set " + device + " (" + property(routine.action().attribute()) + ") to " + value;
  }

  private static String event(Cue.Event event, Home home) {
    return switch (event) {
      case Cue.Event.FirstArrives first -> "the first person came home";
      case Cue.Event.LastLeaves last -> "the last person left";
      case Cue.Event.Becomes(DeviceId device, AttributeId attribute, Value value) ->
          name(device, home)
              + " became "
              + (value instanceof Value.Bool(boolean on)
                  ? property(attribute) + (on ? "" : " no more")
                  : value);
    };
  }

  private static String condition(Cue.After after) {
    StringBuilder words = new StringBuilder();
    if (!after.days().equals(EnumSet.allOf(DayOfWeek.class))) {
      words.append(" on ").append(days(after.days()));
    }
    switch (after.condition().light()) {
      case DARK -> words.append(" after dark");
      case BRIGHT -> words.append(" by daylight");
      case ANY -> {}
    }
    LocalTime from = after.condition().from();
    LocalTime until = after.condition().until();
    if (from != null && until != null) {
      words.append(" between ").append(clock(from)).append(" and ").append(clock(until));
    }
    return words.toString();
  }

  private static String name(DeviceId id, Home home) {
    Device device = home.device(id);
    return device == null ? id.value() : device.name();
  }

  private static String property(AttributeId attribute) {
    return attribute.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String days(Set<DayOfWeek> days) {
    if (days.size() == 7) {
      return "days";
    }
    if (days.equals(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY))) {
      return "weekdays";
    }
    if (days.equals(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))) {
      return "weekend days";
    }
    return days.stream()
        .sorted()
        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s")
        .collect(Collectors.joining(", "));
  }

  private static String clock(LocalTime time) {
    return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
  }

  private static String span(Duration duration) {
    long minutes = Math.max(1, (duration.toSeconds() + 30) / 60);
    return minutes == 1 ? "a minute" : minutes + " minutes";
  }
}
