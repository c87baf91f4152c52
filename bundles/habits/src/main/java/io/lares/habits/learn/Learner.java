package io.lares.habits.learn;

import io.lares.habits.Preference;
import io.lares.habits.Routine;
import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.Person;
import io.lares.home.PersonId;
import io.lares.home.Value;
import io.lares.kernel.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Learns from changes, one at a time and in bounded memory: what the last eight weeks don't hold is
 * forgotten. Safe from any thread; finding routines does not hold up learning.
 */
public final class Learner {
  /** How long what happened counts. */
  public static final Duration MEMORY = Duration.ofDays(57);

  private static final int MOST_EVENTS = 400_000;
  private static final int MOST_TOKENS = 60_000;

  /** A slider is dragged; where it comes to rest is what was wished. */
  private static final int DRAG_SECONDS = 120;

  /** What a device tells so soon after a wish comes from the wish. */
  private static final int ECHO_OF_HUB_SECONDS = 60;

  private static final int ECHO_OF_PERSON_SECONDS = 10;

  private static final short UNWATCHED = -4;

  /** What people change so soon after something was started belongs to it. */
  private static final int SETTLING_SECONDS = 1200;

  private final ZoneId zone;
  private final Daylight daylight;
  private final Function<DeviceId, @Nullable Device> devices;
  private final EventLog log = new EventLog(MOST_EVENTS);
  private final List<Token> tokens = new ArrayList<>();
  private final Map<DeviceId, Map<AttributeId, Signal>> signals = new HashMap<>();
  private final Map<DeviceId, LastWish> wishes = new HashMap<>();
  private final Presence presence = new Presence();
  private final People people = new People();
  private final Preferences preferences;

  private record LastWish(short actor, long second) {}

  /** A change with the one who wished it; null for nobody that the hub knows of. */
  public record Happening(
      Instant time, DeviceId device, AttributeId attribute, Value after, @Nullable Actor actor) {
    /** A change, as the kernel tells it. */
    public static Happening of(Change change) {
      return new Happening(
          change.time(),
          change.device(),
          change.attribute(),
          change.after(),
          change.cause() == null ? null : change.cause().actor());
    }
  }

  /**
   * Makes one that knows nothing.
   *
   * @param devices what there is in the home; null for an unknown one
   */
  public Learner(ZoneId zone, Daylight daylight, Function<DeviceId, @Nullable Device> devices) {
    this.zone = zone;
    this.daylight = daylight;
    this.devices = devices;
    preferences = new Preferences(zone, daylight);
    tokens.add(Token.FIRST_ARRIVES);
    tokens.add(Token.LAST_LEAVES);
  }

  /** Learns from a change. */
  public synchronized void accept(Happening happening) {
    Signal signal =
        signals
            .computeIfAbsent(happening.device(), ignored -> new HashMap<>())
            .computeIfAbsent(
                happening.attribute(),
                attribute ->
                    new Signal(happening.device(), attribute, devices.apply(happening.device())));
    if (tokens.size() >= MOST_TOKENS) {
      return;
    }
    Token token = signal.token(happening.after(), tokens::size);
    if (token == null) {
      return;
    }
    if (token.id() == tokens.size()) {
      tokens.add(token);
    }
    int second = (int) happening.time().getEpochSecond();
    short actor = actor(happening, signal, second);
    log.dropBefore(second - (int) MEMORY.toSeconds());
    float value = happening.after() instanceof Value.Num(double number) ? (float) number : 0;
    if (actor == UNWATCHED) {
      return;
    }
    if (signal.numeric() && log.replaceLast(token.id(), actor, second - DRAG_SECONDS, value)) {
      preferences.settle(signal, actor, happening.after(), happening.time(), true);
      return;
    }
    log.add(second, token.id(), actor, value);
    if (signal.commandable() && actor >= EventLog.NOBODY) {
      preferences.settle(signal, actor, happening.after(), happening.time(), false);
    }
    if (happening.attribute().equals(Presence.LOCATION)) {
      Token moved = presence.moved(happening.device(), happening.after());
      if (moved != null) {
        log.add(second, moved.id(), EventLog.NOBODY, 0);
      }
    }
  }

  private short actor(Happening happening, Signal signal, long second) {
    Actor actor = happening.actor();
    if (actor != null) {
      short known =
          actor.kind() != Actor.Kind.PERSON
              ? EventLog.HUB
              : actor.role() == Person.Role.GUEST
                  ? EventLog.GUEST
                  : people.number(new PersonId(actor.id()));
      wishes.put(happening.device(), new LastWish(known, second));
      return known;
    }
    LastWish wish = signal.commandable() ? wishes.get(happening.device()) : null;
    if (wish != null
        && second - wish.second()
            <= (wish.actor() == EventLog.HUB ? ECHO_OF_HUB_SECONDS : ECHO_OF_PERSON_SECONDS)) {
      return wish.actor();
    }
    return EventLog.NOBODY;
  }

  /** The routines that hold at a moment, the surest first. */
  public List<Routine> routines(Instant now) {
    EventLog.Snapshot events;
    List<Token> known;
    synchronized (this) {
      log.dropBefore((int) now.minus(MEMORY).getEpochSecond());
      events = log.snapshot();
      known = List.copyOf(tokens);
    }
    Timeline line = new Timeline(events.extract(), known, now, zone, daylight);
    return new Miner(line, people::person).routines();
  }

  /** What people set by hand after something momentary happened last, each attribute once. */
  public List<Command> lastTime(DeviceId started) {
    EventLog.Snapshot snapshot;
    List<Token> known;
    synchronized (this) {
      snapshot = log.snapshot();
      known = List.copyOf(tokens);
    }
    EventLog.Extract events = snapshot.extract();
    int start = events.size() - 1;
    while (start >= 0 && !starts(known.get(events.tokens()[start]), started)) {
      start--;
    }
    Map<Signal, Command> set = new LinkedHashMap<>();
    for (int i = start + 1;
        start >= 0
            && i < events.size()
            && events.seconds()[i] - events.seconds()[start] <= SETTLING_SECONDS;
        i++) {
      Token token = known.get(events.tokens()[i]);
      Signal signal = token.signal();
      if (signal != null && signal.commandable() && events.actors()[i] >= EventLog.NOBODY) {
        Value value = token.value() == null ? Value.of(events.values()[i]) : token.value();
        set.put(signal, new Command(signal.device(), signal.attribute(), value));
      }
    }
    return List.copyOf(set.values());
  }

  private static boolean starts(Token token, DeviceId device) {
    Signal signal = token.signal();
    return signal != null && signal.momentary() && signal.device().equals(device);
  }

  /** The sun over the home. */
  public Daylight daylight() {
    return daylight;
  }

  /** The preferences of all people, and of all together. */
  public synchronized List<Preference> preferences() {
    return preferences.all(people::person);
  }

  /** What is liked at a moment, by this person or else by all together. */
  public synchronized Optional<Preference> preferred(
      @Nullable PersonId person, DeviceId device, AttributeId attribute, Instant at) {
    Signal signal = signals.getOrDefault(device, Map.of()).get(attribute);
    return signal == null
        ? Optional.empty()
        : preferences.preferred(person, person == null ? -1 : people.number(person), signal, at);
  }

  /** Takes note that a device is about to tell of a wish from which nothing may be learned. */
  public synchronized void skip(Happening happening) {
    wishes.put(happening.device(), new LastWish(UNWATCHED, happening.time().getEpochSecond()));
  }

  /** Whether a person set an attribute after a moment. */
  public synchronized boolean setSince(
      PersonId person, DeviceId device, AttributeId attribute, Instant since) {
    Signal signal = signals.getOrDefault(device, Map.of()).get(attribute);
    return signal != null && preferences.setSince(people.number(person), signal, since);
  }

  /** Forgets all that a person did. */
  public synchronized void forget(PersonId person) {
    short number = people.number(person);
    log.dropOf(number);
    preferences.forget(number);
  }
}
