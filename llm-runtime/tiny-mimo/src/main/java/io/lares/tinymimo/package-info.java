/**
 * Makes checkpoints of MiMo's architecture from random numbers: the same seed gives the same
 * numbers in each format. It shares no code with the runtime, so that both can be held against each
 * other.
 */
@NullMarked
package io.lares.tinymimo;

import org.jspecify.annotations.NullMarked;
