package io.lares.habits.internal;

import io.lares.habits.Memory;
import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Home;
import io.lares.home.Person;
import io.lares.home.Value;
import io.lares.planner.Remembered;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a memory says: a value that is liked ("I like it dim at night"), or quiet that is wanted
 * ("the baby sleeps until three"), where and when. The words are a resource, those of all languages
 * in one, so that a memory is understood in whichever it was said. What is not understood stays
 * words.
 */
final class MemoryReader {
  private static final LocalTime EVENING = LocalTime.of(20, 0);

  /**
   * Whoever sleeps until nine again and again sleeps until nine in the morning, until three at day.
   */
  private static final LocalTime DAWN = LocalTime.of(4, 30);

  private final List<Meaning> values = new ArrayList<>();
  private final List<Quiet> quiets = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Days> days = new ArrayList<>();
  private final List<Rooms> rooms = new ArrayList<>();
  private Pattern liking = Pattern.compile("");
  private Pattern refusing = Pattern.compile("");
  private Pattern habit = Pattern.compile("");
  private Pattern self = Pattern.compile("");

  /**
   * Words and the value that they stand for.
   *
   * @param value null where the pattern's group {@code n} says it
   */
  private record Meaning(
      Pattern words, boolean adjective, AttributeId attribute, @Nullable Double value) {}

  private record Quiet(Pattern words, boolean dark) {}

  private record Part(Pattern words, ClockTimes.Span span) {}

  private record Days(Pattern words, Set<DayOfWeek> days) {}

  private record Rooms(Pattern words, List<String> names) {}

  MemoryReader() {
    try (InputStream in = MemoryReader.class.getResourceAsStream("memories.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int arrow = line.indexOf(" => ");
    String text = line.substring(0, arrow);
    boolean adjective = text.startsWith("adjective ");
    Pattern words =
        adjective
            ? Pattern.compile(
                "(?<!\\bthe )\\b(?:"
                    + text.substring("adjective ".length())
                    + ")\\b(?=$|\\W*$|[.,;!]| (?:at|in|on|when|during|for|while|before|after|and|or"
                    + "|please|lights?|lamps?|lighting|until|till|from|every|here|enough|there)\\b)")
            : Pattern.compile(text);
    String[] meant = line.substring(arrow + 4).split(" ");
    List<String> rest = Arrays.asList(meant).subList(1, meant.length);
    switch (meant[0]) {
      case "like" ->
          values.add(
              new Meaning(
                  words,
                  adjective,
                  AttributeId.parse(meant[1]),
                  meant[2].equals("n") ? null : Double.valueOf(meant[2])));
      case "quiet" -> quiets.add(new Quiet(words, rest.contains("dark")));
      case "at" -> parts.add(new Part(words, new ClockTimes.Span(time(meant[1]), time(meant[2]))));
      case "on" ->
          days.add(
              new Days(words, rest.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet())));
      case "room" -> rooms.add(new Rooms(words, rest));
      default -> {
        switch (meant[1]) {
          case "liking" -> liking = words;
          case "refusing" -> refusing = words;
          case "self" -> self = words;
          default -> habit = words;
        }
      }
    }
  }

  private static LocalTime time(String clock) {
    return clock.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(clock);
  }

  /**
   * When a memory ends by its own words; null for never. What happens again and again does not end
   * at the time that it names.
   */
  @Nullable ZonedDateTime end(String words, ZonedDateTime said) {
    String low = words.toLowerCase(Locale.ROOT);
    boolean again =
        habit.matcher(low).find()
            || ClockTimes.in(low, sleeps(low)).isPresent() && !MemoryEnd.once(low);
    return again ? null : MemoryEnd.of(words, said);
  }

  private boolean sleeps(String low) {
    return quiets.stream().anyMatch(quiet -> quiet.dark() && quiet.words().matcher(low).find());
  }

  /** What a memory says of a moment; the likings of one attribute only once. */
  List<Remembered> at(Memory memory, Home home, ZonedDateTime at) {
    String low = memory.words().toLowerCase(Locale.ROOT);
    if (!holds(low, memory, at)) {
      return List.of();
    }
    List<Remembered> result = new ArrayList<>();
    Set<AreaId> named = named(low, home);
    Set<DeviceId> devices =
        home.devices().stream()
            .filter(device -> named(low, device.name(), device.aliases()))
            .map(Device::id)
            .collect(Collectors.toSet());
    likings(low)
        .forEach((attribute, value) ->
            result.add(
                new Remembered.Liking(
                    memory.person(), memory.words(), named, devices, attribute, value)));
    quiet(low, memory, home, at, named).ifPresent(result::add);
    return result;
  }

  /** Whether its part of the day and its day of the week are now. */
  private boolean holds(String low, Memory memory, ZonedDateTime at) {
    List<ClockTimes.Span> spans = spans(low, at);
    LocalTime time = at.toLocalTime();
    if (!spans.isEmpty() && spans.stream().noneMatch(span -> span.holds(time))) {
      return false;
    }
    List<Days> said = days.stream().filter(each -> each.words().matcher(low).find()).toList();
    return said.isEmpty()
        || said.stream().anyMatch(each -> each.days().contains(at.getDayOfWeek()));
  }

  private List<ClockTimes.Span> spans(String low, ZonedDateTime at) {
    boolean sleeps = sleeps(low);
    Optional<ClockTimes.Span> clock = ClockTimes.in(low, sleeps);
    if (clock.isPresent()) {
      return List.of(clock.get());
    }
    ZonedDateTime end = habit.matcher(low).find() ? MemoryEnd.of(low, at.with(DAWN)) : null;
    if (end != null && !MemoryEnd.once(low)) {
      // "Until nine on Sundays": since the evening before, or since noon.
      LocalTime until = end.toLocalTime();
      LocalTime from = until.isAfter(LocalTime.NOON) ? LocalTime.NOON : EVENING;
      return List.of(new ClockTimes.Span(from, until));
    }
    return parts.stream().filter(part -> part.words().matcher(low).find()).map(Part::span).toList();
  }

  private Map<AttributeId, Value> likings(String low) {
    Map<AttributeId, Value> liked = new LinkedHashMap<>();
    if (refusing.matcher(low).find()) {
      return liked;
    }
    boolean wished = liking.matcher(low).find();
    for (Meaning meaning : values) {
      Matcher matcher = meaning.words().matcher(low);
      if ((wished || !meaning.adjective()) && matcher.find()) {
        Double fixed = meaning.value();
        double value = fixed == null ? Double.parseDouble(matcher.group("n")) : fixed;
        liked.putIfAbsent(meaning.attribute(), Value.of(value));
      }
    }
    return liked;
  }

  /** Quiet has to end, or to be of some part of the day. */
  private Optional<Remembered> quiet(
      String low, Memory memory, Home home, ZonedDateTime at, Set<AreaId> named) {
    List<Quiet> said = quiets.stream().filter(each -> each.words().matcher(low).find()).toList();
    List<ClockTimes.Span> spans = spans(low, at);
    if (said.isEmpty() || memory.until() == null && spans.isEmpty()) {
      return Optional.empty();
    }
    ZonedDateTime until =
        memory.until() == null ? end(spans, at) : memory.until().atZone(at.getZone());
    return Optional.of(
        new Remembered.Quiet(
            memory.person(),
            memory.words(),
            named.isEmpty() ? roomsOf(low, memory, home) : named,
            said.stream().anyMatch(Quiet::dark),
            until.toInstant()));
  }

  private static ZonedDateTime end(List<ClockTimes.Span> spans, ZonedDateTime at) {
    LocalTime time = at.toLocalTime();
    LocalTime until =
        spans.stream()
            .filter(span -> span.holds(time))
            .map(ClockTimes.Span::until)
            .findFirst()
            .orElse(time);
    ZonedDateTime end = at.with(until);
    return end.isAfter(at) ? end : end.plusDays(1);
  }

  private static Set<AreaId> named(String low, Home home) {
    return home.areas().stream()
        .filter(area -> named(low, area.name(), area.aliases()))
        .map(Area::id)
        .collect(Collectors.toSet());
  }

  /**
   * Where somebody sleeps or works who is spoken of: the room with their name, the speaker's for
   * "I", or the one room that is called as such rooms are. Empty where that can't be known.
   */
  private Set<AreaId> roomsOf(String low, Memory memory, Home home) {
    Set<String> owners = new HashSet<>();
    home.people().stream()
        .map(Person::name)
        .filter(name -> named(low, name, List.of()))
        .forEach(owners::add);
    Person speaker = home.person(memory.person());
    if (owners.isEmpty() && self.matcher(low).find() && speaker != null) {
      owners.add(speaker.name());
    }
    Set<AreaId> own = called(home, owners.stream());
    if (!own.isEmpty()) {
      return own;
    }
    Set<AreaId> usual =
        called(
            home,
            rooms.stream()
                .filter(each -> each.words().matcher(low).find())
                .flatMap(each -> each.names().stream()));
    return usual.size() == 1 ? usual : Set.of();
  }

  private static Set<AreaId> called(Home home, Stream<String> words) {
    List<String> wanted = words.map(word -> word.toLowerCase(Locale.ROOT)).toList();
    return home.areas().stream()
        .filter(area ->
            Stream.concat(Stream.of(area.name()), area.aliases().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> wanted.stream().anyMatch(name::contains)))
        .map(Area::id)
        .collect(Collectors.toSet());
  }

  private static boolean named(String low, String name, List<String> aliases) {
    return Stream.concat(Stream.of(name), aliases.stream())
        .map(each -> each.toLowerCase(Locale.ROOT))
        .anyMatch(each -> whole(low, each));
  }

  /** Whether a text holds a name, not only a part of a longer word. */
  private static boolean whole(String low, String name) {
    for (int at = low.indexOf(name); at >= 0; at = low.indexOf(name, at + 1)) {
      int end = at + name.length();
      if ((at == 0 || parted(low.charAt(at - 1), name.charAt(0)))
          && (end == low.length() || parted(low.charAt(end), name.charAt(name.length() - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean parted(char one, char other) {
    return !Character.isLetterOrDigit(one)
        || Character.isIdeographic(one)
        || Character.isIdeographic(other);
  }
}
