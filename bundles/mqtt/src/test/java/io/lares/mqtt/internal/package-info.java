@NullMarked
package io.lares.mqtt.internal;

import org.jspecify.annotations.NullMarked;
