/**
 * All that a driver bundle compiles against. A driver registers one {@link io.lares.driver.Driver}
 * service.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.driver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
