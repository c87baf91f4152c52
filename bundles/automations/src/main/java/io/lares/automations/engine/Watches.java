package io.lares.automations.engine;

import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Vocabulary;
import io.lares.kernel.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which watches look at which attribute. What a change costs depends on those that look at it and
 * on no other. Guarded by the engine, but for {@link #mayLookAt}, which anybody may ask.
 */
final class Watches {
  private final Map<DeviceId, Map<AttributeId, List<Watch>>> byDevice = new ConcurrentHashMap<>();
  private final Map<AttributeId, List<Watch>> ofAnybody = new ConcurrentHashMap<>();
  private final Map<String, List<Watch>> byRule = new HashMap<>();
  private final Predicate<DeviceId> othersHome;
  private final StateView state;

  Watches(Predicate<DeviceId> othersHome, StateView state) {
    this.othersHome = othersHome;
    this.state = state;
  }

  /** Puts a rule's watches in; each is told with where it looks. */
  void put(LiveRule rule, Begin begin) {
    List<Watch> own = new ArrayList<>();
    List<Trigger> triggers = rule.automation().triggers();
    for (int i = 0; i < triggers.size(); i++) {
      switch (triggers.get(i)) {
        case Trigger.Becomes becomes -> add(own, new Watch.Becoming(rule, i, becomes), becomes);
        case Trigger.Crosses crosses -> add(own, new Watch.Crossing(rule, i, crosses), crosses);
        case Trigger.Happens happens -> add(own, new Watch.Happening(rule, i, happens), happens);
        case Trigger.Presence presence -> {
          Watch watch = new Watch.Moving(rule, i, presence, othersHome);
          add(own, watch, presence.person(), Vocabulary.LOCATION);
        }
        case Trigger.Nears nears -> {
          Watch watch = new Watch.Nearing(rule, i, nears, state);
          add(own, watch, nears.who(), Vocabulary.TRAVEL_TIME);
          place(nears.who(), Vocabulary.HOMEWARD, watch);
        }
        case Trigger.OfTime time -> {}
        case Trigger.Start start -> {}
      }
    }
    byRule.put(rule.automation().id(), own);
    for (Watch watch : own) {
      if (triggers.get(watch.index) instanceof Trigger.OfDevice where) {
        begin.at(watch, where.device(), where.attribute());
      }
    }
  }

  /** Is told where a new watch looks. */
  @FunctionalInterface
  interface Begin {
    void at(Watch watch, DeviceId device, AttributeId attribute);
  }

  private void add(List<Watch> own, Watch watch, Trigger.OfDevice where) {
    add(own, watch, where.device(), where.attribute());
  }

  private void add(List<Watch> own, Watch watch, @Nullable DeviceId device, AttributeId attribute) {
    place(device, attribute, watch);
    own.add(watch);
  }

  /** Has a watch look at an attribute of a device; of every device where there is none. */
  private void place(@Nullable DeviceId device, AttributeId attribute, Watch watch) {
    Map<AttributeId, List<Watch>> of =
        device == null ? ofAnybody : byDevice.computeIfAbsent(device, ignored -> new HashMap<>(2));
    of.computeIfAbsent(attribute, ignored -> new ArrayList<>(1)).add(watch);
  }

  /** Takes a rule's watches out; each is told. */
  void remove(LiveRule rule, Consumer<Watch> each) {
    List<Watch> own = byRule.remove(rule.automation().id());
    if (own == null) {
      return;
    }
    own.forEach(each);
    ofAnybody.values().removeIf(there -> there.removeAll(own) && there.isEmpty());
    for (Watch watch : own) {
      switch (rule.automation().triggers().get(watch.index)) {
        case Trigger.OfDevice where -> remove(where.device(), where.attribute(), watch);
        case Trigger.Presence presence when presence.person() != null ->
            remove(presence.person(), Vocabulary.LOCATION, watch);
        case Trigger.Nears nears when nears.who() != null -> {
          remove(nears.who(), Vocabulary.TRAVEL_TIME, watch);
          remove(nears.who(), Vocabulary.HOMEWARD, watch);
        }
        default -> {}
      }
    }
  }

  private void remove(DeviceId device, AttributeId attribute, Watch watch) {
    Map<AttributeId, List<Watch>> of = byDevice.get(device);
    List<Watch> there = of == null ? null : of.get(attribute);
    if (of != null && there != null && there.remove(watch) && there.isEmpty()) {
      of.remove(attribute);
      if (of.isEmpty()) {
        byDevice.remove(device);
      }
    }
  }

  /** False where no watch looks at this attribute of this device; true may be said in vain. */
  boolean mayLookAt(DeviceId device, AttributeId attribute) {
    return byDevice.containsKey(device) || ofAnybody.containsKey(attribute);
  }

  /** Those that look at an attribute of this device. */
  List<Watch> at(DeviceId device, AttributeId attribute) {
    Map<AttributeId, List<Watch>> of = byDevice.get(device);
    return of == null ? List.of() : of.getOrDefault(attribute, List.of());
  }

  /** Those that look at an attribute of whatever device. */
  List<Watch> anywhere(AttributeId attribute) {
    return ofAnybody.getOrDefault(attribute, List.of());
  }
}
