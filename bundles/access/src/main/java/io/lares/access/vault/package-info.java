/** Secrets of bundles and driver sessions, encrypted in the settings. */
@NullMarked
package io.lares.access.vault;

import org.jspecify.annotations.NullMarked;
