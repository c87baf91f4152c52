/**
 * JSON by description: a {@link io.lares.web.json.Shape} reads a record strictly, writes it, and
 * says what it looks like as a JSON schema.
 */
@NullMarked
package io.lares.web.json;

import org.jspecify.annotations.NullMarked;
