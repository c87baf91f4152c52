/** MQTT topics and topic filters, for the connection and the broker. */
@NullMarked
package io.lares.mqtt.topics;

import org.jspecify.annotations.NullMarked;
