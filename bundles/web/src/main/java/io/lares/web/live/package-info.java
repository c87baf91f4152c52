/** Live events: one subscription to the river, fanned out to every page that watches. */
@NullMarked
package io.lares.web.live;

import org.jspecify.annotations.NullMarked;
