package io.lares.driver.virtual;

import io.lares.driver.DeviceDescription;
import io.lares.home.Attribute;
import io.lares.home.AttributeId;
import io.lares.home.Value;
import io.lares.home.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A device as its file states it. Immutable.
 *
 * @param attributes what it has, in the file's order
 * @param state what it shows at first; what the file leaves open is missing
 */
record Blueprint(
    DeviceDescription description,
    SequencedMap<AttributeId, Attribute> attributes,
    Map<AttributeId, Value> state) {

  Blueprint {
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    state = Map.copyOf(state);
  }

  String id() {
    return description.nativeId();
  }

  /** The same device with other attributes and another state. */
  Blueprint with(
      SequencedMap<AttributeId, Attribute> otherAttributes, Map<AttributeId, Value> otherState) {
    DeviceDescription d = description;
    DeviceDescription described =
        otherAttributes.equals(attributes)
            ? d
            : new DeviceDescription(
                d.nativeId(),
                d.name(),
                d.aliases(),
                d.suggestedArea(),
                d.type(),
                Vocabulary.group(otherAttributes.values()),
                d.manufacturer(),
                d.model());
    return new Blueprint(described, otherAttributes, otherState);
  }
}
