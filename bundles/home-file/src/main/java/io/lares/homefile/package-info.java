/** Homes as files, format lares-home/1. The service is {@link io.lares.homefile.HomeFiles}. */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.homefile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
