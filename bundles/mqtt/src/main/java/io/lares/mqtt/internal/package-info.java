/** How the MQTT connection and the broker inside the hub are made. */
@NullMarked
package io.lares.mqtt.internal;

import org.jspecify.annotations.NullMarked;
