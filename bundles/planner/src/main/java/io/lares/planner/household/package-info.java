/** The home's timers and lists, and how they outlive a restart. */
@NullMarked
package io.lares.planner.household;

import org.jspecify.annotations.NullMarked;
