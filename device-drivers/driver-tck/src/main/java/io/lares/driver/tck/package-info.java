/**
 * The questions that every driver has to answer: {@link io.lares.driver.tck.DriverContract}. A
 * test-time library, not a bundle of the hub.
 */
@NullMarked
package io.lares.driver.tck;

import org.jspecify.annotations.NullMarked;
