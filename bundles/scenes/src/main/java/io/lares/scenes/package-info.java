/** Scenes: states of many devices under one name. Start at {@link io.lares.scenes.Scenes}. */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.scenes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
