/** Who may enter the hub. The service is {@link io.lares.access.Access}. */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
