/**
 * Weights that people bring: read, checked, converted once, and mapped into memory from then on.
 */
@NullMarked
package io.lares.mimo.weights;

import org.jspecify.annotations.NullMarked;
