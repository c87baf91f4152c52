/** The service, and the scenes as devices. */
@NullMarked
package io.lares.scenes.internal;

import org.jspecify.annotations.NullMarked;
