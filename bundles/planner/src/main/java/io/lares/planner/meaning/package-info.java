/**
 * The meaning tier: unusual words and vague wishes, by sentence vectors and with calibrated levels.
 */
@NullMarked
package io.lares.planner.meaning;

import org.jspecify.annotations.NullMarked;
