/** A device driver for Home Assistant's MQTT discovery. Exports nothing. */
@NullMarked
package io.lares.mqttdiscovery;

import org.jspecify.annotations.NullMarked;
