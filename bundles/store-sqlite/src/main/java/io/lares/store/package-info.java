/**
 * What the hub remembers: the journal, settings, history, backups. Services: {@link
 * io.lares.store.Journal}, {@link io.lares.store.Settings}, {@link io.lares.store.Store}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lares.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
