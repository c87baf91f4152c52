/** The model that runs on the hub itself, as the service that others ask. */
@NullMarked
package io.lares.mimo.local;

import org.jspecify.annotations.NullMarked;
