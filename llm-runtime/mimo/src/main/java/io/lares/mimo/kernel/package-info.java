/** The matrix work, the one part of the engine that is about speed. */
@NullMarked
package io.lares.mimo.kernel;

import org.jspecify.annotations.NullMarked;
