/** The questions, put to drivers that are known to break them. */
@NullMarked
package io.lares.driver.tck;

import org.jspecify.annotations.NullMarked;
