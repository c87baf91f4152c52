/**
 * Which language model at another computer the hub uses. The service is {@link
 * io.lares.engines.RemoteEngine}; the model itself is a {@code LanguageModel} beside the hub's own.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.engines;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
