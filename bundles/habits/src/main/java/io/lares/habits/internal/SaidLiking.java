package io.lares.habits.internal;

import io.lares.home.Area;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a memory says of a value: "I like it dim at night", "the bedroom at 19 degrees". The words
 * are a resource, those of all languages in one, so that a memory is understood in whichever it was
 * said.
 */
final class SaidLiking {
  private final List<Meaning> values = new ArrayList<>();
  private final List<Times> times = new ArrayList<>();

  /**
   * Words and the value that they stand for.
   *
   * @param value null where the pattern's group {@code n} says it
   */
  private record Meaning(
      Pattern words, AttributeId attribute, @org.jspecify.annotations.Nullable Double value) {}

  /** Words and the minutes of the day that they stand for; from the first to before the second. */
  private record Times(Pattern words, int from, int until) {
    boolean hold(ZonedDateTime at) {
      int minute = at.getHour() * 60 + at.getMinute();
      return Math.floorMod(minute - from, 1440) < Math.floorMod(until - from, 1440);
    }
  }

  SaidLiking() {
    try (InputStream in = SaidLiking.class.getResourceAsStream("likings.txt")) {
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
    Pattern words = Pattern.compile(line.substring(0, arrow), Pattern.CASE_INSENSITIVE);
    String[] meant = line.substring(arrow + 4).split(" ");
    if (meant[0].equals("at")) {
      times.add(new Times(words, minute(meant[1]), minute(meant[2])));
    } else {
      Double value = meant[1].equals("n") ? null : Double.valueOf(meant[1]);
      values.add(new Meaning(words, AttributeId.parse(meant[0]), value));
    }
  }

  private static int minute(String clock) {
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }

  /** The value that the words say for an attribute of a device at a moment; empty for none. */
  Optional<Value> value(
      String words, Home home, Device device, AttributeId attribute, ZonedDateTime at) {
    String low = words.toLowerCase(Locale.ROOT);
    List<Times> said = times.stream().filter(t -> t.words().matcher(low).find()).toList();
    if (!said.isEmpty() && said.stream().noneMatch(t -> t.hold(at)) || !about(low, home, device)) {
      return Optional.empty();
    }
    for (Meaning meaning : values) {
      if (meaning.attribute().equals(attribute)) {
        Matcher matcher = meaning.words().matcher(low);
        if (matcher.find()) {
          Double fixed = meaning.value();
          return Optional.of(
              Value.of(fixed == null ? Double.parseDouble(matcher.group("n")) : fixed));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the words name the device or its room, or nothing in particular. */
  private static boolean about(String low, Home home, Device device) {
    List<Area> rooms =
        home.areas().stream().filter(area -> named(low, area.name(), area.aliases())).toList();
    List<Device> devices =
        home.devices().stream().filter(each -> named(low, each.name(), each.aliases())).toList();
    return devices.contains(device)
        || devices.isEmpty()
            && (rooms.isEmpty()
                || rooms.stream().anyMatch(room -> room.id().equals(device.area())));
  }

  private static boolean named(String low, String name, List<String> aliases) {
    return low.contains(name.toLowerCase(Locale.ROOT))
        || aliases.stream().anyMatch(alias -> low.contains(alias.toLowerCase(Locale.ROOT)));
  }
}
