package io.lares.planner.grammar;

import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Device;
import io.lares.home.Risk;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import io.lares.planner.Likings;
import io.lares.planner.Request;
import io.lares.planner.Situation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the speaker likes now, for wishes that don't say how much. */
record Liked(Request request, Situation situation) {
  private static final Set<AttributeId> MUCH =
      Set.of(
          Vocabulary.LEVEL,
          Vocabulary.VOLUME,
          Vocabulary.FAN_PERCENT,
          Vocabulary.TARGET_TEMPERATURE,
          Vocabulary.HUMIDITY_TARGET);

  /** The liked value of an attribute of which there is more or less; null where none is known. */
  @Nullable Double much(Device device, Attribute attribute) {
    Risk risk = device.risk(attribute.id());
    if (!MUCH.contains(attribute.id()) || risk == Risk.SECURITY || risk == Risk.SAFETY) {
      return null;
    }
    Likings likings = situation.likings();
    return likings
                .liked(request.speaker(), device.id(), attribute.id(), situation.now().toInstant())
                .filter(value -> attribute.kind().misfit(value) == null)
                .orElse(null)
            instanceof Value.Num(double number)
        ? number
        : null;
  }
}
