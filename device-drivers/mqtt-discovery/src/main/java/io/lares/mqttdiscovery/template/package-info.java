/** Value and command templates: a compiled fast path, and Jinja where that is not enough. */
@NullMarked
package io.lares.mqttdiscovery.template;

import org.jspecify.annotations.NullMarked;
