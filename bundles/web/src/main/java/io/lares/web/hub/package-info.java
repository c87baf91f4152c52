/** The hub's parts as the web sees them: each may come and go while the web stays. */
@NullMarked
package io.lares.web.hub;

import org.jspecify.annotations.NullMarked;
