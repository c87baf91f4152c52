@NullMarked
package io.lares.mqtt.topics;

import org.jspecify.annotations.NullMarked;
