/** The program: starts the container, provisions its bundles, watches the drop-in folder. */
@NullMarked
package io.lares.launcher.container;

import org.jspecify.annotations.NullMarked;
