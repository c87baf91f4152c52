package io.lares.planner.grammar;

import io.lares.home.Area;
import io.lares.home.AreaId;
import io.lares.home.Attribute;
import io.lares.home.Device;
import io.lares.home.DeviceId;
import io.lares.home.DeviceType;
import io.lares.home.Home;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import io.lares.planner.language.TextForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the devices that a noun phrase means. */
final class Targets {
  /** What a noun phrase comes to. */
  sealed interface Result {
    /**
     * Devices.
     *
     * @param group true where they were described and not named, so that those among them that
     *     can't do it are simply not meant
     */
    record Found(List<Device> devices, boolean group) implements Result {}

    /** Nothing in this home fits; {@code elsewhere} lists what would fit in another place. */
    record Missing(List<Device> elsewhere) implements Result {}

    /** Several fit, and only one can be meant. */
    record Unclear(List<Device> options) implements Result {}
  }

  /** Of these nobody means all where he names none, in a language without a plural either. */
  private static final Set<Group> RISKY = Set.of(Group.VALVE, Group.GARAGE, Group.GATE);

  private final Lexicon lexicon;
  private final Home home;
  private final StateView state;
  private final Kinds kinds;
  private final @Nullable AreaId speaker;

  Targets(Lexicon lexicon, StateView state, @Nullable AreaId speaker) {
    this.lexicon = lexicon;
    this.home = lexicon.home();
    this.state = state;
    this.kinds = new Kinds(lexicon, state);
    this.speaker = speaker != null && home.area(speaker) != null ? speaker : null;
  }

  /** What the makers of this home's devices call their values and switches. */
  OwnTerms terms() {
    return lexicon.terms();
  }

  @Nullable AreaId speaker() {
    return speaker;
  }

  /**
   * Finds them.
   *
   * @param able what could do it; decides between readings, does not narrow a description
   */
  Result find(Target target, Predicate<Device> able) {
    Result found = numbered(found(target, able), target);
    return target.ordinal == 0 ? found : counted(found, target);
  }

  /** "Panels 1 and 2": of a family, those with the numbers. */
  private Result numbered(Result result, Target target) {
    if (target.numbers.isEmpty() || !(result instanceof Result.Found(var all, var group))) {
      return result;
    }
    List<Device> some =
        filter(
            all,
            device ->
                target.numbers.stream()
                    .anyMatch(number -> form(device.name()).endsWith(" " + number)));
    return some.isEmpty() ? new Result.Missing(all) : new Result.Found(some, some.size() > 1);
  }

  /** "The second lamp": the one with that number in its name, or else the second of them all. */
  private Result counted(Result result, Target target) {
    List<Device> all =
        switch (result) {
          case Result.Found(var devices, var group) -> devices;
          case Result.Unclear(var options) -> options;
          case Result.Missing(var elsewhere) -> List.<Device>of();
        };
    String number = " " + target.ordinal;
    List<Device> numbered = filter(all, device -> form(device.name()).endsWith(number));
    if (numbered.size() == 1) {
      return new Result.Found(numbered, false);
    }
    int index = target.ordinal < 0 ? all.size() - 1 : target.ordinal - 1;
    return index >= 0 && index < all.size()
        ? new Result.Found(List.of(all.get(index)), false)
        : new Result.Missing(all);
  }

  private Result found(Target target, Predicate<Device> able) {
    if (target.name != null && !prefersKind(target)) {
      Result named = named(target, able);
      if (named != null) {
        return named;
      }
    }
    if (target.everything) {
      List<Device> all =
          home.devices().stream()
              .filter(device -> within(device, target))
              .filter(device -> !Group.excludedFromEverything(device))
              .toList();
      return all.isEmpty() ? new Result.Missing(List.of()) : new Result.Found(all, true);
    }
    if (target.kind != null) {
      return ofKind(target, target.kind, able);
    }
    if (!target.parts.isEmpty() && target.unknown.isEmpty()) {
      return parts(target, able);
    }
    return new Result.Missing(List.of());
  }

  private static boolean prefersKind(Target target) {
    return target.kind != null
        && target.name != null
        && target.name.generic()
        && (target.kind.plural() || target.all || target.everything);
  }

  private @Nullable Result named(Target target, Predicate<Device> able) {
    Word.Name name = target.name;
    if (name == null
        || target.headed
        || !target.unknown.isEmpty() && (name.generic() || target.unknown.size() > 1)) {
      return target.kind == null ? new Result.Missing(List.of()) : null;
    }
    List<Device> all = devices(name.devices());
    if (partOf(target, name, all)) {
      return new Result.Missing(List.of());
    }
    List<Device> fitting = filter(all, device -> within(device, target));
    if (fitting.isEmpty()) {
      if (target.guessed || all.size() == 1 && !name.generic()) {
        fitting = all;
      } else {
        return target.kind == null ? new Result.Missing(all) : null;
      }
    }
    fitting = preferring(fitting, able);
    if (target.kind != null && name.generic() && fitting.stream().noneMatch(able)) {
      return null;
    }
    if (fitting.stream().noneMatch(able) && fitting.stream().noneMatch(Targets::acts)) {
      List<Device> bearers = bearers(fitting, able);
      fitting = bearers.size() == 1 ? bearers : fitting;
    }
    if (!target.placed() && !target.all) {
      fitting = preferring(fitting, device -> speaker != null && speaker.equals(device.area()));
    }
    boolean lights = fitting.stream().allMatch(device -> device.type().isLight());
    boolean apart =
        target.kind != null
            && target.kind.narrow()
            && !target.kind.plural()
            && !target.placed()
            && speaker == null
            && fitting.stream().map(Device::area).distinct().count() > 1;
    if (fitting.size() > 1
        && !target.all
        && (target.single || apart || !lights && !target.placed())) {
      return new Result.Unclear(fitting);
    }
    return new Result.Found(fitting, fitting.size() > 1);
  }

  /** "Lock the front door" where the door only tells: the lock that bears its name is meant. */
  private List<Device> bearers(List<Device> telling, Predicate<Device> able) {
    TextForm form = lexicon.pack().pack().form();
    return filter(
        home.devices(),
        device ->
            able.test(device)
                && acts(device)
                && telling.stream()
                    .anyMatch(
                        each -> Segmenter.mentions(lexicon.spoken(device), form.of(each.name()))));
  }

  private static boolean acts(Device device) {
    return device.capabilities().stream()
        .flatMap(capability -> capability.attributes().stream())
        .anyMatch(Attribute::commandable);
  }

  /** "The car window": a part that a device may have, and nothing that this home knows. */
  private boolean partOf(Target target, Word.Name name, List<Device> named) {
    Word.Kind kind = target.kind;
    return kind != null
        && !name.generic()
        && target.kindAfterName
        && named.stream()
            .noneMatch(device ->
                kinds.includes(kind.group(), device) || spoken(device).contains(kind.noun()));
  }

  private Result ofKind(Target target, Word.Kind kind, Predicate<Device> able) {
    if (!target.unknown.isEmpty()) {
      return new Result.Missing(List.of());
    }
    List<Device> all = filter(home.devices(), device -> kinds.includes(kind.group(), device));
    if (!target.parts.isEmpty()) {
      all =
          filter(
              all,
              device ->
                  target.parts.stream().allMatch(part -> part.devices().contains(device.id())));
    }
    if (kind.narrow()) {
      all = preferring(all, device -> kinds.spokenAs(device, kind));
    }
    List<Device> fitting = filter(all, device -> within(device, target));
    if (target.guessed && fitting.stream().noneMatch(able)) {
      fitting = all;
    }
    if (fitting.isEmpty()) {
      return new Result.Missing(all);
    }
    boolean near = false;
    if (!target.placed() && !target.all && speaker != null) {
      List<Device> here = filter(fitting, device -> speaker.equals(device.area()));
      near = !here.isEmpty();
      fitting = near ? here : fitting;
    }
    boolean one =
        (lexicon.pack().pack().spaced() || RISKY.contains(kind.group()))
            && !kind.plural()
            && !target.all;
    boolean light =
        kind.group() == Group.LIGHT
            && !kind.narrow()
            && fitting.stream().map(Device::area).distinct().count() == 1;
    if (one && !light && !near && (!target.placed() || target.guessed) && fitting.size() > 1) {
      fitting = preferring(fitting, able);
      if (fitting.size() > 1) {
        return new Result.Unclear(fitting);
      }
    }
    return new Result.Found(fitting, true);
  }

  private Result parts(Target target, Predicate<Device> able) {
    List<Device> fitting =
        filter(
            home.devices(),
            device ->
                within(device, target)
                    && target.parts.stream()
                        .allMatch(part -> part.devices().contains(device.id())));
    fitting = preferring(fitting, able);
    if (fitting.isEmpty()) {
      return new Result.Missing(List.of());
    }
    return fitting.size() == 1 || target.all
        ? new Result.Found(fitting, fitting.size() > 1)
        : new Result.Unclear(fitting);
  }

  private String form(String text) {
    return lexicon.pack().pack().form().of(text);
  }

  private String spoken(Device device) {
    return lexicon.spoken(device);
  }

  boolean within(Device device, Target target) {
    AreaId area = device.area();
    if (target.outside) {
      return area != null && lexicon.outdoors().contains(area)
          || device.attribute(Ids.WEATHER) != null;
    }
    if (target.place != null) {
      return area != null && target.place.areas().contains(area);
    }
    return !target.here || speaker == null || speaker.equals(area);
  }

  /** The devices of a place where nothing but the place was said. */
  List<Device> at(@Nullable Target target, Predicate<Device> able) {
    if (target != null) {
      return filter(home.devices(), device -> within(device, target) && able.test(device));
    }
    List<Device> all = filter(home.devices(), able);
    return preferring(all, device -> speaker != null && speaker.equals(device.area()));
  }

  /** "Her lamp": what a person's name is in, or is in that of its room. */
  void belong(Target target, Target owner) {
    if (owner.name == null || target.placed() || target.name != null) {
      return;
    }
    List<String> names =
        devices(owner.name.devices()).stream()
            .filter(device -> device.type() == DeviceType.PERSON)
            .map(device -> form(device.name()))
            .toList();
    List<DeviceId> owned = new ArrayList<>();
    for (Device device : home.devices()) {
      Area area = device.area() == null ? null : home.area(device.area());
      String called = spoken(device) + '|' + (area == null ? "" : form(area.name()));
      boolean kind = target.kind != null && kinds.includes(target.kind.group(), device);
      if (kind && names.stream().anyMatch(name -> Segmenter.mentions(called, name))) {
        owned.add(device.id());
      }
    }
    if (!owned.isEmpty()) {
      target.name = new Word.Name(new LinkedHashSet<>(owned), false);
    }
  }

  /** True where a player is playing. */
  boolean playing(Device device) {
    Reading reading = state.reading(device.id(), Vocabulary.PLAYBACK);
    return reading != null && reading.value().equals(Value.of("playing"));
  }

  String placeName(Target target) {
    AreaId id = target.here ? speaker : null;
    if (target.place != null) {
      if (target.place.areas().size() != 1) {
        return target.place.name();
      }
      id = target.place.areas().iterator().next();
    }
    Area area = id == null ? null : home.area(id);
    return area == null ? home.name() : new Names(home, lexicon.pack().pack()).of(area);
  }

  private List<Device> devices(Collection<DeviceId> ids) {
    List<Device> devices = new ArrayList<>();
    for (DeviceId id : ids) {
      Device device = home.device(id);
      if (device != null) {
        devices.add(device);
      }
    }
    return devices;
  }

  static List<Device> filter(Collection<Device> devices, Predicate<Device> test) {
    return devices.stream().filter(test).toList();
  }

  /** Those that pass, or all where none does. */
  static List<Device> preferring(List<Device> devices, Predicate<Device> test) {
    List<Device> preferred = filter(devices, test);
    return preferred.isEmpty() ? devices : preferred;
  }
}
