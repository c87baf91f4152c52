@NullMarked
package io.lares.mqtt.broker;

import org.jspecify.annotations.NullMarked;
