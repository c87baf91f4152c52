package io.lares.planner.grammar;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person may want done, in no language. Language packs name them in lower case. */
enum Verb {
  ON,
  OFF,
  OPEN,
  CLOSE,
  /** One word for switching on and opening, as in Chinese. */
  OPENON,
  /** One word for switching off and closing, as in Chinese. */
  CLOSEOFF,
  LOCK,
  UNLOCK,
  SET,
  INCREASE,
  DECREASE,
  BRIGHTER,
  DIMMER,
  WARMER,
  COOLER,
  LOUDER,
  QUIETER,
  FASTER,
  SLOWER,
  START,
  STOP,
  PAUSE,
  RESUME,
  NEXT,
  PREVIOUS,
  MUTE,
  UNMUTE,
  CLEAN,
  DOCK,
  MOW,
  TOGGLE,
  ACTIVATE,
  /** Take something out of a list, or time from a timer. */
  REMOVE;

  static @Nullable Verb named(String name) {
    for (Verb verb : values()) {
      if (verb.name().equals(name.toUpperCase(Locale.ROOT))) {
        return verb;
      }
    }
    return null;
  }

  /** 1 for verbs that want more of something, -1 for less, 0 for all others. */
  int direction() {
    return switch (this) {
      case INCREASE, BRIGHTER, WARMER, LOUDER, FASTER -> 1;
      case DECREASE, DIMMER, COOLER, QUIETER, SLOWER -> -1;
      default -> 0;
    };
  }

  /** What a relative verb is about where the sentence does not say; null for any. */
  @Nullable Feature feature() {
    return switch (this) {
      case BRIGHTER, DIMMER -> Feature.BRIGHTNESS;
      case WARMER, COOLER -> Feature.TEMPERATURE;
      case LOUDER, QUIETER -> Feature.VOLUME;
      case FASTER, SLOWER -> Feature.SPEED;
      default -> null;
    };
  }
}
