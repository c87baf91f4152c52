/** The kernel's workings. */
@NullMarked
package io.lares.kernel.internal;

import org.jspecify.annotations.NullMarked;
