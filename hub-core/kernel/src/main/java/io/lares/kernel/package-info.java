/**
 * The face of the kernel: registry, state, commands, events and drivers of one home. Bundles start
 * at {@link io.lares.kernel.Kernel}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.kernel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
