/**
 * The hub's MQTT connection and its settings. The connection itself is the service {@link
 * io.lares.driver.MqttChannel}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.mqtt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
