package io.lares.automations.engine;

import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which watches look at which attribute. What a change costs depends on those that look at it and
 * on no other. Guarded by the engine.
 */
final class Watches {
  private record Place(DeviceId device, AttributeId attribute) {}

  private final Map<Place, List<Watch>> byPlace = new HashMap<>();
  private final List<Watch> ofAnybody = new ArrayList<>();
  private final Map<String, List<Watch>> byRule = new HashMap<>();
  private final Predicate<DeviceId> othersHome;

  Watches(Predicate<DeviceId> othersHome) {
    this.othersHome = othersHome;
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
          DeviceId person = presence.person();
          if (person == null) {
            ofAnybody.add(watch);
          } else {
            at(new Place(person, Watch.LOCATION)).add(watch);
          }
          own.add(watch);
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
    at(new Place(where.device(), where.attribute())).add(watch);
    own.add(watch);
  }

  private List<Watch> at(Place place) {
    return byPlace.computeIfAbsent(place, ignored -> new ArrayList<>(1));
  }

  /** Takes a rule's watches out; each is told. */
  void remove(LiveRule rule, Consumer<Watch> each) {
    List<Watch> own = byRule.remove(rule.automation().id());
    if (own == null) {
      return;
    }
    own.forEach(each);
    ofAnybody.removeAll(own);
    for (Watch watch : own) {
      Place place =
          switch (rule.automation().triggers().get(watch.index)) {
            case Trigger.OfDevice where -> new Place(where.device(), where.attribute());
            case Trigger.Presence presence when presence.person() != null ->
                new Place(presence.person(), Watch.LOCATION);
            default -> null;
          };
      if (place != null) {
        List<Watch> there = byPlace.get(place);
        if (there != null && there.remove(watch) && there.isEmpty()) {
          byPlace.remove(place);
        }
      }
    }
  }

  /** Those that look at an attribute of a device. */
  void at(DeviceId device, AttributeId attribute, Consumer<Watch> each) {
    List<Watch> there = byPlace.get(new Place(device, attribute));
    if (there != null) {
      there.forEach(each);
    }
    if (!ofAnybody.isEmpty() && attribute.equals(Watch.LOCATION)) {
      ofAnybody.forEach(each);
    }
  }
}
