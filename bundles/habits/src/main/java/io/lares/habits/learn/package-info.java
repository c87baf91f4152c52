/** From changes to habits: a log of a few weeks, and what repeats in it. */
@NullMarked
package io.lares.habits.learn;

import org.jspecify.annotations.NullMarked;
