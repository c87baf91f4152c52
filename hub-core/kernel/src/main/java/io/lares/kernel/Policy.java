package io.lares.kernel;

import static io.lares.home.Actor.Channel.SENTENCE;
import static io.lares.home.Person.Role.GUEST;
import static io.lares.home.Vocabulary.LOCK_STATE;

import io.lares.home.Actor;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Risk;
import io.lares.home.Value;

/** Risk class x person x channel decides what may be done. The one place where this is decided. */
public final class Policy {
  private static final String WATCHES = "(?i).*(alarm|security|intrusion).*";
  private static final String ASLEEP =
      "(?i)(dis|un|de).*|off|no|none|inactive|open|silent|.*bypass.*";

  private Policy() {}

  /** What may be done with a command. */
  public enum Decision {
    ACT,
    /** Only after the person was asked and said yes. */
    CONFIRM,
    FORBID
  }

  /**
   * Decides. Making the home safer (locking, closing, shutting a valve, switching off) never needs
   * a confirmation. Guests may not touch what opens or endangers the home. A sentence may be
   * misheard, so what opens or endangers the home is confirmed there; a touch on the page is
   * deliberate. Automations may not open the home unasked.
   */
  public static Decision decide(Actor actor, Device device, AttributeId attribute, Value value) {
    Risk risk = device.risk(attribute);
    if (risk.compareTo(Risk.SECURITY) < 0) {
      return Decision.ACT;
    }
    if (actor.role() == GUEST) {
      return Decision.FORBID;
    }
    if (makesSafer(attribute, value)) {
      return Decision.ACT;
    }
    return switch (actor.kind()) {
      case PERSON -> actor.channel() == SENTENCE ? Decision.CONFIRM : Decision.ACT;
      case AUTOMATION, SCENE -> Decision.CONFIRM;
      case SYSTEM -> Decision.ACT;
    };
  }

  private static boolean makesSafer(AttributeId attribute, Value value) {
    return attribute.capability().matches(WATCHES) ? watches(value) : switches(attribute, value);
  }

  /** An alarm that is armed or on makes the home safer, one that is off does not. */
  private static boolean watches(Value value) {
    return switch (value) {
      case Value.Bool(boolean on) -> on;
      case Value.Num(double number) -> number != 0;
      case Value.Text(String text) -> !text.matches(ASLEEP);
    };
  }

  private static boolean switches(AttributeId attribute, Value value) {
    return switch (value) {
      case Value.Bool(boolean on) -> !on;
      case Value.Num(double number) -> number == 0;
      case Value.Text(String text) ->
          attribute.equals(LOCK_STATE)
              ? text.equals("locked")
              : text.equals("off") || text.equals("stopped") || text.equals("closing");
    };
  }
}
