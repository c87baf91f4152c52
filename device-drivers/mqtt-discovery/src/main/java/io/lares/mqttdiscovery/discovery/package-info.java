/** Discovery topics and payloads into checked, bounded, typed records. */
@NullMarked
package io.lares.mqttdiscovery.discovery;

import org.jspecify.annotations.NullMarked;
