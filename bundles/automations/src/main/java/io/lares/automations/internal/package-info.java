/** The service. */
@NullMarked
package io.lares.automations.internal;

import org.jspecify.annotations.NullMarked;
