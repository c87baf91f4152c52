/**
 * The broker inside the hub: MQTT 5 and 3.1.1, small and bounded, for homes that have none of their
 * own. Knows nothing of the rest of the hub.
 */
@NullMarked
package io.lares.mqtt.broker;

import org.jspecify.annotations.NullMarked;
