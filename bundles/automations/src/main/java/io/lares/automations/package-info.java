/** Rules that the hub follows by itself, as data: triggers, conditions, plans. */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.automations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
