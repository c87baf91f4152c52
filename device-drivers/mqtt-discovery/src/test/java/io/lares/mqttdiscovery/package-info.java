/** Tests of the MQTT discovery driver. */
@NullMarked
package io.lares.mqttdiscovery;

import org.jspecify.annotations.NullMarked;
