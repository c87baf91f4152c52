/** What the interface offers, one class for each group of routes; the records are its documents. */
@NullMarked
package io.lares.web.api;

import org.jspecify.annotations.NullMarked;
