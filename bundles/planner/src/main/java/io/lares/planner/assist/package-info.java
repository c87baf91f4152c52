/** Carries plans out: policy, commands, observation, reply. */
@NullMarked
package io.lares.planner.assist;

import org.jspecify.annotations.NullMarked;
