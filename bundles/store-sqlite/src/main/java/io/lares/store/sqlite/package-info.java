/** The store's inside: one SQLite file with one writer. */
@NullMarked
package io.lares.store.sqlite;

import org.jspecify.annotations.NullMarked;
