/** REST, live events and the page's files. Nothing here is for other bundles. */
@NullMarked
package io.lares.web;

import org.jspecify.annotations.NullMarked;
