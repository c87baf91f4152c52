/** How the web lives in the container. */
@NullMarked
package io.lares.web.internal;

import org.jspecify.annotations.NullMarked;
