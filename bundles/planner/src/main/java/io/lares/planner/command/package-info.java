/** Commands of the command line: {@code hub plan} and {@code hub ask}. */
@NullMarked
package io.lares.planner.command;

import org.jspecify.annotations.NullMarked;
