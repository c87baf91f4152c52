/**
 * A simulated home. Its devices come from a {@code lares-home/1} file; how they behave is a matter
 * of small models without clocks or threads, which the session moves along.
 */
@NullMarked
package io.lares.driver.virtual;

import org.jspecify.annotations.NullMarked;
