/** A real Mosquitto for the tests of everybody who speaks MQTT. */
@NullMarked
package io.lares.mqtt.testing;

import org.jspecify.annotations.NullMarked;
