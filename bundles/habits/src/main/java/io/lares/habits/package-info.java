/**
 * What the people of this home are used to do, learned from its journal alone. The service is
 * {@link io.lares.habits.Habits}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.habits;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
