package io.lares.automations.engine;

import io.lares.automations.Automation;
import io.lares.automations.Trigger;
import io.lares.home.AttributeId;
import io.lares.home.DeviceId;
import io.lares.home.Reading;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.kernel.Change;
import io.lares.kernel.StateView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One trigger of a rule that looks at a device. Guarded by the engine. */
abstract sealed class Watch {
  private static final Value HOME = Value.of("home");

  /** What a watch tells. */
  interface Told {
    void happened(Watch watch, List<String> chain);

    /** A state began to hold that has to last. */
    void holds(Watch watch, Duration hold, List<String> chain);

    /** It no longer holds. */
    void over(Watch watch);
  }

  final LiveRule rule;
  final int index;
  Deadlines.@Nullable Deadline hold;

  private Watch(LiveRule rule, int index) {
    this.rule = rule;
    this.index = index;
  }

  /** Names it over a restart. */
  String name() {
    return name(rule.automation(), index);
  }

  static String name(Automation automation, int index) {
    return automation.id() + "/" + index;
  }

  /** How things stand when it begins to watch, which is nothing that happens. */
  abstract void stands(Value value, Told told);

  abstract void changed(Change change, List<String> chain, Told told);

  static final class Becoming extends Watch {
    private final Trigger.Becomes trigger;

    Becoming(LiveRule rule, int index, Trigger.Becomes trigger) {
      super(rule, index);
      this.trigger = trigger;
    }

    @Override
    void stands(Value value, Told told) {
      if (!trigger.hold().isZero() && value.equals(trigger.to())) {
        told.holds(this, trigger.hold(), List.of());
      } else {
        told.over(this);
      }
    }

    @Override
    void changed(Change change, List<String> chain, Told told) {
      Value before = change.before();
      if (before == null) {
        stands(change.after(), told);
        return;
      }
      boolean matches =
          (trigger.to() == null || trigger.to().equals(change.after()))
              && (trigger.from() == null || trigger.from().equals(before));
      if (trigger.hold().isZero()) {
        if (matches) {
          told.happened(this, chain);
        }
        return;
      }
      told.over(this);
      if (matches) {
        told.holds(this, trigger.hold(), chain);
      }
    }
  }

  static final class Crossing extends Watch {
    private final Trigger.Crosses trigger;
    private boolean beyond;

    Crossing(LiveRule rule, int index, Trigger.Crosses trigger) {
      super(rule, index);
      this.trigger = trigger;
    }

    @Override
    void stands(Value value, Told told) {
      if (value instanceof Value.Num(double number)) {
        beyond = beyond(number, false);
        if (!beyond) {
          told.over(this);
        } else if (!trigger.hold().isZero()) {
          told.holds(this, trigger.hold(), List.of());
        }
      }
    }

    @Override
    void changed(Change change, List<String> chain, Told told) {
      if (change.before() == null) {
        stands(change.after(), told);
        return;
      }
      if (!(change.after() instanceof Value.Num(double number))) {
        return;
      }
      boolean was = beyond;
      beyond = beyond(number, was);
      if (was == beyond) {
        return;
      }
      if (!beyond) {
        told.over(this);
      } else if (trigger.hold().isZero()) {
        told.happened(this, chain);
      } else {
        told.holds(this, trigger.hold(), chain);
      }
    }

    /** Once beyond the limit it stays so until it has come back by the hysteresis. */
    private boolean beyond(double number, boolean was) {
      double distance = trigger.above() ? number - trigger.limit() : trigger.limit() - number;
      return was && trigger.hysteresis() > 0 ? distance > -trigger.hysteresis() : distance > 0;
    }
  }

  static final class Happening extends Watch {
    private final Trigger.Happens trigger;

    Happening(LiveRule rule, int index, Trigger.Happens trigger) {
      super(rule, index);
      this.trigger = trigger;
    }

    @Override
    void stands(Value value, Told told) {}

    @Override
    void changed(Change change, List<String> chain, Told told) {
      if (trigger.value() == null || trigger.value().equals(change.after())) {
        told.happened(this, chain);
      }
    }
  }

  static final class Moving extends Watch {
    private final Trigger.Presence trigger;
    private final Predicate<DeviceId> othersHome;

    /**
     * Makes one.
     *
     * @param othersHome true where anybody but this person is at home
     */
    Moving(LiveRule rule, int index, Trigger.Presence trigger, Predicate<DeviceId> othersHome) {
      super(rule, index);
      this.trigger = trigger;
      this.othersHome = othersHome;
    }

    @Override
    void stands(Value value, Told told) {}

    @Override
    void changed(Change change, List<String> chain, Told told) {
      if (change.before() == null) {
        return;
      }
      boolean was = HOME.equals(change.before());
      boolean is = HOME.equals(change.after());
      boolean moved = trigger.move() == Trigger.Move.ARRIVES ? !was && is : was && !is;
      if (moved && (trigger.person() != null || !othersHome.test(change.device()))) {
        told.happened(this, chain);
      }
    }
  }

  static final class Nearing extends Watch {
    /** Who was near is so until clearly further away again; a jam must not trigger twice. */
    private static final double SLACK = 1.25;

    private final Trigger.Nears trigger;
    private final StateView state;
    private final Set<DeviceId> near = new HashSet<>();

    Nearing(LiveRule rule, int index, Trigger.Nears trigger, StateView state) {
      super(rule, index);
      this.trigger = trigger;
      this.state = state;
    }

    @Override
    void stands(Value value, Told told) {}

    @Override
    void changed(Change change, List<String> chain, Told told) {
      DeviceId who = change.device();
      boolean was = near.contains(who);
      boolean is =
          Value.of(true).equals(now(change, Vocabulary.HOMEWARD))
              && now(change, Vocabulary.TRAVEL_TIME) instanceof Value.Num(double minutes)
              && minutes * 60 <= trigger.within().toSeconds() * (was ? SLACK : 1);
      if (is == was) {
        return;
      }
      if (!is) {
        near.remove(who);
        return;
      }
      near.add(who);
      if (change.before() != null) {
        told.happened(this, chain);
      }
    }

    private @Nullable Value now(Change change, AttributeId attribute) {
      if (change.attribute().equals(attribute)) {
        return change.after();
      }
      Reading reading = state.reading(change.device(), attribute);
      return reading == null ? null : reading.value();
    }
  }

  static boolean atHome(@Nullable Value location) {
    return Objects.equals(HOME, location);
  }
}
