/** When a rule is due: clocks, calendars, the sun. */
@NullMarked
package io.lares.automations.time;

import org.jspecify.annotations.NullMarked;
