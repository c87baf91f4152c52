/** The meaning that Python gives to values, operators, filters and functions of templates. */
@NullMarked
package io.lares.mqttdiscovery.template.python;

import org.jspecify.annotations.NullMarked;
