/** Device drivers for people and vehicles that tell over MQTT where they are. Exports nothing. */
@NullMarked
package io.lares.whereabouts;

import org.jspecify.annotations.NullMarked;
