@NullMarked
package io.lares.mqttdiscovery.template;

import org.jspecify.annotations.NullMarked;
