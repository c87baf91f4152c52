package io.lares.habits.internal;

import io.lares.habits.Cue;
import io.lares.habits.Evidence;
import io.lares.habits.Preference;
import io.lares.habits.Routine;
import io.lares.home.Area;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Value;
import io.lares.planner.Remembered;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what was learned and from what, in one language; each is a resource. */
final class EvidenceWords {
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private static final Pattern HOURS = Pattern.compile("between (\\S+) and (\\S+)");

  private final Locale language;
  private final Properties words;

  private EvidenceWords(Locale language, InputStream in) {
    this.language = language;
    this.words = new Properties();
    try (InputStream bytes = in) {
      words.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a language; of one that the hub does not speak, English. */
  static EvidenceWords in(Locale language) {
    InputStream in =
        EvidenceWords.class.getResourceAsStream("words." + language.getLanguage() + ".properties");
    return in == null
        ? new EvidenceWords(
            Locale.ENGLISH,
            Objects.requireNonNull(EvidenceWords.class.getResourceAsStream("words.en.properties")))
        : new EvidenceWords(language, in);
  }

  private String say(String key, Object... arguments) {
    return new MessageFormat(words.getProperty(key), Locale.ROOT)
        .format(Stream.of(arguments).map(String::valueOf).toArray());
  }

  /** What a memory says: "quiet and no bright light in Nursery". */
  String of(List<Remembered> readings, Home home) {
    return readings.stream()
        .map(each -> said(each, home))
        .collect(Collectors.joining(say("memory.and")));
  }

  private String said(Remembered reading, Home home) {
    return switch (reading) {
      case Remembered.Quiet quiet ->
          say(quiet.dark() ? "memory.dark" : "memory.quiet", where(quiet, home));
      case Remembered.Liking liking -> {
        String places =
            liking.devices().isEmpty()
                ? where(liking, home)
                : say(
                    "memory.in",
                    liking.devices().stream()
                        .map(home::device)
                        .filter(Objects::nonNull)
                        .map(Device::name)
                        .sorted()
                        .collect(Collectors.joining(", ")));
        yield say("memory." + liking.attribute(), liking.value(), places);
      }
    };
  }

  private String where(Remembered reading, Home home) {
    return reading.areas().isEmpty()
        ? say("memory.everywhere")
        : say(
            "memory.in",
            reading.areas().stream()
                .map(home::area)
                .filter(Objects::nonNull)
                .map(Area::name)
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  String of(Routine routine, Home home) {
    Evidence evidence = routine.evidence();
    int times = evidence.lastTimes();
    int of = evidence.lastOf();
    String did = act(routine, home);
    return switch (routine.cue()) {
      case Cue.AtTime at ->
          say("time", times, of, days(at.days()), clock(at.earliest()), clock(at.latest()), did);
      case Cue.AtSun at ->
          say(
              at.event().name().toLowerCase(Locale.ROOT)
                  + (at.usual().isNegative() ? ".before" : ".after"),
              times,
              of,
              days(at.days()),
              span(at.usual().abs()),
              did);
      case Cue.After after ->
          say(
              "after",
              times,
              of,
              event(after.what(), home),
              condition(after),
              did,
              span(after.longest()));
    };
  }

  private String act(Routine routine, Home home) {
    String who = say(routine.person() == null ? "somebody" : "you");
    String device = name(routine.action().device(), home);
    Value value = routine.action().value();
    return value instanceof Value.Bool(boolean on)
        ? say(on ? "deed.on" : "deed.off", who, device)
        : say(
            "deed.set",
            who,
            device,
            property(routine.action().attribute()),
            value(routine.action().device(), routine.action().attribute(), value, home));
  }

  private String event(Cue.Event event, Home home) {
    return switch (event) {
      case Cue.Event.FirstArrives first -> say("event.first");
      case Cue.Event.LastLeaves last -> say("event.last");
      case Cue.Event.Becomes(DeviceId device, AttributeId attribute, Value.Bool(boolean on)) ->
          say(on ? "event.true" : "event.false", name(device, home), property(attribute));
      case Cue.Event.Becomes(DeviceId device, AttributeId attribute, Value value) ->
          say("event.value", name(device, home), value(device, attribute, value, home));
    };
  }

  private String condition(Cue.After after) {
    StringBuilder condition = new StringBuilder();
    if (after.days().size() < 7) {
      condition.append(say("on.days", days(after.days())));
    }
    switch (after.condition().light()) {
      case DARK -> condition.append(say("on.dark"));
      case BRIGHT -> condition.append(say("on.bright"));
      case ANY -> {}
    }
    LocalTime from = after.condition().from();
    LocalTime until = after.condition().until();
    if (from != null && until != null) {
      condition.append(say("on.hours", clock(from), clock(until)));
    }
    return condition.toString();
  }

  /** The context of a preference; empty for always. */
  String when(Preference liking) {
    return liking.when().isEmpty()
        ? ""
        : Stream.of(liking.when().split(", "))
            .map(this::context)
            .collect(Collectors.joining(words.getProperty("days.between")));
  }

  private String context(String context) {
    Matcher hours = HOURS.matcher(context);
    if (hours.matches()) {
      return say("liked.hours", hours.group(1), hours.group(2));
    }
    return switch (context) {
      case "after dark" -> say("liked.dark");
      case "by daylight" -> say("liked.bright");
      case "at weekends" -> say("liked.weekend");
      default -> say("liked.work");
    };
  }

  private static String name(DeviceId id, Home home) {
    Device device = home.device(id);
    return device == null ? id.value() : device.name();
  }

  private String property(AttributeId attribute) {
    String plain = attribute.name().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.getProperty("property." + attribute.name(), plain);
  }

  private String value(DeviceId id, AttributeId attribute, Value value, Home home) {
    if (!(value instanceof Value.Num(double number))) {
      return words.getProperty("value." + value, value.toString());
    }
    Device device = home.device(id);
    Attribute described = device == null ? null : device.attribute(attribute);
    String unit = described == null ? "" : described.unit();
    NumberFormat format = NumberFormat.getNumberInstance(language);
    // What was learned lies between what was seen: finer than anybody sets a light.
    format.setMaximumFractionDigits(unit.equals("%") || Math.abs(number) >= 100 ? 0 : 1);
    return unit.isEmpty() ? format.format(number) : format.format(number) + " " + unit;
  }

  private String days(Set<DayOfWeek> days) {
    if (days.size() == 7) {
      return say("days.all");
    }
    if (days.equals(WORKDAYS)) {
      return say("days.work");
    }
    if (days.equals(WEEKEND)) {
      return say("days.weekend");
    }
    return days.stream()
        .sorted()
        .map(day -> say("day", day.getDisplayName(TextStyle.FULL, language)))
        .collect(Collectors.joining(words.getProperty("days.between")));
  }

  private static String clock(LocalTime time) {
    return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
  }

  private String span(Duration duration) {
    long minutes = Math.max(1, (duration.toSeconds() + 30) / 60);
    return minutes == 1 ? say("minute") : say("minutes", minutes);
  }
}
