/** Keeps the settings, opens the model and offers it as a service. */
@NullMarked
package io.lares.engines.internal;

import org.jspecify.annotations.NullMarked;
