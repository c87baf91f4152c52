package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.Command;
import io.lares.home.Device;
import io.lares.home.Home;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what devices can do, and are doing, with what a clause wants of them. */
final class Doing {
  /** What only makes sense of something that is doing something. */
  private static final Set<Verb> ENDING =
      Set.of(Verb.OFF, Verb.CLOSEOFF, Verb.PAUSE, Verb.STOP, Verb.MUTE, Verb.UNMUTE, Verb.DOCK);

  private final Home home;
  private final StateView state;
  private final Effects effects;
  private final Clause clause;

  Doing(Home home, StateView state, Effects effects, Clause clause) {
    this.home = home;
    this.state = state;
    this.effects = effects;
    this.clause = clause;
  }

  boolean able(Device device) {
    Effect effect = effects.of(device, clause);
    return effect instanceof Effect.Do || effect instanceof Effect.Misfit;
  }

  /** "Turn off the TV": of several, the one that is on. Null where nothing ends, or not one. */
  @Nullable Device onlyBusy(List<Device> options) {
    boolean volume =
        clause.feature == Feature.VOLUME
            || clause.verbs.stream().anyMatch(verb -> verb.feature() == Feature.VOLUME);
    if (volume) {
      List<Device> on = Targets.filter(options, device -> able(device) && !off(device));
      return on.size() == 1 ? on.getFirst() : null;
    }
    if (clause.verbs.stream().noneMatch(ENDING::contains) || clause.hasValue()) {
      return null;
    }
    List<Device> busy =
        Targets.filter(
            options,
            device ->
                effects.of(device, clause) instanceof Effect.Do(List<Command> wanted)
                    && wanted.stream().anyMatch(this::changes)
                    && !off(device));
    return busy.size() == 1 ? busy.getFirst() : null;
  }

  /** True where the device is doing something that this would change. */
  boolean busy(Device device) {
    if (!(effects.of(device, clause) instanceof Effect.Do(List<Command> wanted))) {
      return false;
    }
    Command first = wanted.getFirst();
    Reading reading = state.reading(device.id(), first.attribute());
    boolean resting =
        reading == null
            || reading.value() instanceof Value.Text(String text)
                && Set.of("docked", "idle", "stopped", "returning", "paused").contains(text);
    boolean wakes = clause.verbs.contains(Verb.RESUME) || clause.verbs.contains(Verb.START);
    Reading playing = state.reading(device.id(), Vocabulary.PLAYBACK);
    boolean plays = playing != null && playing.value().equals(Value.of("playing"));
    return device.attribute(Vocabulary.PLAYBACK) != null && !wakes ? plays : wakes == resting;
  }

  boolean changes(Command command) {
    Reading reading = state.reading(command.device(), command.attribute());
    Device device = home.device(command.device());
    Attribute attribute = device == null ? null : device.attribute(command.attribute());
    boolean momentary = attribute != null && attribute.access() == Attribute.Access.MOMENTARY;
    return momentary || reading == null || !reading.value().equals(command.value());
  }

  /** "It is too bright" is not said of lamps that are off. */
  List<Device> shining(List<Device> devices) {
    boolean darker = clause.direction() < 0 && !clause.hasValue();
    return darker && devices.stream().allMatch(device -> device.type().isLight())
        ? Targets.preferring(devices, device -> !off(device))
        : devices;
  }

  boolean paused(Device device) {
    Reading reading = state.reading(device.id(), Vocabulary.PLAYBACK);
    return reading != null && reading.value().equals(Value.of("paused"));
  }

  private boolean off(Device device) {
    Reading reading = state.reading(device.id(), Vocabulary.ON_OFF);
    return reading != null && reading.value().equals(Value.of(false));
  }
}
