/**
 * The container's face for bundles: which bundles there are and how they are. The service is {@link
 * io.lares.launcher.Bundles}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.launcher;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
