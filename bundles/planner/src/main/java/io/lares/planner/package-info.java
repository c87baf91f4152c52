/**
 * From a sentence to a plan, and from a plan to outcomes. The services are {@link
 * io.lares.planner.Planner} and {@link io.lares.planner.Assistant}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.planner;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
